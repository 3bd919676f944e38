"""A collection's schema → the fields it annotates, and the values an entry has there."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.document import Book, Path
from pipeline.model.schema import Schema, expand, fields

Way = tuple[str, ...]
"""A field of a schema: the names on the way to it; `*` stands for the items of a list."""


def annotated(book: Book, name: str, keyword: str) -> Iterator[tuple[Way, Schema]]:
    """The fields of the schema `name` that carry a keyword (as in `x-unique: true`), each with its own schema."""
    for way, schema in fields(expand(name, book.schemas)):
        if schema.get(keyword):
            yield way, schema


def values(data: Any, way: Way, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values that stand at a field of an entry's data, with their paths; none where a part of the way is missing."""
    if not way:
        yield path, data
        return
    step, *rest = way
    if step == "*":
        for number, value in enumerate(data if isinstance(data, list) else ()):
            yield from values(value, tuple(rest), (*path, number))
    elif isinstance(data, dict) and step in data:
        yield from values(data[step], tuple(rest), (*path, step))
