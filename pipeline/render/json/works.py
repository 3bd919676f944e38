"""Site → the works its bibliography lists: what citation programs need to know of each, in no format yet.

Every collection whose schema says how it is cited (`cite`) is part of the bibliography. Nothing is guessed: a name is taken apart only
where the book itself says which part is the family's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.document import Kind
from pipeline.model.manuscript import Manuscript, plain
from pipeline.model.site import Item, Site

LEFT_OUT = frozenset({"draft", "coming-soon"})
"""Statuses of entries that can't be cited yet."""

OTHERS = re.compile(r"([^,]+?),? et al\.?\Z")
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """An author: the name as written, and its parts where they are certain. `others`: it speaks for further authors, too."""

    text: str
    family: str = ""
    given: str = ""
    others: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the bibliography. `key` is its citation key; `issued` holds year, month and day as far as they are known."""

    key: str
    item: Item
    title: str
    kind: str
    authors: tuple[Name, ...]
    issued: tuple[int, ...]
    url: str = ""
    label: str = ""
    whole: str = ""
    language: str = ""
    note: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)


def works(site: Site, manuscript: Manuscript) -> tuple[Work, ...]:
    """All works, sorted by their keys, so that no other entry moves when one is added."""
    items = [item for item in site.items.values() if item.collection.cite is not None and item.status not in LEFT_OUT]
    named = {(edge.origin, edge.mention.field): site.items[edge.target] for edge in site.edges if edge.mention.kind is Kind.FIELD}
    # BibTeX takes keys that differ in case only for the same.
    wanted = Counter(_key(item).casefold() for item in items)
    found = []
    for item in items:
        key = _key(item) if wanted[_key(item).casefold()] == 1 else item.key
        authors = tuple(_name(text, named.get((item.key, ("authors", number)))) for number, text in enumerate(_texts(item, "authors")))
        whole = named.get((item.key, ("part_of",)))
        found.append(_work(key, item, authors, whole.title if whole else "", plain(_note(manuscript, item))))
    return tuple(sorted(found, key=lambda work: work.key))


def authors(site: Site) -> tuple[Name, ...]:
    """The authors of the book itself."""
    schema = site.book.schemas.get("book", {}).get("properties", {}).get("authors", {}).get("items", {})
    prefixes = [each.prefix for each in site.collections if each.name == schema.get("x-ref")]
    names = site.book.settings.data.get("authors")
    people = ((str(name), [f"{prefix}:{name}" for prefix in prefixes]) for name in (names if isinstance(names, list) else ()))
    return tuple(_name(name, next((site.items[key] for key in keys if key in site.items), None)) for name, keys in people)


def _work(key: str, item: Item, authors: tuple[Name, ...], whole: str, note: str) -> Work:
    ids = item.data.get("ids")
    return Work(
        key=key,
        item=item,
        title=item.title,
        kind=_text(item, "kind"),
        authors=authors,
        issued=_issued(item),
        url=_text(item, "url"),
        label=_text(item, "label"),
        whole=whole,
        language=_text(item, "lang"),
        note=note,
        ids={name: str(value) for name, value in sorted(ids.items()) if value != "tbc"} if isinstance(ids, dict) else {},
    )


def _key(item: Item) -> str:
    return _text(item, "cite_key") or item.id


def _name(text: str, person: Item | None) -> Name:
    """An author as written, and the person of the book it names, if it names one."""
    if person is not None:
        family, _, given = (part.strip() for part in str(person.data.get("sort") or "").partition(","))
        # What is sorted by need not be the name: it counts where both say the same.
        known = family and given and f"{given} {family}" == person.title
        return Name(person.title, family, given) if known else Name(person.title)
    others = OTHERS.match(text)
    return Name(others[1], others=True) if others else Name(text)


def _issued(item: Item) -> tuple[int, ...]:
    for value in (item.data.get("date"), item.data.get("year")):
        if (found := DATE.match(str(value))) is not None:
            return tuple(int(part) for part in found.groups() if part)
    return ()


def _note(manuscript: Manuscript, item: Item) -> str:
    name = next((name for name in ("note", "summary") if isinstance(item.data.get(name), str)), "")
    passage = manuscript.at(item.key, name) if name else None
    return passage.html if passage else ""


def _text(item: Item, name: str) -> str:
    value: Any = item.data.get(name)
    return value if isinstance(value, str) and value != "tbc" else ""


def _texts(item: Item, name: str) -> Iterator[str]:
    value: Any = item.data.get(name)
    yield from map(str, value) if isinstance(value, list) else ()
