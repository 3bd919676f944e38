"""The entries of one file ↔ JSON, for files that are read without a finding. What the file itself says is not kept a second time.

The places of a field's parts are worked out when somebody asks for them: most are never asked for.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pipeline.cache.shapes import shape
from pipeline.cache.store import JUNK
from pipeline.model.document import Entry, Marks, Path, Prose
from pipeline.model.span import Source

NOTHING: Mapping[Any, Any] = MappingProxyType({})
PLAIN = 4
"""Numbers in the row of a field without parts: where its key begins and ends, and its value."""


def text(entries: Iterable[Entry]) -> str | None:
    """The entries of a file → JSON; `None` when that would not give them back."""
    try:
        return json.dumps([_packed(entry) for entry in entries], separators=(",", ":"))
    except (TypeError, LookupError):
        return None


def read(answer: str, source: Source) -> tuple[Entry, ...] | None:
    """The JSON, and the file it was made of → the entries; `None` when it can't be read."""
    try:
        return tuple(_entry(row, source) for row in json.loads(answer))
    except JUNK:
        return None


def _packed(entry: Entry) -> list[Any]:
    """An entry as a row; its body is the end of its file, the text of a Markdown field stands in its data."""
    for path, prose in entry.fields.items():
        if _at(entry.data, path) != prose.text:
            raise TypeError(f"the field {path} was changed")
    body = entry.body
    if body is not None and not entry.source.text.endswith(body.text):
        raise TypeError("the body was changed")
    end = None if body is None else [len(entry.source.text) - len(body.text), _facts(body)]
    fields = [[path, _facts(prose)] for path, prose in entry.fields.items()]
    return [entry.collection, entry.id, entry.data, _places(entry.marks), end, fields]


def _entry(row: Sequence[Any], source: Source) -> Entry:
    collection, name, data, places, end, rows = row
    body = None if end is None else _prose(source.text[end[0] :], end[1], source)
    fields = {tuple(path): _prose(_at(data, path), facts, source) for path, facts in rows}
    return Entry(collection, name, data, source, _marks(places, data), body, fields)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _facts(prose: Prose) -> Any:
    """All of it but the text."""
    pack, _ = _shape()
    return pack(prose)[1:]


def _prose(text: str, facts: Any, source: Source) -> Prose:
    _, read = _shape()
    found: Prose = read([text, *facts], source.path)
    return found


def _shape() -> tuple[Callable[[Any], Any], Callable[[Any, str], Any]]:
    found = shape(Prose)
    if found is None:
        raise TypeError("prose has parts")
    return found


def _places(marks: Marks) -> list[Any]:
    """Where an entry stands, and a row for each field: its key, itself, and all below it in the order of the data."""
    return [marks.begin, marks.end, [[*marks.keys[str(name)], *_flat(part)] for name, part in marks.parts.items()]]


def _flat(marks: Marks) -> Iterator[int]:
    yield marks.begin
    yield marks.end
    for name, part in marks.parts.items():
        if name in marks.keys:
            yield from marks.keys[str(name)]
        yield from _flat(part)


def _marks(places: Sequence[Any], data: Mapping[str, Any]) -> Marks:
    begin, end, rows = places
    by_name = dict(zip(data, rows, strict=True))
    return Marks(begin, end, _Later(by_name, data, _key), _Later(by_name, data, _part))


def _key(row: Sequence[int], _value: Any) -> tuple[int, int]:
    return row[0], row[1]


def _part(row: Sequence[int], value: Any) -> Marks:
    """The marks of a field; most are plain values."""
    return Marks(row[2], row[3], NOTHING, NOTHING) if len(row) == PLAIN else _raised(value, iter(row[2:]))


def _raised(value: Any, numbers: Iterator[int]) -> Marks:
    """What `_flat` gave, and the value it stands for → the marks."""
    begin, end = next(numbers), next(numbers)
    keys: dict[str, tuple[int, int]] = {}
    parts: dict[str | int, Marks] = {}
    if isinstance(value, Mapping):
        for name, each in value.items():
            keys[name] = next(numbers), next(numbers)
            parts[name] = _raised(each, numbers)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            parts[number] = _raised(each, numbers)
    return Marks(begin, end, keys, parts)


class _Later(Mapping[Any, Any]):
    """What is made of the rows of an entry's fields, each when it is first asked for."""

    __slots__ = ("_data", "_made", "_make", "_rows")

    def __init__(self, rows: Mapping[str, Any], data: Mapping[str, Any], make: Callable[[Any, Any], Any]) -> None:
        self._rows = rows
        self._data = data
        self._make = make
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._make(self._rows[name], self._data[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
