"""A link and the address it should have → the edit of its destination alone; none where it could not be written there safely."""

import re
from html import escape

from pipeline.check.links.collect import Link
from pipeline.model.diagnostic import Applicability, Edit, Fix
from pipeline.model.document import Kind

SAFE = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)
ENTITY = re.compile(r"&#?\w+;")
TRAILING = "?!.,:*_~'\";)]"
"""What GitHub takes for the end of the sentence behind a bare address."""
FLOW = frozenset(",[]{}")


def repaired(link: Link, final: str, *, sure: bool) -> Fix | None:
    """The repair that lets a link lead to where its address has moved; it keeps its own fragment. `sure` makes it a safe one."""
    _, sharp, fragment = link.target.partition("#")
    new = final.partition("#")[0] + sharp + fragment
    if link.place is None or link.short or not SAFE.fullmatch(new) or not _fits(link, new):
        return None
    text = _quoted(link, escape(new, quote=True) if link.kind is Kind.HTML else new)
    return Fix(Applicability.SAFE if sure else Applicability.DISPLAY, (Edit(link.place, text),))


def _fits(link: Link, new: str) -> bool:
    """Whether the address can stand where the link is written, as it is."""
    if link.style in {"|", ">"} and link.kind is Kind.FIELD:
        return False
    if link.style not in {"", "'", '"', "|", ">"} and not FLOW.isdisjoint(new):
        return False
    if (link.style == "'" and "'" in new) or (link.kind is not Kind.FIELD and ENTITY.search(new)):
        return False
    if link.kind in {Kind.LINK, Kind.IMAGE, Kind.REFERENCE} and not _balanced(new):
        return False
    return link.kind is not Kind.AUTOLINK or (new[-1] not in TRAILING and _balanced(new))


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _quoted(link: Link, new: str) -> str:
    """A field keeps the quotes of its scalar."""
    return f"{link.style}{new}{link.style}" if link.kind is Kind.FIELD and link.style in {"'", '"'} else new
