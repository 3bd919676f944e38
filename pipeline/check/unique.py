"""Fields that must differ between the entries of a collection → the values that do not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.check.annotated import Way, values
from pipeline.model.document import Book, Entry
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Use:
    """A value in an entry: as written, and where."""

    entry: Entry
    text: str
    span: Span


def repeats(book: Book, collection: str, ways: Iterable[Way], same: Callable[[str], str]) -> Iterator[tuple[Use, Use]]:
    """Each use of a value that an earlier entry has too, in any of the fields `ways`, with that first use.

    Two values are one when `same` makes them equal; those it empties count for nothing. Earlier means: in the order of the files.
    Numbers count as their digits. Within one entry, repeats are no concern of ours.
    """
    first: dict[str, Use] = {}
    for use in _uses(book, collection, tuple(ways)):
        name = same(use.text)
        if not name:
            continue
        known = first.setdefault(name, use)
        if known.entry is not use.entry:
            yield use, known


def _uses(book: Book, collection: str, ways: tuple[Way, ...]) -> Iterator[Use]:
    entries = [entry for entry in book.entries if entry.collection == collection]
    for entry in sorted(entries, key=lambda entry: entry.place.key):
        for way in ways:
            for path, value in values(entry.data, way):
                if isinstance(value, str | int) and not isinstance(value, bool):
                    yield Use(entry, str(value), entry.span(*path))
