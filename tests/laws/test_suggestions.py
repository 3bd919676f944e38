"""Whoever mistypes a field, a value, an id or an anchor is told the right one first: measured on every name of the book.

A word is mistyped once or twice; twice only where it has six letters or more, for of a shorter one too little is left. A slip that makes
another good word is none that could be noticed.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from pipeline.load import load
from pipeline.model.document import Book
from pipeline.model.schema import expand, fields
from pipeline.model.similar import nearest
from pipeline.resolve import items, names
from tests.conftest import ROOT
from tests.laws.test_resolve_laws import typo

BAR = 0.95
TRIES = 3
"""Slips tried of each word and number of slips."""
LONG = 6


@dataclass(frozen=True, slots=True)
class Stock:
    """Words of one kind that could be taken for each other, and how the nearest one is found."""

    words: Sequence[str]
    first: Callable[[str], str | None]


@pytest.fixture(scope="module")
def shipped() -> Book:
    return load(ROOT).value


def near(words: Sequence[str]) -> Stock:
    return Stock(words, lambda word: next(iter(nearest(word, words)), None))


def field_names(book: Book) -> Iterator[Stock]:
    """The fields of each object of each schema."""
    for name in book.schemas:
        whole = expand(name, book.schemas)
        for part in (whole, *(part for _, part in fields(whole))):
            if part.get("properties"):
                yield near(tuple(part["properties"]))


def values(book: Book) -> Iterator[Stock]:
    """The values of each field that has a list of them."""
    for name in book.schemas:
        for _, part in fields(expand(name, book.schemas)):
            if "enum" in part:
                yield near(tuple(value for value in part["enum"] if isinstance(value, str)))


def ids(book: Book) -> Iterator[Stock]:
    """The ids of each collection, looked for as a reference is."""
    every = [
        item for kind in book.collections for entry in book.entries if entry.collection == kind.name and (item := items.make(entry, kind))
    ]
    directory, _ = names.directory(book.collections, every, (), ())
    for kind in book.collections:

        def first(word: str, name: str = kind.name) -> str | None:
            return next((told for told, _ in directory.similar(name, word, beyond=True)), None)

        yield Stock(tuple(directory.ids[kind.name]), first)


def anchors(book: Book) -> Iterator[Stock]:
    """The places of each entry."""
    for kind in book.collections:
        for entry in book.entries:
            made = items.make(entry, kind) if entry.collection == kind.name else None
            if made is not None and made.anchors:
                yield near(tuple(anchor.id for anchor in made.anchors))


@pytest.mark.parametrize("slips", [1, 2])
@pytest.mark.parametrize("stocks", [field_names, values, ids, anchors])
def test_the_right_word_comes_first(
    stocks: Callable[[Book], Iterator[Stock]], slips: int, shipped: Book, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(slips)
    tried = right = 0
    for stock in stocks(shipped):
        for word in stock.words:
            for _ in range(TRIES if slips == 1 or len(word) >= LONG else 0):
                slip = word
                for _ in range(slips):
                    slip = typo(slip, chance)
                if slip not in stock.words:
                    tried += 1
                    right += stock.first(slip) == word
    record_property("share", right / tried)
    assert tried > 100
    assert right / tried >= BAR
