"""Each format in each variant: what counts, what does not, and what is reported."""

import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as property_of
from hypothesis import settings
from hypothesis import strategies as st

from pipeline.model.heatmap import Branch, Input
from pipeline.render.heatmap import members as unfolding
from pipeline.render.heatmap.machine import inputs
from pipeline.render.heatmap.refusal import Refused

from .making import chat, codes, counted, encoded, given, message, seconds, sums, talk, zipped

ONE = {"conversations": 1, "started": 1, "messages": 2, "prompts": 1}


@pytest.mark.parametrize(
    "data",
    [
        encoded([chat()]),
        encoded({"conversations": [chat()], "user": {"email": "x@example.org"}}),
        encoded(chat()),
        zipped({"conversations.json": encoded([chat()])}),
        zipped({"deep/er/conversations.json": encoded([chat()])}),
        zipped({"conversations-000.json": encoded([chat()]), "conversations-001.json": b"[]", "export_manifest.json": b"{}"}),
        zipped({"conversations-000.json": encoded([chat()]), "conversations.json": encoded([chat("old")])}),
        zipped(
            {
                "conversations.json": encoded([chat()]),
                "__MACOSX/._conversations.json": b"x",
                "._conversations.json": b"y",
                "conversations.json.index": b"z",
            }
        ),
        zipped({"conversations.json": encoded([chat()]), "user-1/upload.zip": zipped({"conversations.json": encoded([chat("upload")])})}),
        b"\xef\xbb\xbf" + encoded([chat()]),
        encoded(
            [
                {
                    "conversation_id": "a",
                    "create_time": seconds("2025-03-10T09:00:00"),
                    "messages": [message(1_741_597_200, "user"), message(1741597200000, "assistant")],
                }
            ]
        ),
    ],
)
def test_variants_of_a_chatgpt_export(data: bytes) -> None:
    outcome = counted(given("any.name", data))
    assert codes(outcome) == []
    assert sums(outcome.value, "chatgpt") == ONE
    assert outcome.value.sources[0].format == "chatgpt-export"


@pytest.mark.parametrize(
    "data",
    [
        encoded([talk()]),
        encoded({"conversations": [talk()]}),
        encoded(talk()),
        zipped({"conversations.json": encoded([talk()]), "users.json": b"[]", "projects.json": b"[]"}),
        zipped({"manifest-1.json": b"{}", "conversations-000.zip": zipped({"conversations.json": encoded([talk()])})}),
        zipped(
            {
                "manifest-1.json": b"{}",
                "conversations-000.zip": zipped({"conversations.json": encoded([talk()])}),
                "conversations-001.zip": zipped({"conversations.json": encoded([])}),
            }
        ),
    ],
)
def test_variants_of_a_claude_export(data: bytes) -> None:
    outcome = counted(given("any.name", data))
    assert codes(outcome) == []
    assert sums(outcome.value, "claude") == ONE
    assert dict(outcome.value.models) == {(next(iter(outcome.value.days))[0], "claude", "unknown"): 1}


def listed(**files: bytes) -> list[Input]:
    names = {name.replace("__", "/"): data for name, data in files.items()}
    return [replace(given(f"in/{name}", data), origin="in", listed=True) for name, data in names.items()]


def test_a_folder_is_read_like_an_archive() -> None:
    part, single, foreign = encoded([chat()]), encoded([chat("old")]), encoded([chat("x")])
    files = listed(
        **{"conversations-000.json": part, "conversations.json": single, "notes.json": foreign, "._conversations-001.json": b"?"}
    )
    assert sums(counted(*files).value, "chatgpt") == ONE
    whole = listed(**{"export.zip": zipped({"conversations.json": part}), "other.zip": zipped({"readme.txt": b"hello"})})
    outcome = counted(*whole)
    assert codes(outcome) == []
    assert sums(outcome.value, "chatgpt") == ONE
    assert (
        sums(
            counted(*listed(**{"conversations.json": part, "uploads__mine.zip": zipped({"conversations.json": foreign})})).value, "chatgpt"
        )
        == ONE
    )


def test_folders_and_patterns_on_disk(tmp_path: Any) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "conversations.json").write_bytes(encoded([chat()]))
    (tmp_path / "b.zip").write_bytes(zipped({"conversations.json": encoded([talk()])}))
    outcome = counted(*inputs([str(tmp_path / "one"), str(tmp_path / "*.zip")]))
    assert outcome.value.providers == ("chatgpt", "claude")
    missing = counted(*inputs([str(tmp_path / "none.zip")]))
    assert codes(missing) == ["HMP505"]
    assert "no such file" in missing.diagnostics[0].message
    (tmp_path / "empty").mkdir()
    assert codes(counted(*inputs([str(tmp_path / "empty")]))) == ["HMP505"]


