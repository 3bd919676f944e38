"""Activity JSON and CSV: every fault at its place, nothing repeated of what a file holds, and the same bytes when written again."""

import json
from typing import Any

import pytest

from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.heatmap import Input, Method, Mode, Order, Palette, Period, WeekStart
from pipeline.model.span import Source
from pipeline.render.heatmap.command import draw

from .making import AS_OF, SAMPLES, codes, counted, encoded, given, sample, sums

HEADER = "date,provider,conversations,messages,started,prompts\n"
ROW = "2025-03-10,chatgpt,3,41,2,20\n"


def document(**changes: Any) -> dict[str, Any]:
    """Activity JSON of one day."""
    source = {"provider": "chatgpt", "format": "chatgpt-export", "files": 1, "first": "2025-03-01", "last": "2025-03-31", "records": 3}
    return {
        "$schema": "activity.schema.json",
        "version": 1,
        "id": "own",
        "timezone": "UTC",
        "as_of": "2025-12-31",
        "sources": [source],
        "days": [{"date": "2025-03-10", "provider": "chatgpt", "conversations": 3, "started": 2, "messages": 41, "prompts": 20}],
        "hours": [{"provider": "chatgpt", "weekday": 1, "hour": 9, "messages": 41, "prompts": 20}],
        "models": [{"provider": "chatgpt", "model": "gpt-4o", "messages": 21}],
        "scale": {"method": "quantile", "metric": "messages", "cuts": []},
        "view": {"years": [2025], "week_start": "mon", "mode": None, "palette": "blues"},
        "stats": {},
    } | changes


def at(outcome: Outcome[Any], data: bytes) -> list[tuple[str, str]]:
    """Code and the text that each finding points at."""
    source = Source.of("x", data.decode())
    return [(diagnostic.code.code, source.cut(diagnostic.span)) for diagnostic in outcome.diagnostics]


def test_a_sound_csv() -> None:
    outcome = counted(given("x", HEADER + ROW + "\n2025-03-11,claude,,5,,\n"))
    assert codes(outcome) == []
    assert sums(outcome.value, "chatgpt") == {"conversations": 3, "messages": 41, "started": 2, "prompts": 20}
    day = next(day for (_, name), day in outcome.value.days.items() if name == "claude")
    assert (day.conversations, day.messages, day.started, day.prompts) == (None, 5, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "date,provider,conversations,messages\r\n2025-03-10,chatgpt,3,41\r\n",
        "messages,date,provider,conversations\n41,2025-03-10,chatgpt,3",
    ],
)
def test_other_shapes_of_csv(text: str) -> None:
    outcome = counted(given("x", "\ufeff" + text))
    assert codes(outcome) == []
    assert sums(outcome.value, "chatgpt")["messages"] == 41


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("2025-03-11,chatgtp,1,1,1,1", "HMP501", "chatgtp"),
        ("2025-02-30,claude,1,1,1,1", "HMP501", "2025-02-30"),
        ("10.3.2025,claude,1,1,1,1", "HMP501", "10.3.2025"),
        ("1969-12-31,claude,1,1,1,1", "HMP502", "1969-12-31"),
        ("2026-01-03,claude,1,1,1,1", "HMP502", "2026-01-03"),
        ("2025-03-11,claude,1,-1,1,1", "HMP502", "-1"),
        ("2025-03-11,claude,1,1.5,1,1", "HMP502", "1.5"),
        ("2025-03-11,claude,1,1000001,1,1", "HMP502", "1000001"),
        ("2025-03-11,claude,1,many,1,1", "HMP502", "many"),
        ("2025-03-11,claude,1,5,1,6", "HMP502", "6"),
        ("2025-03-10,chatgpt,1,1,1,1", "HMP503", "2025-03-10"),
    ],
)
def test_faults_of_a_csv_row_point_at_the_cell(row: str, code: str, place: str) -> None:
    data = f"{HEADER}{ROW}{row}\n".encode()
    outcome = counted(given("x", data))
    assert at(outcome, data) == [(code, place)]
    if place not in ROW:
        assert place not in told(outcome.diagnostics)


