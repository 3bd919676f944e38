"""Site → its index: every term of a glossary with the places that speak of it, each under the heading it stands below.

Other names of a term (its abbreviation, what else it is called) have lines of their own that lead to it.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pipeline.model.document import Heading, Kind, Mention
from pipeline.model.site import Edge, Item, Site
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.plan import SHOWN, alone


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry that speaks of a term, and under which of its headings; none for what stands ahead of the first."""

    item: Item
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index: a name, the term it belongs to, where that is spoken of, and the terms to see as well.

    Another name of a term has no passages of its own.
    """

    name: str
    term: Item
    passages: tuple[Passage, ...] = ()
    further: tuple[Item, ...] = ()


def register(site: Site, ranks: Mapping[str, int]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The lines of the index by first letter; `ranks` tells the reading order."""
    spoken = {term.key: found for term in _terms(site) if (found := _passages(site, term, ranks))}
    lines = sorted(_lines(site, spoken), key=lambda line: (letter(line.name), folded(line.name), line.name, line.term.key))
    return tuple((name, tuple(found)) for name, found in groupby(lines, key=lambda line: letter(line.name)))


def letter(name: str) -> str:
    """The letter that a name is listed under: its first, as a capital and without marks; `#` for figures and signs."""
    if not name[:1].isalpha():
        return "#"
    plain = unicodedata.normalize("NFD", name[0])
    return (plain[0] if all(unicodedata.category(mark) == "Mn" for mark in plain[1:]) else name[0]).upper()


def folded(name: str) -> str:
    """A name as it is put in order: without capitals and marks."""
    return "".join(part for part in unicodedata.normalize("NFD", name.casefold()) if unicodedata.category(part) != "Mn")


def _terms(site: Site) -> Iterator[Item]:
    return (item for item in site.items.values() if item.status in SHOWN and item.collection.epub != "none" and _defines(item))


def _defines(item: Item) -> bool:
    return layout(item.collection.name).role == "doc-glossary"


def _lines(site: Site, spoken: Mapping[str, tuple[Passage, ...]]) -> Iterator[Line]:
    for key, passages in spoken.items():
        term = site.items[key]
        yield Line(term.title, term, passages, tuple(item for item in _related(site, term) if item.key in spoken))
        yield from (Line(name, term) for name in _names(term) if folded(name) != folded(term.title))


def _related(site: Site, term: Item) -> Iterator[Item]:
    return (item for item in site.refers(term.key, "see_also") if _defines(item))


def _names(term: Item) -> Iterator[str]:
    """What else a term is called."""
    for field in layout(term.collection.name).byline:
        value = term.data.get(field)
        yield from (name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str))


def _passages(site: Site, term: Item, ranks: Mapping[str, int]) -> tuple[Passage, ...]:
    """The documents of the publication that speak of a term, in reading order. What shares a document is named in the glossary."""
    found: dict[str, list[Edge]] = {}
    for edge in site.mentioned.get(term.key, ()):
        origin = site.items[edge.origin]
        if edge.mention.kind is not Kind.FIELD and origin.status in SHOWN and alone(origin):
            found.setdefault(edge.origin, []).append(edge)
    return tuple(_passage(site.items[key], found[key]) for key in sorted(found, key=lambda key: ranks[key]))


def _passage(item: Item, edges: Iterable[Edge]) -> Passage:
    starts = [_place(heading) for heading in item.headings]
    numbers = {bisect_right(starts, _place(edge.mention)) - 1 for edge in edges if not edge.mention.field}
    return Passage(item, tuple(item.headings[number] for number in sorted(numbers) if number >= 0))


def _place(part: Heading | Mention) -> tuple[int, int]:
    start = part.span.start
    return (start.line, start.column) if start is not None else (0, 0)
