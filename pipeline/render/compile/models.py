"""What single elements may hold, by the HTML standard: an element and its content → the content as it may be.

A rule may rename the element, where it is nothing of its kind without something that it lacks.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from pipeline.render.compile.parts import BLOCKS, DROPPED, HEADINGS, Part, blank, fill, rename, wrapped

Rule = Callable[[Element, list[Part]], list[Part]]
GROUPS = frozenset({"tbody", "tfoot", "thead"})
TERMS = re.compile(r"(?:t+d+)*\Z")
RUBY = re.compile(r"(?:x+(?:t+|p(?:tp)+))+\Z")
"""Text, then its reading: bare, or each reading between parentheses for those who don't show it above."""


def listed(element: Element, parts: list[Part]) -> list[Part]:
    """`ul` and `ol`: items only; a number of its own is for items of an `ol`."""
    kept = list(wrapped(parts, {"li"}, "li"))
    for item in kept:
        if isinstance(item, Element) and element.tag == "ul":
            item.attrib.pop("value", None)
    return kept


def terms(element: Element, parts: list[Part]) -> list[Part]:
    """`dl`: terms, each with a description behind it; else it is no list of terms."""
    kept = list(wrapped(parts, {"dt", "dd"}, "dd"))
    if not TERMS.match("".join(part.tag[1] for part in kept if isinstance(part, Element))):
        _rename([element, *kept], "div")
    return kept


def titled(element: Element, parts: list[Part]) -> list[Part]:
    """`th` and `dt`: no headings, at any depth."""
    _rename([inner for inner in element.iter() if inner.tag in HEADINGS], "div")
    return parts


def opened(element: Element, parts: list[Part]) -> list[Part]:
    """`details`: one summary, at the beginning."""
    del element
    summaries = [part for part in parts if isinstance(part, Element) and part.tag == "summary"]
    _rename(summaries[1:], "div")
    first = summaries[0] if summaries else fill(Element("summary"), ["Details"])
    return [first, *(part for part in parts if part is not first)]


def drawn(element: Element, parts: list[Part]) -> list[Part]:
    """`figure`: one caption, at the beginning or the end."""
    del element
    captions = [part for part in parts if isinstance(part, Element) and part.tag == "figcaption"]
    _rename(captions[1:], "div")
    solid = [part for part in parts if not blank(part)]
    if not captions or captions[0] in {solid[0], solid[-1]}:
        return parts
    return [*(part for part in parts if part is not captions[0]), captions[0]]


def read(element: Element, parts: list[Part]) -> list[Part]:
    """`ruby`: text and its readings in turns; else it is plain text."""
    kinds = {"rt": "t", "rp": "p"}
    order = "".join(kinds.get(part.tag, "x") if isinstance(part, Element) else "x" for part in parts if not blank(part))
    holds = [inner.tag for inner in element.iter() if inner is not element]
    if not RUBY.match(order) or "ruby" in holds or not BLOCKS.isdisjoint(holds):
        _rename([element, *(part for part in parts if isinstance(part, Element) and part.tag in kinds)], "span")
    return parts


def once(element: Element, parts: list[Part]) -> list[Part]:
    """`dfn`: none inside another."""
    if sum(1 for _ in element.iter(element.tag)) > 1:
        rename(element, "span")
    return parts


def marked(attribute: str) -> Rule:
    """`time` and `bdo`: nothing of their kind without an attribute."""

    def rule(element: Element, parts: list[Part]) -> list[Part]:
        if attribute not in element.attrib:
            rename(element, "span")
        return parts

    return rule


RULES: Mapping[str, Rule] = {
    "bdo": marked("dir"),
    "details": opened,
    "dfn": once,
    "dl": terms,
    "dt": titled,
    "figure": drawn,
    "ol": listed,
    "ruby": read,
    "th": titled,
    "time": marked("datetime"),
    "ul": listed,
}


def tabular(element: Element, parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """A part of a table → its content, and what was written between the cells, which goes before the table as in browsers."""
    inside = HOLDS[element.tag]
    outside = [part for part in parts if not (isinstance(part, Element) and part.tag in inside) and not blank(part)]
    own = [part for part in parts if isinstance(part, Element) and part.tag in inside]
    if element.tag == "colgroup" and own:
        element.attrib.pop("span", None)
    if element.tag != "table":
        # A row without cells, a group without rows: readers of XML count them as errors.
        return [part for part in own if len(part) or part.tag not in HOLDS], outside
    captions = [part for part in own if part.tag == "caption"]
    rows = _grouped([part for part in own if part.tag in GROUPS or part.tag == "tr"])
    if not rows:
        _rename([element, *captions], "div" if captions else DROPPED)
        return list(captions), outside
    _rename(captions[1:], "div")
    columns = [part for part in own if part.tag in {"col", "colgroup"}]
    return [*captions[:1], *wrapped(columns, {"colgroup"}, "colgroup"), *rows], [*captions[1:], *outside]


HOLDS: Mapping[str, frozenset[str]] = {
    "colgroup": frozenset({"col"}),
    "table": frozenset({"caption", "col", "colgroup", "tbody", "tfoot", "thead", "tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "thead": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
}


def _grouped(rows: list[Element]) -> list[Element]:
    """Rows and groups of rows: one head first, one foot last, all others bodies."""
    groups = [part for part in wrapped([row for row in rows if len(row)], GROUPS, "tbody") if isinstance(part, Element)]
    heads = [group for group in groups if group.tag == "thead"]
    feet = [group for group in groups if group.tag == "tfoot"]
    _rename([*heads[1:], *feet[1:]], "tbody")
    ends = (*heads[:1], *feet[:1])
    return [*heads[:1], *(group for group in groups if group not in ends), *feet[:1]]


def _rename(parts: Iterable[Part], tag: str) -> None:
    for part in parts:
        if isinstance(part, Element):
            rename(part, tag)