@pytest.mark.parametrize(
    ("changed", "counts", "found"),
    [
        ({"metadata": {"is_visually_hidden_from_conversation": True}}, 1, []),
        ({"metadata": {"is_user_system_message": True}}, 1, []),
        ({"metadata": None}, 2, []),
        ({"author": {"role": "system"}}, 1, []),
        ({"author": {"role": "tool"}}, 1, []),
        ({"author": {"role": "robot"}}, 1, ["HMP507"]),
        ({"author": {"role": ["user"]}}, 1, ["HMP507"]),
        ({"author": None}, 1, ["HMP507"]),
        ({"create_time": None}, 1, ["HMP506"]),
        ({"create_time": 0}, 1, ["HMP506"]),
        ({"create_time": 4e9}, 1, ["HMP506"]),
    ],
)
def test_which_messages_count(changed: dict[str, object], counts: int, found: list[str]) -> None:
    record = chat()
    record["mapping"]["0"]["message"] |= changed
    outcome = counted(given("x", encoded([record])))
    assert sums(outcome.value, "chatgpt")["messages"] == counts
    assert codes(outcome) == found


@pytest.mark.parametrize(
    "record",
    [
        None,
        7,
        "text",
        [],
        {"conversation_id": "b", "create_time": None},
        chat("b", mapping=[1, 2]),
        chat("b", mapping={"x": 5}),
        chat("b", mapping={"x": {"message": "text"}}),
    ],
)
def test_one_odd_record_never_fails_a_file(record: object) -> None:
    outcome = counted(given("x", encoded([chat(), record])))
    assert codes(outcome) == ["HMP507"]
    assert "1 irregular record " in outcome.diagnostics[0].message
    assert "record 2" in outcome.diagnostics[0].message
    assert sums(outcome.value, "chatgpt")["messages"] == 2
    assert outcome.value.sources[0].records == 2
    assert outcome.value.sources[0].irregular == 1


def test_bytes_that_are_no_utf8_make_a_record_irregular() -> None:
    data = encoded([chat("a"), chat("b", title="caf")]).replace(b"caf", b"caf\xe9")
    outcome = counted(given("x", data))
    assert codes(outcome) == ["HMP507"]
    assert sums(outcome.value, "chatgpt")["messages"] == 4


def test_where_a_conversation_starts() -> None:
    begin = seconds("2025-03-10T09:00:00")
    records = [chat("own"), chat("message", create_time=None), {"id": "update", "create_time": "soon", "update_time": begin + 86_400}]
    outcome = counted(given("x", encoded(records)))
    assert {day.date.day: day.started for day in outcome.value.days.values()} == {10: 2, 11: 1}
    assert outcome.value.sources[0].start_from_update == 1
    assert codes(outcome) == []


def edited() -> dict[str, Any]:
    record = chat(count=4)
    record["mapping"]["again"] = {"id": "again", "parent": "1", "message": message(seconds("2025-03-10T11:00:00"), "user")}
    return record


def test_branches() -> None:
    data = encoded([edited()])
    assert sums(counted(given("x", data)).value, "chatgpt")["messages"] == 5
    current = counted(given("x", data), branch=Branch.CURRENT)
    assert sums(current.value, "chatgpt")["messages"] == 4
    assert codes(current) == []


@pytest.mark.parametrize("node", [None, "nowhere", 5, "circle"])
def test_a_broken_branch_counts_whole(node: object) -> None:
    record = edited()
    record["current_node"] = node
    record["mapping"]["circle"] = {"id": "circle", "parent": "circle", "message": None}
    outcome = counted(given("x", encoded([record])), branch=Branch.CURRENT)
    assert sums(outcome.value, "chatgpt")["messages"] == 5
    assert codes(outcome) == ["HMP507"]


def test_of_duplicates_the_newest_stays_then_the_fuller_then_the_first() -> None:
    newer = chat("a", count=4, update_time=seconds("2025-03-11T00:00:00"))
    for files in (
        [given("1", encoded([newer])), given("2", encoded([chat("a")]))],
        [given("1", encoded([chat("a")])), given("2", encoded([newer]))],
    ):
        outcome = counted(*files)
        assert sums(outcome.value, "chatgpt")["messages"] == 4
        assert outcome.value.sources[0].duplicates == 1
        assert outcome.value.sources[0].records == 2
    same = seconds("2025-03-11T00:00:00")
    fuller = [given("1", encoded([chat("a", update_time=same)])), given("2", encoded([chat("a", count=6, update_time=same)]))]
    assert sums(counted(*fuller).value, "chatgpt")["messages"] == 6
    first, second = chat("a", "2025-03-10T09:00:00", update_time=same), chat("a", "2025-03-10T10:00:00", update_time=same)
    for order in ((0, 1), (1, 0)):
        files = [given("1", encoded([first])), given("2", encoded([second]))]
        outcome = counted(*(files[index] for index in order))
        assert {hour for _, _, _, hour in outcome.value.hours} == {9}


