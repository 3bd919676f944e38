"""A Markdown text and its events → the character references in it (`&#7;`, `&ZeroWidthSpace;`) that stand for what nobody sees."""

import re
import sys
from collections.abc import Iterable, Sequence
from html import unescape

from pipeline.model.markup import Sort, Step
from pipeline.model.safety import DIRECTION, HIDDEN

REFERENCE = re.compile(r"&(?:#(?:[Xx](?P<hex>[0-9A-Fa-f]{1,6})|(?P<decimal>[0-9]{1,7}))|[A-Za-z][A-Za-z0-9]*);")
VERBATIM = frozenset({Sort.CODE, Sort.MATH, Sort.DISPLAY_MATH})
Reference = tuple[int, int, str]
"""Where a reference begins and ends, and the character that it stands for."""


def candidates(text: str) -> list[Reference]:
    """All that look like such references, wherever they stand."""
    if "&" not in text:
        return []
    found = ((match.start(), match.end(), _meant(match)) for match in REFERENCE.finditer(text))
    return [(begin, end, meant) for begin, end, meant in found if HIDDEN.search(meant) or DIRECTION.search(meant)]


def hidden(text: str, steps: Iterable[Step]) -> Sequence[Reference]:
    """Those that mean something: not in code, not behind a backslash."""
    found = candidates(text)
    if not found:
        return found
    verbatim = [(begin, end) for sort, begin, end, tag, *_ in steps if sort in VERBATIM or (tag == "fence" and sort is Sort.OPEN)]
    outside = _outside(found, verbatim)
    return [reference for reference in outside if not _escaped(text, reference[0])]


def _meant(match: re.Match[str]) -> str:
    """Numbers by CommonMark 0.31, section 2.5; HTML would take some of them for others, and drop some."""
    number = int(match["hex"], 16) if match["hex"] else int(match["decimal"] or -1)
    if number < 0:
        return unescape(match[0])
    return chr(number) if 0 < number <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"


def _outside(found: Iterable[Reference], verbatim: Sequence[tuple[int, int]]) -> Iterable[Reference]:
    """The references in none of some stretches; both are in order, and no stretch overlaps another."""
    number = 0
    for reference in found:
        while number < len(verbatim) and verbatim[number][1] <= reference[0]:
            number += 1
        if number == len(verbatim) or reference[0] < verbatim[number][0]:
            yield reference


def _escaped(text: str, at: int) -> bool:
    begin = at
    while begin and text[begin - 1] == "\\":
        begin -= 1
    return (at - begin) % 2 == 1
