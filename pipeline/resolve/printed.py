"""A name in the printed book (`p/47`, `fig/1-5`, `table/1-3`) → the outline row or the figure it belongs to.

Pages are checked against `print` in `content/book.yaml`, figures and tables against the entries that carry a number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.model.site import Item, Target
from pipeline.resolve.names import Names
from pipeline.resolve.shown import shown

ROMAN = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
ARABIC = re.compile(r"[1-9][0-9]{0,4}\Z")
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
KINDS = {"fig": "figure", "table": "table"}


class Start(NamedTuple):
    """A page on which something starts (a roman one counts as 0), as printed; the item, and the row of its outline."""

    number: int
    page: str
    item: str
    anchor: str | None


def starts(items: Iterable[Item]) -> tuple[Start, ...]:
    """Every page on which an item or a row of an outline starts, in the order of the pages."""
    return tuple(sorted((start for item in items for start in _of(item)), key=lambda start: start.number))


def find(name: str, settings: Mapping[str, Any], names: Names, begun: Sequence[Start]) -> tuple[Target | None, str]:
    """A print anchor without `book:` → its target, or `None` and what exists, in words."""
    kind, _, number = name.partition("/")
    if kind == "p":
        return _page(number, settings, begun)
    if kind in KINDS:
        return _numbered(number, KINDS[kind], names)
    return None, "write `book:p/47`, `book:fig/1-5` or `book:table/1-3`"


def _numbered(number: str, kind: str, names: Names) -> tuple[Target | None, str]:
    for items in names.ids.values():
        for item in items.values():
            if item.data.get("number") == number and item.data.get("kind") == kind:
                return Target(item=item.key, page=number), ""
    return None, f"no {kind} carries the number `{shown(number, 20)}`"


def _page(number: str, settings: Mapping[str, Any], begun: Sequence[Start]) -> tuple[Target | None, str]:
    if not settings:
        # Settings that could not be read are reported as such.
        return Target(page=number), ""
    limits = settings.get("print")
    last = limits.get("last") if isinstance(limits, Mapping) else None
    if not isinstance(last, int):
        return None, "`content/book.yaml` states no pages (`print`)"
    front = limits.get("front") if isinstance(limits, Mapping) else None
    if ROMAN.match(number):
        if isinstance(front, str) and ROMAN.match(front) and _value(number) < _value(front):
            return None, f"the pages of its front matter begin with {front}"
        fitting = [start for start in begun if start.page == number]
    elif ARABIC.match(number) and int(number) <= last:
        fitting = [start for start in begun if 0 < start.number <= int(number)]
    else:
        return None, f"its pages run from 1 to {last}"
    best = fitting[-1] if fitting else None
    return Target(item=best.item, anchor=best.anchor, page=number) if best else Target(page=number), ""


def _value(roman: str) -> int:
    """A roman number as a number: a smaller sign before a larger one counts against it."""
    values = [VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _of(item: Item) -> Iterator[Start]:
    pages = item.data.get("pages")
    if isinstance(pages, Mapping) and isinstance(pages.get("from"), str | int):
        yield _start(str(pages["from"]), item, None)
    for anchor in item.anchors:
        if anchor.page is not None:
            yield _start(anchor.page, item, anchor.id)


def _start(page: str, item: Item, anchor: str | None) -> Start:
    return Start(int(page) if ARABIC.match(page) else 0, page, item.key, anchor)