def test_conversations_without_an_id_are_no_duplicates() -> None:
    records = [chat(conversation_id=None), chat(conversation_id=""), chat(conversation_id=None, id="a"), chat("a")]
    outcome = counted(given("x", encoded(records)))
    assert outcome.value.sources[0].duplicates == 1
    assert sums(outcome.value, "chatgpt")["messages"] == 6


def test_model_names_are_let_through_by_rule() -> None:
    names = ["gpt-4o", "o1", "ft:gpt-4o:acme", "GPT-4", "a" * 41, "x-deadbeef01", None, 7, "llama-3.1_8b"]
    record = chat(count=0, create_time=seconds("2025-03-10T09:00:00"))
    for index, name in enumerate(names):
        record["mapping"][f"m{index}"] = {"parent": None, "message": message(seconds("2025-03-10T09:00:00"), "assistant", model_slug=name)}
    outcome = counted(given("x", encoded([record])))
    assert {model: count for (_, _, model), count in outcome.value.models.items()} == {
        "gpt-4o": 1,
        "o1": 1,
        "other": 5,
        "unknown": 1,
        "llama-3.1_8b": 1,
    }


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "HMP505", "it is empty"),
        (b"hello", "HMP505", "neither JSON nor a table"),
        (b"[]", "HMP505", "no record"),
        (b'[{"x": 1}]', "HMP505", "no known format"),
        (zipped({"readme.txt": b"x"}), "HMP505", "holds no `conversations.json`"),
        (zipped({"conversations.json": encoded([chat()])})[:-30], "HMP508", "list of members"),
        (encoded([chat()])[:-1], "HMP508", "ends inside"),
        (encoded([chat()]) + b"]", "HMP508", "text follows"),
        (b'[{"mapping": {}}, {"mapping" {}}]', "HMP505", "broken"),
        (zipped({"conversations.json": encoded([chat()])[:-1]}), "HMP508", "ends inside"),
        (zipped({"conversations.json": b"[" + b" " * 5_000_000 + b"]"}), "HMP505", "more than 1,000 times"),
    ],
)
def test_what_cannot_be_read(data: bytes, code: str, words: str) -> None:
    outcome = counted(given("x", data))
    assert codes(outcome) == [code]
    assert words in outcome.diagnostics[0].message
    assert outcome.value.days == {}


def patched(data: bytes, offset: int, value: bytes) -> bytes:
    place = data.index(b"PK\x01\x02") + offset
    return data[:place] + value + data[place + len(value) :]


@pytest.mark.parametrize(
    ("offset", "value", "words"),
    [(8, b"\x01\x00", "encrypted"), (24, b"\xf0\xff\xff\xff", "more than"), (10, b"\x63\x00", "unusual way"), (16, b"\0\0\0\0", "damaged")],
)
def test_archives_that_are_unsafe_or_damaged(offset: int, value: bytes, words: str) -> None:
    outcome = counted(given("x", patched(zipped({"conversations.json": encoded([chat()])}), offset, value)))
    assert codes(outcome) == ["HMP505"]
    assert words in outcome.diagnostics[0].message


def test_huge_members_are_refused_by_name() -> None:
    entry = zipfile.ZipInfo("deep/conversations.json")
    entry.file_size, entry.compress_size = 8 * 2**30 + 1, 2**30
    with pytest.raises(Refused, match=r"`conversations.json` claims to have more than 8 GiB"):
        unfolding._safe(entry)
    entry.filename = "secret name\n.json"
    with pytest.raises(Refused, match="with an unusual name"):
        unfolding._safe(entry)


def test_archives_in_archives_have_an_end() -> None:
    data = encoded([talk()])
    for _ in range(4):
        data = zipped({"conversations-000.zip" if data[:2] == b"PK" else "conversations.json": data})
    outcome = counted(given("x", data))
    assert codes(outcome) == ["HMP505"]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(10**20), 10**20)
    | st.text(max_size=6)
    | st.sampled_from(["user", "2025-03-10T09:00:00Z"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["conversation_id", "id", "create_time", "update_time", "current_node", "mapping", "messages", "uuid", "created_at", "chat_messages"]


@settings(max_examples=200, deadline=None)
@property_of(st.lists(JUNK | st.dictionaries(st.sampled_from(KEYS), JUNK, max_size=6), max_size=4), st.sampled_from([chat(), talk()]))
def test_odd_types_never_crash_a_reader(records: list[Any], sound: dict[str, Any]) -> None:
    outcome = counted(given("x", encoded([sound, *records])), branch=Branch.CURRENT)
    assert set(codes(outcome)) <= {"HMP506", "HMP507"}
    assert sum(source.records for source in outcome.value.sources) == len(records) + 1
