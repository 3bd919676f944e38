"""A book's schemas → what authors and their editors see of them: fields to read, settings and first lines to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline import edit as editing
from pipeline import load as loading
from pipeline.edit import editors
from pipeline.model.document import Collection
from pipeline.model.schema import Schema, expand
from pipeline.model.similar import nearest
from pipeline.report import fields

BOOK = "book"
Change = tuple[str | None, str]
"""A file's text as it is (`None` when there is no file) and as it shall be."""


class UnreadableError(Exception):
    """An editor's settings that can't be read, so nothing is put into them; the message says where."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the schemas of a book declare: its collections, and the schemas by name."""

    collections: tuple[Collection, ...]
    schemas: Mapping[str, Schema]


def declared(root: Path) -> Declared:
    """Read the schemas of a book."""
    return Declared(*loading.declared(loading.read(root)))


def overview(book: Declared) -> str:
    """The collections, a line each."""
    return fields.overview(book.collections)


def described(book: Declared, name: str, *, width: int) -> str | None:
    """The fields of a collection, or of the settings (`book`); `None` when there is no such thing."""
    kind = next((kind for kind in book.collections if name in {kind.name, kind.prefix}), None)
    if kind is not None:
        return fields.fields(kind.name, kind.schema, kind, width=width)
    return fields.fields(BOOK, expand(BOOK, book.schemas), None, width=width) if name == BOOK and BOOK in book.schemas else None


def similar(book: Declared, name: str) -> str | None:
    """The collection that was probably meant."""
    return next(iter(nearest(name, (BOOK, *(kind.name for kind in book.collections)), 1)), None)


def prepare(root: Path, book: Declared, *, settings: bool, modelines: bool) -> tuple[str, ...]:
    """Write what editors read (settings with the schemas for lists, first lines of YAML files) → the files that changed.

    Nothing is written through a link, and nothing twice. Raises UnreadableError, and OSError where a folder can't be written.
    """
    texts = {path: (_text(root / path), text) for path, text in editors.schemas(book.collections).items()}
    if settings:
        texts[editors.SETTINGS] = _settings(root, book)
    if modelines:
        texts |= _modelines(root, book)
    return tuple(path for path, (before, after) in sorted(texts.items()) if before != after and editing.put(root, path, before, after))


def _settings(root: Path, book: Declared) -> Change:
    """The settings, as they are and as they shall be."""
    before = _text(root / editors.SETTINGS)
    try:
        return before, editors.settings(before or "", book.collections)
    except ValueError as error:
        raise UnreadableError(f"{editors.SETTINGS} can't be read: {error}") from error


def _modelines(root: Path, book: Declared) -> Mapping[str, Change]:
    """The YAML files of the book, with their first lines."""
    found: dict[str, Change] = {}
    for path, data in loading.read(root).data().items():
        schema = editors.schema_of(path, book.collections)
        decoded = loading.decode(path, data).value if schema else None
        if schema and decoded is not None:
            found[path] = (decoded, editors.modeline(path, decoded, schema))
    return found


def _text(file: Path) -> str | None:
    """A file as text; `None` when it is not there. Raises UnreadableError for what is no text."""
    if not file.is_file():
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file.name} can't be read: it is not UTF-8") from error
