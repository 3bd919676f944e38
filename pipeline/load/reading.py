"""A book's settings → how its Markdown is read: the grammar that GitHub reads, what the book turns on, and exhibits as wholes."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.load import grammar
from pipeline.load.exhibits import SIGNS, exhibits
from pipeline.load.scripts import scripts
from pipeline.model.markup import Dialect, Event, Parse, Step, named


def parser(settings: Mapping[str, Any]) -> Parse:
    """The settings of a book → a text's way to its events. One reading for the check and for the compiler."""
    dialect = Dialect.of(settings)
    return lambda text: read(text, dialect)


def read(text: str, dialect: Dialect) -> Sequence[Step]:
    """A Markdown text → its events, in a dialect; unnamed where nothing but the grammar had to look at them."""
    found: Sequence[Step] = grammar.steps(text, dialect)
    if dialect.subscript or dialect.superscript:
        found = list(scripts(text, map(named, found), dialect))
    return list(exhibits(text, list(map(named, found)))) if any(sign in text for sign in SIGNS) else found


def parse(text: str) -> list[Event]:
    """A Markdown text → its events, as they are in a book that turns nothing on."""
    return list(map(named, read(text, Dialect())))
