"""Reading in windows: on every input the same as `json.loads` of the whole file; every truncation is rejected."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given as property_of
from hypothesis import settings
from hypothesis import strategies as st

from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.stream import Restart, records
from pipeline.render.heatmap.window import whole

from .making import SAMPLES, chat, encoded, talk

FIELDS = frozenset({"a", "mapping"})


def streamed(data: bytes, size: int) -> list[Any]:
    found: list[Any] = []
    for record in records(BytesIO(data), FIELDS, size):
        if isinstance(record, Restart):
            found = []
        else:
            assert record.number == len(found) + 1
            found.append(record.value)
    return found


def loaded(data: bytes) -> list[Any]:
    """What the whole file holds, by the library."""
    root = json.loads(data.decode("utf-8-sig", "surrogateescape"), parse_int=whole)
    if isinstance(root, list):
        return root
    if not isinstance(root, dict):
        raise TypeError
    wrapped = root.get("conversations")
    return wrapped if isinstance(wrapped, list) else [{key: value for key, value in root.items() if key in FIELDS}]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "conversations", "é", "", 'x"y']), inner, max_size=4),
    max_leaves=12,
)
ROOTS = st.lists(VALUES, max_size=6) | st.dictionaries(
    st.sampled_from(["a", "conversations", "z"]), VALUES | st.lists(VALUES, max_size=4), max_size=3
)


@settings(max_examples=300, deadline=None)
@property_of(ROOTS, st.integers(1, 4096), st.booleans(), st.sampled_from([None, 1, 7]))
def test_any_window_gives_the_whole_file(root: Any, size: int, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001 - hypothesis hands it on
    data = json.dumps(root, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass" if ascii_only else "replace")
    assert streamed(data, size) == loaded(data)


@settings(max_examples=200, deadline=None)
@property_of(st.text(alphabet='[]{}",:01e.-+ntfalsru\\ ', max_size=24), st.integers(1, 8))
def test_whatever_is_no_json_is_refused(text: str, size: int) -> None:
    data = text.encode()
    try:
        expected = loaded(data)
    except (ValueError, TypeError):
        with pytest.raises(Refused):
            streamed(data, size)
    else:
        assert streamed(data, size) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64, 1000, 4096])
def test_windows_of_a_real_export(size: int) -> None:
    data = (SAMPLES / "chatgpt-single.json").read_bytes()
    data = data if size > 60 else encoded([chat(), talk("ü" * 9), {"a": 1.5e-7, "b": -12, "c": "\\u00e9\\ud83d\\ude00"}])
    assert streamed(data, size) == loaded(data)


@pytest.mark.parametrize(
    "root",
    [
        '[{"a": "\\u00e9\\ud83d\\ude00"}, 12, -1.5e+3, "b", null]',
        '{"a": [1, 2], "conversations": [{"a": true}], "z": 1e5}',
        '{"mapping": {}, "a": 7}',
    ],
)
def test_all_truncations_are_rejected(root: str) -> None:
    data = root.encode()
    assert streamed(data, 4) == loaded(data)
    for length in range(len(data)):
        with pytest.raises(Refused) as refused:
            streamed(data[:length], 4)
        assert refused.value.truncated or length == 0


@pytest.mark.parametrize("data", [b"[1] 2", b"[] []", b'{"a": 1} {"a": 2}', b"[1]x"])
def test_text_after_the_end_is_rejected(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        streamed(data, 2)
    assert refused.value.truncated


def test_the_last_of_two_wrapped_lists_counts() -> None:
    for text in ('{"conversations": [1, 2], "a": 0, "conversations": [3]}', '{"conversations": [1], "conversations": null, "a": 5}'):
        assert streamed(text.encode(), 3) == loaded(text.encode())


@pytest.mark.parametrize("size", [1, 3, 4096])
def test_bytes_that_are_no_utf8_spoil_their_record_alone(size: int) -> None:
    data = b'[{"a": "fine"}, {"a": "b\xffd"}, {"a": "\xc3"}, {"a": "\xef\xbf\xbd"}]'
    found = [record for record in records(BytesIO(data), FIELDS, size) if not isinstance(record, Restart)]
    assert [record.spoiled for record in found] == [False, True, True, False]


def test_a_mark_at_the_start_is_skipped() -> None:
    assert streamed(b'\xef\xbb\xbf [{"a": 1}]', 1) == [{"a": 1}]


@pytest.mark.parametrize("data", [b"", b" ", b"null", b'"a"', b"<html>", "[1]".encode("utf-16"), b"\xef\xbb\xbf"])
def test_other_roots_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        streamed(data, 4096)


def test_hostile_numbers_and_depths() -> None:
    assert streamed(b"[" + b"1" * 5000 + b"]", 100) == [float("inf")]
    assert streamed(b"[1e400, -1e400, NaN]", 4)[:2] == [float("inf"), -float("inf")]
    with pytest.raises(Refused, match="nested too deeply"):
        streamed(b"[" * 100_000 + b"]" * 100_000, 4096)


def test_a_record_larger_than_the_window_is_read_once_over() -> None:
    class Counting(BytesIO):
        calls = 0

        def read(self, size: int | None = -1) -> bytes:
            Counting.calls += 1
            return super().read(size)

    data = encoded([{"a": "x" * 1_000_000}, {"a": "y"}])
    values = [record.value for record in records(Counting(data), FIELDS, 16) if not isinstance(record, Restart)]
    assert values == json.loads(data)
    # Windows double: a million characters take about sixteen of them, not sixty thousand.
    assert Counting.calls < 40


def test_a_fault_in_the_middle_is_found_there() -> None:
    data = b'[{"a": 1}, {"a" 2}, ' + b'{"a": 3},' * 100_000
    stream = BytesIO(data)
    with pytest.raises(Refused, match="character 11"):
        list(records(stream, FIELDS, 64))
    assert stream.tell() < 1000