def told(diagnostics: tuple[Diagnostic, ...]) -> str:
    return " ".join(f"{diagnostic.message} {diagnostic.help}" for diagnostic in diagnostics)


def test_a_misspelt_provider_has_a_repair() -> None:
    fault = counted(given("x", HEADER + "2025-03-11,chatgtp,1,1,1,1\n")).diagnostics[0]
    assert fault.help == "a known one has a similar name: `chatgpt`"
    assert fault.fix is not None
    assert fault.fix.edits[0].text == "chatgpt"


def test_unknown_columns_are_private_and_locked() -> None:
    data = b"date,provider,conversations,messages,title\n2025-03-10,chatgpt,3,41,secret plans\n"
    outcome = counted(given("x", data))
    assert at(outcome, data) == [("HMP504", "title")]
    assert outcome.diagnostics[0].code.locked
    assert "title" not in told(outcome.diagnostics)
    assert "secret" not in told(outcome.diagnostics)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("date,provider,messages\n", "HMP505"),
        ("date,provider,conversations,messages,date\n", "HMP505"),
        (HEADER + ROW + "2025-03-11,claude,1", "HMP508"),
        ("date,provider,conversations,messages\n\xe9\n".encode("latin-1"), "HMP505"),
    ],
)
def test_csv_files_that_are_refused(text: str | bytes, code: str) -> None:
    assert codes(counted(given("x", text))) == [code]


def test_sound_activity_json() -> None:
    outcome = counted(given("x", encoded(document())))
    assert codes(outcome) == []
    assert sums(outcome.value, "chatgpt")["messages"] == 41


@pytest.mark.parametrize(
    ("part", "changes", "code", "place"),
    [
        ("days", {"provider": "claude"}, "HMP501", '"claude"'),
        ("days", {"provider": "mine"}, "HMP501", '"mine"'),
        ("days", {"date": "2025-04-31"}, "HMP501", '"2025-04-31"'),
        ("days", {"date": "2025-04-01"}, "HMP502", '"2025-04-01"'),
        ("days", {"messages": -1}, "HMP502", "-1"),
        ("days", {"prompts": 1.5}, "HMP502", "1.5"),
        ("days", {"prompts": True}, "HMP502", "true"),
        ("days", {"prompts": 42}, "HMP502", "42"),
        ("days", {"subject": "x"}, "HMP504", '"subject"'),
        ("hours", {"weekday": 8}, "HMP501", "8"),
        ("hours", {"hour": 24}, "HMP501", "24"),
        ("hours", {"messages": "many"}, "HMP502", '"many"'),
        ("models", {"model": "ft:mine"}, "HMP501", '"ft:mine"'),
        ("sources", {"format": "diary"}, "HMP501", '"diary"'),
        ("sources", {"last": "2025-02-01"}, "HMP502", '"2025-02-01"'),
        ("sources", {"path": "/home/me"}, "HMP504", '"path"'),
    ],
)
def test_faults_of_activity_json_point_at_the_value(part: str, changes: dict[str, Any], code: str, place: str) -> None:
    changed = document()
    changed[part][0] |= changes
    data = json.dumps(changed, indent=1).encode()
    outcome = counted(given("x", data))
    assert at(outcome, data)[0] == (code, place)


