"""A name in the printed book (`p/47`, `fig/1-5`, `table/1-3`) → the outline row or the figure it belongs to.

Pages are checked against `print` in `content/book.yaml`, figures and tables against the entries that carry a number.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.site import Anchor, Item, Target
from pipeline.resolve.names import Names

ROMAN = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
KINDS = {"fig": "figure", "table": "table"}


def find(name: str, settings: Mapping[str, Any], names: Names) -> tuple[Target | None, str]:
    """A print anchor without `book:` → its target, or `None` and what exists, in words."""
    kind, _, number = name.partition("/")
    if kind == "p":
        return _page(number, settings, names)
    if kind in KINDS:
        for items in names.ids.values():
            for item in items.values():
                if item.data.get("number") == number and item.data.get("kind") == KINDS[kind]:
                    return Target(item=item.key, page=number), ""
        return None, f"no {KINDS[kind]} carries the number `{number[:20]}`"
    return None, "write `book:p/47`, `book:fig/1-5` or `book:table/1-3`"


def _page(number: str, settings: Mapping[str, Any], names: Names) -> tuple[Target | None, str]:
    limits = settings.get("print")
    last = limits.get("last") if isinstance(limits, Mapping) else None
    if not isinstance(last, int):
        return None, "`content/book.yaml` states no pages (`print`)"
    roman = bool(ROMAN.match(number))
    if not roman and not (number.isdecimal() and 1 <= int(number) <= last):
        return None, f"its pages run from 1 to {last}"
    best: tuple[int, str, Anchor | None] | None = None
    for page, key, anchor in _starts(names):
        if (page == number) if roman else (page.isdecimal() and int(page) <= int(number)):
            rank = int(page) if page.isdecimal() else 0
            if best is None or rank >= best[0]:
                best = (rank, key, anchor)
    if best is None:
        return Target(page=number), ""
    return Target(item=best[1], anchor=best[2].id if best[2] else None, page=number), ""


def _starts(names: Names) -> Iterator[tuple[str, str, Anchor | None]]:
    """Every page on which something starts: (page, item, outline row), in the order of the pages."""
    found: list[tuple[str, str, Anchor | None]] = []
    for items in names.ids.values():
        for item in items.values():
            found += _of(item)
    return iter(sorted(found, key=lambda start: int(start[0]) if start[0].isdecimal() else 0))


def _of(item: Item) -> Iterator[tuple[str, str, Anchor | None]]:
    pages = item.data.get("pages")
    if isinstance(pages, Mapping) and isinstance(pages.get("from"), str | int):
        yield str(pages["from"]), item.key, None
    for anchor in item.anchors:
        if anchor.page is not None:
            yield anchor.page, item.key, anchor
