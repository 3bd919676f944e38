"""Site → `sections.jsonl`: the text of the book, one section a line, for search and retrieval.

The first line of an entry holds what stands before its first heading, and the text of its fields; each heading begins a line of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.site import Item, Site
from pipeline.render.json.addresses import url


def sections(site: Site) -> Iterator[dict[str, Any]]:
    """All sections in reading order; of an entry that is yet to come only the title."""
    for item in site.items.values():
        written = item.sections if item.status != "coming-soon" else ()
        opening = "\n".join(section.text for section in written if not section.anchor and section.text)
        yield _section(site, item, None, item.title, (item.collection.plural,), opening)
        above = _above(item)
        for section in written:
            if section.anchor:
                path = (item.collection.plural, item.title, *above.get(section.anchor, ()))
                yield _section(site, item, section.anchor, section.title, path, section.text)


def _section(site: Site, item: Item, anchor: str | None, title: str, path: tuple[str, ...], text: str) -> dict[str, Any]:
    return {
        "id": f"{item.key}#{anchor}" if anchor else item.key,
        "item": item.key,
        "anchor": anchor,
        "collection": item.collection.name,
        "language": item.data.get("lang") or site.book.settings.data.get("language"),
        "status": item.status,
        "title": title,
        "path": list(path),
        "url": url(item, anchor),
        "text": text,
    }


def _above(item: Item) -> Mapping[str, tuple[str, ...]]:
    """The headings that each heading stands below, by its anchor."""
    found: dict[str, tuple[str, ...]] = {}
    trail: list[tuple[int, str]] = []
    for heading in item.headings:
        while trail and trail[-1][0] >= heading.level:
            trail.pop()
        found[heading.anchor] = tuple(text for _, text in trail)
        trail.append((heading.level, heading.text))
    return found
