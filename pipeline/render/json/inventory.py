"""Site → `objects.inv`, so that Sphinx (and MyST) books can refer to this one by name.

Version 2 of the inventory: four lines of text, then one line an object, compressed
(https://sphobjinv.readthedocs.io/en/stable/syntax.html). Pages are documents, entries and the places in them labels, and what a glossary
explains is a term as well. The name of an entry is the one by which this book itself refers to it: `chapter:finetuning#when-to-finetune`.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.site import Item, Site
from pipeline.render.json.addresses import url

TERMS = frozenset({"glossary"})
"""Collections whose titles are terms."""

HIDDEN, SHOWN = -1, 1
"""Priorities: documents are found by their names only, as Sphinx has it."""


class Thing(NamedTuple):
    """A line of the inventory: name, role, priority, address and words."""

    name: str
    role: str
    priority: int
    url: str
    words: str


def inventory(site: Site) -> bytes:
    """The inventory of a site, for its root: addresses are relative to it."""
    settings = site.book.settings.data
    head = (
        "# Sphinx inventory version 2",
        f"# Project: {_line(settings.get('title') or 'Book')}",
        f"# Version: {settings.get('year') or '1'}",
        "# The remainder of this file is compressed using zlib.",
    )
    body = "".join(f"{each.name} {each.role} {each.priority} {each.url} {each.words}\n" for each in sorted(set(_things(site))))
    return "".join(f"{line}\n" for line in head).encode() + zlib.compress(body.encode(), 9)


def _things(site: Site) -> Iterator[Thing]:
    for collection in site.collections:
        if site.of(collection.name):  # an empty one has no list page
            yield _document(collection.index, collection.plural)
            yield Thing(f"{collection.prefix}:", "std:label", HIDDEN, collection.index, _line(collection.plural))
    for item in site.items.values():
        yield from _entry(item)


def _entry(item: Item) -> Iterator[Thing]:
    title = _line(item.title)
    if not item.fragment:
        yield _document(item.route, title)
    yield Thing(item.key, "std:label", HIDDEN, url(item), title)
    if item.collection.name in TERMS:
        yield Thing(title, "std:term", SHOWN, url(item), "-")
    for anchor in item.anchors:
        if " " not in anchor.id:
            yield Thing(f"{item.key}#{anchor.id}", "std:label", HIDDEN, url(item, anchor.id), _line(anchor.title))


def _document(route: str, words: str) -> Thing:
    return Thing(route.removesuffix(".html"), "std:doc", HIDDEN, route, _line(words))


def _line(words: object) -> str:
    return " ".join(str(words).split()) or "-"
