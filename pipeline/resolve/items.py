"""Entry → `Item`: its title, its place in the book, the anchors inside it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.document import Collection, Entry
from pipeline.model.labels import KINDS
from pipeline.model.site import Anchor, Item

FIELD = re.compile(r"\{([a-z0-9_]+)\}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")
NUMBER = re.compile(r"([0-9]+)")
DIGITS = frozenset("0123456789")
LAST = ("draft", "coming-soon", "archived")
"""Statuses that stand behind all others in a list, in this order (published and tbc come first)."""


def make(entry: Entry, collection: Collection) -> Item | None:
    """An entry → its item; `None` when its id is missing or can't be part of an address (validate says so)."""
    if not SLUG.match(entry.id):
        return None
    route, _, fragment = collection.route.replace("{id}", entry.id).partition("#")
    return Item(
        entry=entry,
        collection=collection,
        key=f"{collection.prefix}:{entry.id}",
        title=title(collection.titles, _plain(entry)) or entry.id,
        route=route,
        fragment=fragment,
        anchors=tuple(_anchors(entry)),
    )


def _plain(entry: Entry) -> Mapping[str, Any]:
    """An entry's fields, those in Markdown as plain text: nobody wants to read its signs in a title."""
    said = {path[0]: " ".join(section.text for section in prose.sections) for path, prose in entry.fields.items() if len(path) == 1}
    return {**entry.data, **{str(name): " ".join(text.split()) for name, text in said.items() if text.strip()}} if said else entry.data


def title(templates: tuple[str, ...], data: Mapping[str, Any]) -> str:
    """The first template whose fields are all present, filled in; empty when there is none."""
    for template in templates:
        names = FIELD.findall(template)
        if all(isinstance(data.get(name), str | int) for name in names):
            return FIELD.sub(lambda match: str(data[match[1]]), template)
    return ""


def _anchors(entry: Entry) -> Iterator[Anchor]:
    """Outline rows with their print pages, then headings that are no row, then ids the author wrote; each once."""
    seen: set[str] = set()
    for anchor in (*_rows(entry.data.get("outline"), 2), *_headings(entry)):
        if anchor.id and anchor.id not in seen:
            seen.add(anchor.id)
            yield anchor


def _rows(rows: Any, level: int) -> Iterator[Anchor]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and isinstance(row.get("id"), str):
            page = row.get("page")
            yield Anchor(row["id"], str(row.get("title", row["id"])), level, None if page is None else str(page))
            yield from _rows(row.get("children"), level + 1)


def _headings(entry: Entry) -> Iterator[Anchor]:
    if entry.body is not None:
        for heading in entry.body.headings:
            yield Anchor(heading.anchor, heading.text, heading.level)
        for exhibit in entry.body.exhibits:
            if exhibit.kind in KINDS and exhibit.id:
                yield Anchor(exhibit.id, exhibit.caption or exhibit.id)
        for anchor in entry.body.anchors:
            yield Anchor(anchor, anchor)


def place(item: Item) -> tuple[Any, ...]:
    """Sort key inside a collection: status, then the collection's fields (`-` = descending, missing last), then the id.

    A field whose schema lists its values sorts in the order of that list: preface, chapter, epilogue.
    """
    rank = LAST.index(item.status) + 1 if item.status in LAST else 0
    return (rank, *(_field(item, name) for name in item.collection.order), _natural(item.id))


def _field(item: Item, name: str) -> tuple[Any, ...]:
    value = item.data.get(name.lstrip("-"))
    listed = item.collection.property(name.lstrip("-")).get("enum")
    if isinstance(listed, list) and value in listed:
        value = listed.index(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return (2, 0, ())
    if isinstance(value, str):
        key = _natural(value)
        return (1, 0, _reversed(key) if name.startswith("-") else key)
    return (0, -value if name.startswith("-") else value, ())


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Text for sorting: numbers inside count as numbers, however long they are; case does not count."""
    return tuple(_number(part) if part[0] in DIGITS else (1, 0, part) for part in NUMBER.split(text.casefold()) if part)


def _number(digits: str) -> tuple[int, int, str]:
    plain = digits.lstrip("0")
    return (0, len(plain), plain)


def _reversed(key: tuple[tuple[int, int, str], ...]) -> tuple[tuple[int, ...], ...]:
    """A natural key turned round, so that later texts come first."""
    return tuple((-kind, -number, *(-ord(letter) for letter in text), 0) for kind, number, text in key)
