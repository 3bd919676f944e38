"""Site → the index of terms: for each term of the glossary the sections that mention it, linked or in so many words.

An index of a printed book names pages; these are pages and the headings on them, so both HTML and EPUB can link to them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.document import Form, Kind
from pipeline.model.site import Item, Site

WORD = re.compile(r"[^\W_]+")
CAPITALS = re.compile(r"[A-Z][A-Z0-9]")
"""In a name that holds two of them (`GPU`, `RAG`) the letters count as they are."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section that mentions a term: its item, its anchor (empty before the first heading), its title, whether it links to the term."""

    item: Item
    anchor: str
    title: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term and the places that mention it, in reading order."""

    item: Item
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a term, word by word. `exact`: as written, else in lower case."""

    words: tuple[str, ...]
    exact: bool
    key: str


def terms(site: Site) -> tuple[Term, ...]:
    """All terms (entries with a `definition`) that something mentions, by the alphabet."""
    every = {item.key: item for item in site.items.values() if isinstance(item.data.get("definition"), str)}
    if not every:
        return ()
    found: dict[str, dict[tuple[str, str], bool]] = {key: dict(_linked(site, item)) for key, item in every.items()}
    names = _names(every.values())
    for item in site.items.values():
        if item.collection.form is Form.MARKDOWN and item.status in {"published", "tbc"}:
            for section in item.sections:
                for key in set(_spoken(WORD.findall(section.text), names)):
                    found[key].setdefault((item.key, section.anchor), False)
    made = (Term(every[key], tuple(_places(site, places))) for key, places in found.items() if places)
    return tuple(sorted(made, key=lambda term: (term.item.title.casefold(), term.item.key)))


def _linked(site: Site, term: Item) -> Iterator[tuple[tuple[str, str], bool]]:
    for edge in site.mentioned.get(term.key, ()):
        origin = site.items[edge.origin]
        if edge.mention.kind is not Kind.FIELD and origin.collection is not term.collection:
            yield (origin.key, edge.mention.section), True


def _names(terms: Iterable[Item]) -> dict[str, list[_Name]]:
    """The names of terms by their first words, the longest first."""
    names: dict[str, list[_Name]] = {}
    for term in terms:
        for name in _told(term):
            exact = CAPITALS.search(name) is not None
            words = tuple(WORD.findall(name if exact else name.casefold()))
            if words:
                names.setdefault(words[0].casefold(), []).append(_Name(words, exact, term.key))
    return {first: sorted(found, key=lambda name: -len(name.words)) for first, found in names.items()}


def _told(term: Item) -> Iterator[str]:
    aka = term.data.get("aka", [])
    yield from (
        name for name in (term.title, term.data.get("abbreviation"), *(aka if isinstance(aka, list) else ())) if isinstance(name, str)
    )


def _spoken(words: list[str], names: dict[str, list[_Name]]) -> Iterator[str]:
    """The terms whose names stand in a text; a plural `s` at the end is no other word."""
    plain = [word.casefold() for word in words]
    for at, word in enumerate(plain):
        for name in (*names.get(word, ()), *(names.get(word[:-1], ()) if word.endswith("s") else ())):
            end = at + len(name.words)
            said = (words if name.exact else plain)[at:end]
            if tuple(said) == name.words or (said and (*said[:-1], said[-1].removesuffix("s")) == name.words):
                yield name.key


def _places(site: Site, places: dict[tuple[str, str], bool]) -> Iterator[Place]:
    rank = {key: number for number, key in enumerate(site.items)}
    order = sorted(places, key=lambda place: (rank[place[0]], _below(site.items[place[0]], place[1])))
    for key, anchor in order:
        item = site.items[key]
        known = item.anchor(anchor)
        yield Place(item, anchor, known.title if known else "", places[key, anchor])


def _below(item: Item, anchor: str) -> int:
    """How far down the page a heading stands."""
    return next((number for number, heading in enumerate(item.headings, 1) if heading.anchor == anchor), 0)
