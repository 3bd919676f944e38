"""An entry's YAML → the references in it: the strings whose schema says `x-ref`."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.model.document import Book, Entry, Path


class Reference(NamedTuple):
    """A string in a reference field: its path, its text, the collections it may name, whether plain text will do."""

    path: Path
    text: str
    collections: tuple[str, ...]
    free: bool

    @property
    def kind(self) -> str:
        """The field's name: the kind of the edge."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def references(book: Book, entry: Entry, schema: Mapping[str, Any]) -> Iterator[Reference]:
    """All reference fields of an entry, in the order written."""
    yield from _walk(book, schema, entry.data, ())


def assets(book: Book, entry: Entry, schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """All fields that name a file below `content/assets/` (`x-asset`)."""
    for path, text, part in _strings(book, schema, entry.data, ()):
        if part.get("x-asset") is True:
            yield path, text


def _walk(book: Book, schema: Mapping[str, Any], data: Any, way: Path) -> Iterator[Reference]:
    for path, text, part in _strings(book, schema, data, way):
        wanted = part.get("x-ref")
        if wanted:
            names = (wanted,) if isinstance(wanted, str) else tuple(wanted)
            yield Reference(path, text, names, part.get("x-text") is True)


def _strings(book: Book, schema: Mapping[str, Any], data: Any, way: Path) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """Every string of the data with the schema that speaks of it."""
    schema = _followed(book, schema)
    if isinstance(data, str):
        yield way, data, schema
    elif isinstance(data, list) and isinstance(schema.get("items"), Mapping):
        for number, value in enumerate(data):
            yield from _strings(book, schema["items"], value, (*way, number))
    elif isinstance(data, Mapping):
        properties = schema.get("properties", {})
        for name, value in data.items():
            if isinstance(properties.get(name), Mapping):
                yield from _strings(book, properties[name], value, (*way, name))


def _followed(book: Book, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    if not isinstance(reference, str) or "#/$defs/" not in reference:
        return schema
    file, _, name = reference.partition("#/$defs/")
    own = book.schemas.get(file.removesuffix(".schema.json"), {})
    found = own.get("$defs", {}).get(name, {})
    return {**found, **schema} if isinstance(found, Mapping) else schema
