"""Words in braces in a reference's text, and filters behind a list → whether the target can fill them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Collection, Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.model.span import Source, Span
from pipeline.resolve.faults import unknown_placeholder

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+(?::[a-z0-9_]+)?)\}")
Filters = tuple[tuple[str, str], ...]


def filters(query: str) -> Filters:
    """`kind=paper&year=2020` → the fields and the values that narrow a list."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return tuple((unquote(name), unquote(value)) for name, _, value in pairs)


def of_item(origin: Item, mention: Mention, item: Item, target: Target) -> Iterator[Diagnostic]:
    """Findings for words that an item (or the place in it) can't fill."""
    anchor = item.anchor(target.anchor)
    pages = item.data.get("pages")
    first = pages.get("from") if isinstance(pages, Mapping) else None
    values: dict[str, Any] = {
        "title": item.title,
        "number": (anchor.exhibit.number or None) if anchor and anchor.exhibit else item.number,
        "label": item.collection.label,
        "year": item.data.get("year"),
        "page": target.page or (anchor.page if anchor else None) or first,
    }
    yield from _words(origin, mention, [word for word, value in values.items() if value is not None])


def of_list(origin: Item, mention: Mention, kind: Collection, wanted: Filters) -> Iterator[Diagnostic]:
    """Findings for filters and words that a collection's list can't fill."""
    fields = sorted(kind.schema.get("properties", {}))
    asked = [name for word in PLACEHOLDER.findall(mention.text) for head, _, name in [word.partition(":")] if head == "count" and name]
    places = {name: _before(origin.entry.source, mention.span, f"{{count:{name}}}") for name in asked}
    for name in dict.fromkeys((*(name for name, _ in wanted), *asked)):
        if name not in fields:
            known = nearest(name, fields) or fields
            yield unknown_placeholder.diagnose(places.get(name, mention.span), origin.entry.name, name, known)
    for name, value in wanted:
        listed = _values(kind, name)
        if listed and value not in listed:
            yield unknown_placeholder.unlisted(mention.span, origin.entry.name, name, value, nearest(value, listed) or listed)
    yield from _words(origin, mention, ["title", "count", *(f"count:{name}" for name in asked)])


def _values(kind: Collection, name: str) -> list[str]:
    """The values a field may have, where its schema lists them."""
    schema = kind.property(name)
    items = schema.get("items")
    listed = schema.get("enum") or (items.get("enum") if isinstance(items, Mapping) else None)
    return [str(value) for value in listed] if isinstance(listed, list) else []


def _words(origin: Item, mention: Mention, known: list[str]) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(PLACEHOLDER.findall(mention.text)):
        if name not in known:
            span = _before(origin.entry.source, mention.span, f"{{{name}}}")
            yield unknown_placeholder.diagnose(span, origin.entry.name, f"{{{name}}}", [f"{{{word}}}" for word in known])


def _before(source: Source, span: Span, word: str) -> Span:
    """The place of a word in the text of a link, whose destination stands at the span; that span when it can't be found."""
    begin = source.text.rfind(word, 0, source.offset(span.start)) if span.start else -1
    return source.span(begin, begin + len(word)) if begin >= 0 else span