def test_more_faults_of_activity_json() -> None:
    twice = document()
    twice["days"] *= 2
    assert codes(counted(given("x", encoded(twice)))) == ["HMP503"]
    hours = document()
    hours["hours"] *= 2
    assert codes(counted(given("x", encoded(hours)))) == ["HMP503"]
    assert codes(counted(given("x", encoded(document(owner="me"))))) == ["HMP504"]
    assert codes(counted(given("x", encoded(document(stats={"combined": {"note": "me"}}))))) == ["HMP504"]
    assert codes(counted(given("x", encoded(document(timezone="Mars/Base"))))) == ["HMP510"]
    assert codes(counted(given("x", encoded(document(timezone="Asia/Tokyo"))))) == ["HMP501"]
    assert codes(counted(given("x", encoded(document(version=2))))) == ["HMP505"]
    assert codes(counted(given("x", encoded(document(days=[1]))))) == ["HMP505"]


def test_every_truncation_of_activity_json_is_rejected() -> None:
    data = encoded(document())
    for length in range(1, len(data)):
        assert codes(counted(given("x", data[:length])))[0] in {"HMP505", "HMP508"}
    for text in ('{"days": [], "days": []}', '{"days": [], }', '{"days": [1,]}', '{"days": ' + "[" * 40 + "]" * 40 + "}"):
        assert codes(counted(given("x", text))) == ["HMP505"]


def test_the_same_day_in_two_files_is_a_fault() -> None:
    outcome = counted(given("a.csv", HEADER + ROW), given("b.csv", HEADER + ROW))
    assert codes(outcome) == ["HMP503"]


def made(order: Order) -> dict[str, bytes]:
    outcome = draw(order)
    assert [code for code in codes(outcome) if code not in {"HMP506", "HMP507"}] == []
    return {artifact.path: artifact.data for artifact in outcome.value}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"timezone": "Asia/Kolkata", "years": (2025,), "week_start": WeekStart.SUNDAY, "palette": Palette.GREYS},
        {"years": Period.LAST365, "compare": ("claude", "chatgpt"), "mode": Mode.DOMINANT},
        {"method": Method.FIXED, "bins": (1, 5, 10, 20), "years": (2024, 2025)},
        {"method": Method.LOG, "mode": Mode.MULTIPLES},
        {"years": (2019,)},
    ],
)
def test_reading_and_writing_again_gives_the_same_bytes(changes: dict[str, Any]) -> None:
    inputs = (sample("chatgpt.zip"), sample("claude.zip"))
    first = made(Order(inputs, name="own-data", changes=changes, as_of=AS_OF))
    again = made(Order((given("again.json", first["own-data.json"]),), now=4e9))
    assert again == first


def test_the_sample_of_activity_json_is_stable() -> None:
    assert made(Order((sample("activity.json"),)))["activity.json"] == (SAMPLES / "activity.json").read_bytes()


def test_a_wider_view_of_a_narrow_file_shows_no_idle_years() -> None:
    inputs: tuple[Input, ...] = (sample("chatgpt.zip"),)
    narrow = made(Order(inputs, changes={"years": (2024,)}, as_of=AS_OF))["activity.json"]
    wide = json.loads(made(Order((given("x", narrow),), changes={"years": (2023, 2024)}))["activity.json"])
    assert wide["stats"]["combined"]["days_in_scope"] == 366


def test_hours_that_cannot_be_told_apart_are_left_out() -> None:
    both = document(view={"years": [2024, 2025], "week_start": "mon", "mode": None, "palette": "blues"})
    both["sources"][0]["first"] = "2024-03-10"
    both["days"].insert(0, {**both["days"][0], "date": "2024-03-10"})
    both["hours"][0] |= {"messages": 82, "prompts": 40}
    both["models"][0]["messages"] = 42
    whole = json.loads(made(Order((given("x", encoded(both)),)))["own.json"])
    assert whole["hours"] == both["hours"]
    assert whole["models"] == both["models"]
    assert whole["stats"]["combined"]["hours"][9] == 82
    files = made(Order((given("x", encoded(both)),), changes={"years": (2025,)}))
    part = json.loads(files["own.json"])
    assert (part["hours"], part["models"], part["stats"]["combined"]["hours"]) == ([], [], None)
    assert "own-hours.svg" not in files
