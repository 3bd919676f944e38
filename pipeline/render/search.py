"""Site → search index: which words stand in which section, small enough to travel with the book.

The value is plain data, so that the JSON writer can print it and the HTML writer can ship it as a script:

    items      [{key, title, label, url}]            in reading order, archived ones last
    sections   [{item, anchor, title, text}]         `item` counts into `items`; `text` is the beginning, for excerpts
    terms      {word: [posting, ...]}                words sorted; postings as differences between neighbours

A posting is `section * 16 + field * 4 + times`: `field` is 3 in the item's title, 2 in a heading, 1 in the text;
`times` counts up to 3. A word is a run of letters and digits, in lower case, without accents (`words`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.model.document import Kind, Path, Section
from pipeline.model.schema import expand
from pipeline.model.site import Item, Site

EXCERPT = 240
"""How much of a section's text travels with the index, in characters."""

TITLE, HEADING, TEXT = 3, 2, 1
MOST = 3
LISTED = ("published", "tbc", "coming-soon", "archived")
"""Statuses that can be found, the last ones last."""

SILENT = frozenset({"id", "status", "doubt", "aliases", "lang", "language", "source", "license", "title", "link", "outline"})
"""Fields that hold no words of the book, or words that are indexed as title or section anyway."""


def index(site: Site) -> dict[str, Any]:
    """A site → its search index as plain data; drafts are in no index."""
    items = [item for status in LISTED for item in site.items.values() if item.status == status]
    fields = {collection.name: expand(collection.name, site.book.schemas) or collection.schema for collection in site.collections}
    named = {(edge.origin, edge.mention.field) for edge in site.edges if edge.mention.kind is Kind.FIELD}
    sections: list[dict[str, Any]] = []
    postings: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        for section, more in _sections(item, fields[item.collection.name], named):
            _post(postings, len(sections), item, replace(section, text=f"{section.text} {more}"))
            place = section.anchor and item.place(section.anchor)
            sections.append({"item": number, "anchor": place, "title": section.title, "text": _excerpt(section.text)})
    return {
        "items": [{"key": item.key, "title": item.title, "label": item.collection.label, "url": _url(item)} for item in items],
        "sections": sections,
        "terms": {word: _differences(postings[word]) for word in sorted(postings)},
    }


def words(text: str) -> list[str]:
    """A text → its words as the index spells them."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if unicodedata.category(letter)[0] != "M")
    return re.findall(r"[^\W_]+", plain)


def _url(item: Item) -> str:
    return f"{item.route}#{item.fragment}" if item.fragment else item.route


def _sections(item: Item, schema: Mapping[str, Any], named: set[tuple[str, Path]]) -> Iterator[tuple[Section, str]]:
    """The sections of an item, and words to be found by that are no prose: the first one holds those of its fields."""
    # What is yet to come shows its title and fields, and nobody may find words that no page shows.
    written = item.sections if item.status != "coming-soon" else ()
    prose = " ".join(section.text for section in written if not section.anchor)
    rows = (anchor.title for anchor in item.anchors if anchor.page)
    yield Section("", "", prose), " ".join((*_strings(item.data, schema, lambda path: (item.key, path) in named, ()), *rows))
    yield from ((section, "") for section in written if section.anchor)


def _strings(value: Any, schema: Mapping[str, Any], named: Callable[[Path], bool], path: Path) -> Iterator[str]:
    """The plain texts among the fields: no Markdown (parsed elsewhere), no names of other items, no addresses."""
    if isinstance(value, str):
        if not named(path) and not ({"x-markdown", "x-asset"} & schema.keys() or schema.get("format")):
            yield value
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _strings(each, _mapping(schema.get("items")), named, (*path, number))
    elif isinstance(value, Mapping):
        properties = _mapping(schema.get("properties"))
        for name, each in value.items():
            if name not in SILENT:
                yield from _strings(each, _mapping(properties.get(name)), named, (*path, name))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _post(postings: dict[str, list[int]], number: int, item: Item, section: Section) -> None:
    title = words(item.title) if not section.anchor else []
    for field, found in ((TEXT, words(section.text)), (HEADING, words(section.title)), (TITLE, title)):
        for word, times in Counter(found).items():
            postings.setdefault(word, []).append(number * 16 + field * 4 + min(times, MOST))


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _differences(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
