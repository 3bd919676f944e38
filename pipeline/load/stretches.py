"""Markdown events → where text stands that is shown as it is written, without a look at what it says."""

from collections.abc import Iterable

from pipeline.model.document import Stretch
from pipeline.model.markup import Event, Sort

BREAKS = frozenset({Sort.SOFT_BREAK, Sort.HARD_BREAK})


def stretches(events: Iterable[Event]) -> tuple[Stretch, ...]:
    """The events of a text → its stretches of plain text, in order. What touches is one; markup parts, and so does a line's indent."""
    found: list[Stretch] = []
    opened = {"link": 0, "image": 0, "heading": 0, "fence": 0}
    begin = end = -1
    for sort, first, last, tag, _, _ in events:
        if sort is Sort.TEXT:
            if first == end:
                end = last
            elif not opened["fence"]:
                found += _made(begin, end, opened) if begin < end else ()
                begin, end = first, last
        elif tag:
            found += _made(begin, end, opened) if begin < end else ()
            # The next text begins a stretch of its own even if it touches: a bare address has no brackets.
            begin = end = -1
            if tag in opened:
                opened[tag] += 1 if sort is Sort.OPEN else -1
        elif first == end and sort in BREAKS:
            end = last
    return tuple(found)


def _made(begin: int, end: int, opened: dict[str, int]) -> tuple[Stretch, ...]:
    return (Stretch(begin, end, opened["link"] + opened["image"] > 0, opened["heading"] > 0),)
