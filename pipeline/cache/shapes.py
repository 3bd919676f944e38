"""A type of the model → how its values become JSON and come back. Fields that the model gains are kept without a word here."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipeline.model.span import Position, Span

Pack = Callable[[Any], Any]
Read = Callable[[Any, str], Any]
"""What JSON gave, and the path of the file it speaks of → the value."""
Shape = tuple[Pack, Read] | None
"""`None` for what JSON gives back as it was."""
PLAIN = frozenset({str, int, bool, float, NoneType})


@cache
def shape(kind: Any) -> Shape:
    """How values of a type are packed and read. Raises TypeError for a type that has no shape here."""
    if kind in PLAIN:
        return None
    if kind is Span:
        return _pack_span, _read_span
    parts = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        return _union(parts)
    if get_origin(kind) is tuple and parts[1:] == (...,):
        return _row(shape(parts[0]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return attrgetter("value"), lambda value, _path: kind(value)
    return _record(kind, tuple(_fields(kind)))


def _union(parts: tuple[Any, ...]) -> Shape:
    inner = [found for found in map(shape, parts) if found is not None]
    if not inner:
        return None
    if len(inner) > 1 or NoneType not in parts or len(parts) > 2:  # noqa: PLR2004 - one type, or nothing
        raise TypeError(f"no shape is known for {parts}")
    pack, read = inner[0]
    return (lambda value: None if value is None else pack(value)), (lambda value, path: None if value is None else read(value, path))


def _row(inner: Shape) -> Shape:
    if inner is None:
        return list, lambda values, _path: tuple(values)
    pack, read = inner
    return (lambda values: [pack(value) for value in values]), (lambda values, path: tuple(read(value, path) for value in values))


def _fields(kind: Any) -> Iterator[tuple[str, Any]]:
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    if not names:
        raise TypeError(f"no shape is known for {kind}")
    hints = get_type_hints(kind)
    yield from ((name, hints[name]) for name in names)


def _record(kind: Any, parts: tuple[tuple[str, Any], ...]) -> Shape:
    """A frozen value, as the row of its fields."""
    values = attrgetter(*(name for name, _ in parts)) if len(parts) > 1 else lambda value: (getattr(value, parts[0][0]),)
    shapes = [(place, found) for place, (_, each) in enumerate(parts) if (found := shape(each)) is not None]
    packs, reads = [(place, pack) for place, (pack, _) in shapes], [(place, read) for place, (_, read) in shapes]

    def packed(value: Any) -> Any:
        row = list(values(value))
        for place, pack in packs:
            row[place] = pack(row[place])
        return row

    def read_back(row: Any, path: str) -> Any:
        for place, read in reads:
            row[place] = read(row[place], path)
        return kind(*row)

    return packed, read_back


def _pack_span(span: Span) -> Any:
    if span.start is None or span.end is None:
        raise TypeError("a fact of a file has a place in it")
    return [span.start.line, span.start.column, span.end.line, span.end.column]


def _read_span(row: Any, path: str) -> Span:
    line, column, last, end = row
    return Span(path, Position(line, column), Position(last, end))
