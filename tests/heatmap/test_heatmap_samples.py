"""The samples: always the same bytes, small, full of oddities, counted right, and none of their words gets out."""

import json
from collections import Counter
from hashlib import sha256

import pytest

from pipeline.model.heatmap import Order
from pipeline.render.heatmap.command import draw
from pipeline.render.heatmap.raw import raw_exports
from pipeline.render.heatmap.samples import samples
from pipeline.render.heatmap.samples.packing import CANARY
from pipeline.render.heatmap.samples.story import chats

from .making import AS_OF, SAMPLES, counted, given, sample, sums
from .slow import slow

EXPORTS = {"chatgpt.zip": "chatgpt", "chatgpt-single.json": "chatgpt", "claude.zip": "claude", "claude-new.zip": "claude"}


def test_the_committed_samples_are_those_of_seed_42() -> None:
    made = {artifact.path: artifact.data for artifact in samples(42, 3)}
    assert made == {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
    assert sum(map(len, made.values())) <= 300 * 1024
    assert samples(43, 3) != samples(42, 3)


def test_the_manifest_tells_digests_and_statistics() -> None:
    manifest = json.loads((SAMPLES / "manifest.json").read_bytes())
    files = {entry["path"]: entry for entry in manifest["files"]}
    assert set(files) == {path.name for path in SAMPLES.iterdir()} - {"manifest.json"}
    for name, entry in files.items():
        assert entry["sha256"] == sha256((SAMPLES / name).read_bytes()).hexdigest()
        known = counted(sample(name), zone="America/Los_Angeles").value
        for expected in entry["expected"]:
            assert sums(known, expected["provider"]) == {key: expected[key] for key in ("conversations", "started", "messages", "prompts")}
    assert list(raw_exports({f"content/data/samples/{path.name}": path.read_bytes() for path in SAMPLES.iterdir()})) == []


@pytest.mark.parametrize("name", EXPORTS)
def test_an_independent_counter_agrees(name: str) -> None:
    known = counted(sample(name), zone="America/Los_Angeles").value
    expected = slow(name, (SAMPLES / name).read_bytes())
    found = {
        day.date.isoformat(): {key: value for key in ("messages", "prompts", "conversations", "started") if (value := getattr(day, key))}
        for day in known.days.values()
    }
    assert found == {day: {key: value for key, value in counts.items() if value} for day, counts in expected["days"].items()}
    assert known.sources[0].records == expected["records"]
    assert known.sources[0].undated == expected["undated"]


def test_the_story_has_its_turns() -> None:
    months: Counter[tuple[str, str]] = Counter()
    for service in ("chatgpt", "claude"):
        known = counted(sample(f"{service}.zip"), zone="America/Los_Angeles").value
        for (day, _), counts in known.days.items():
            months[service, f"{day:%Y-%m}"] += counts.messages or 0
    assert months["chatgpt", "2025-05"] > months["claude", "2025-05"]
    assert all(months["claude", f"2025-{month:02}"] > months["chatgpt", f"2025-{month:02}"] for month in range(6, 13))
    assert months["chatgpt", "2024-08"] < months["chatgpt", "2024-06"] / 3
    dates = {day for day, _ in counted(sample("chatgpt.zip"), zone="America/Los_Angeles").value.days}
    assert {f"{day:%Y-%m-%d}" for day in dates} >= {
        "2024-02-29",
        "2023-12-31",
        "2024-01-01",
        "2024-12-31",
        "2025-01-01",
        "2025-03-09",
        "2025-11-02",
    }
    source = counted(sample("chatgpt.zip")).value.sources[0]
    assert source.undated > 0
    assert source.duplicates == 1
    assert source.files == 2


def test_a_longer_story_is_the_same_in_its_last_years() -> None:
    assert len(chats("chatgpt", 42, 5)) > 0
    assert [len(chat.lines) for chat in chats("claude", 7, 2)] == [len(chat.lines) for chat in chats("claude", 7, 2)]


def test_no_word_of_an_export_gets_out() -> None:
    everything = tuple(sample(name) for name in EXPORTS)
    for inputs in (
        everything,
        *((each,) for each in everything),
        (given("broken.json", (SAMPLES / "chatgpt-single.json").read_bytes()[:-9]),),
    ):
        outcome = draw(Order(inputs, as_of=AS_OF, formats=("svg", "png", "json", "html")))
        said = " ".join(f"{finding.message} {finding.help} {finding.span} {finding.related}" for finding in outcome.diagnostics)
        for text in (*(artifact.data for artifact in outcome.value), said.encode()):
            assert CANARY.encode() not in text
            assert b"example.org" not in text
    for name in EXPORTS:
        assert CANARY.encode() in (SAMPLES / name).read_bytes() or name.endswith(".zip")


def test_every_text_of_a_sample_holds_the_canary() -> None:
    data = json.loads((SAMPLES / "chatgpt-single.json").read_bytes())
    for record in data["conversations"]:
        if isinstance(record, dict):
            assert CANARY in json.dumps(record.get("title", CANARY))
            assert CANARY in str(record.get("conversation_id") or record.get("id"))
