"""Runs of plain text → the bare links and the citations in them; every other event passes as it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.load import autolinks
from pipeline.model.markup import Event, Sort, Step, named

CITATION = re.compile(r"\[(?P<body>@[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?(?:; @[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?)*)\]")
INLINE = frozenset({"emphasis", "strong", "strikethrough", "link", "image"})
FRESH = frozenset({Sort.SOFT_BREAK, Sort.HARD_BREAK, Sort.TASK})
LEAVES = frozenset({Sort.CODE, Sort.MATH, Sort.DISPLAY_MATH, Sort.FOOTNOTE})
Find = tuple[int, int, list[Event]]
"""A stretch of something, and the events to put in its place."""


def refine(text: str, steps: list[Step], promising: Iterable[tuple[int, int]]) -> tuple[list[Step], list[tuple[int, int]]]:
    """A source and the steps through it → its steps with bare links and citations, and the addresses that run on into other markup.

    `promising` are the texts worth looking at: their indexes, and the offsets where their blocks end.
    """
    refined: list[Step] = []
    crossed: list[tuple[int, int]] = []
    done = 0
    for index, limit in promising:
        if index < done or (crossed and steps[index][1] < crossed[-1][1]):
            continue
        first, last = index, index + 1
        while first > done and steps[first - 1][0] is Sort.TEXT:
            first -= 1
        while steps[last][0] is Sort.TEXT:
            last += 1
        refined += steps[done:first]
        refined += _split(_Run(text, [*map(named, steps[first:last])], named(steps[first - 1]), named(steps[last]), limit), crossed)
        done = last
    refined += steps[done:]
    return refined, crossed


class _Run(NamedTuple):
    """Texts that follow each other, the events around them, and where the block ends that they stand in."""

    text: str
    events: list[Event]
    last: Event
    following: Event
    limit: int

    @property
    def before(self) -> str:
        """The character before; none where a block or a line begins, whose marks are no part of the text."""
        begins = self.last.sort in FRESH or (self.last.sort is Sort.OPEN and self.last.tag not in INLINE)
        return "" if begins else self.text[self.events[0].begin - 1]

    @property
    def goes_on(self) -> bool:
        """Whether other markup of the same block follows."""
        return self.following.tag in INLINE or self.following.sort in LEAVES


def _split(run: _Run, crossed: list[tuple[int, int]]) -> list[Event]:
    """A run → its events with links and citations; `crossed` learns of an address that goes on in what follows."""
    text, begin, end = run.text, run.events[0].begin, run.events[-1].end
    links = list(autolinks.addresses(text, begin, end, run.limit if run.goes_on else end, run.before))
    if links and links[-1][1] > end:
        crossed.append(links.pop()[:2])
    parts = _parts(text, run.events, [offset for first, last, _ in links for offset in (first, last)])
    pieces = _meant(text, parts[0])
    # Every second part is the text of a link, which is shown as written.
    for (first, last, target), rest in zip(links, parts[2::2], strict=True):
        pieces += _link(first, last, text[first:last], target)
        pieces += _meant(text, rest)
    return pieces


def _parts(text: str, run: list[Event], offsets: Sequence[int]) -> list[list[Event]]:
    """A run, cut at offsets of the source."""
    parts: list[list[Event]] = [[]]
    for event in run:
        at = event.begin
        while len(parts) <= len(offsets) and offsets[len(parts) - 1] < event.end:
            cut = max(at, offsets[len(parts) - 1])
            parts[-1] += _part(text, event, at, cut)
            parts.append([])
            at = cut
        parts[-1] += _part(text, event, at, event.end)
    parts += ([] for _ in range(len(offsets) + 1 - len(parts)))
    return parts


def _part(text: str, event: Event, begin: int, end: int) -> Iterator[Event]:
    """What an event says between two offsets. An entity that is cut through is no longer one: its characters mean themselves."""
    if (begin, end) == (event.begin, event.end):
        yield event
    elif begin < end:
        exact = len(event.value) == event.end - event.begin
        yield Event(Sort.TEXT, begin, end, value=event.value[begin - event.begin : end - event.begin] if exact else text[begin:end])


def _link(begin: int, end: int, shown: str, target: str) -> list[Event]:
    attributes = {"target": target, "title": "", "style": "bare"}
    return [
        Event(Sort.OPEN, begin, end, "link", attributes=attributes),
        Event(Sort.TEXT, begin, end, value=shown),
        Event(Sort.CLOSE, begin, end, "link"),
    ]


def _meant(text: str, run: list[Event]) -> list[Event]:
    """Citations and mail addresses are looked for in what a run means, its escapes and entities decoded."""
    whole = "".join(event.value for event in run)
    if "@" not in whole:
        return run
    starts = [0, *accumulate(len(event.value) for event in run)]
    finds = sorted(_finds(text, run, whole, starts), key=lambda find: find[0])
    pieces: list[Event] = []
    at = 0
    for begin, end, made in finds:
        if begin >= at:
            pieces += _slice(run, starts, at, begin)
            pieces += made
            at = end
    pieces += _slice(run, starts, at, len(whole))
    return pieces


def _finds(text: str, run: list[Event], whole: str, starts: list[int]) -> Iterator[Find]:
    """What stands in the joined text of a run; indexes are into that text."""
    for match in CITATION.finditer(whole):
        begin = _source(run, starts, match.start())
        # `\[@x]` is text: the author escaped it.
        if text[begin - 1 : begin] != "\\":
            event = Event(Sort.CITATION, begin, _source(run, starts, match.end() - 1) + 1, value=match["body"])
            yield match.start(), match.end(), [event]
    for first, last, target in autolinks.mails(whole):
        begin, end = _source(run, starts, first), _source(run, starts, last - 1) + 1
        yield first, last, _link(begin, end, whole[first:last], target)


def _source(run: list[Event], starts: Sequence[int], index: int) -> int:
    """An index in the joined text of a run → its offset in the source."""
    number = bisect_right(starts, index) - 1
    event = run[number]
    return event.begin + min(index - starts[number], event.end - event.begin - 1)


def _slice(run: list[Event], starts: Sequence[int], begin: int, end: int) -> Iterator[Event]:
    """The events of a run between two indexes of its joined text."""
    number = max(bisect_right(starts, begin) - 1, 0)
    while number < len(run) and starts[number] < end:
        event = run[number]
        low, high = max(begin - starts[number], 0), min(end - starts[number], len(event.value))
        if (low, high) == (0, len(event.value)):
            yield event
        else:
            yield Event(Sort.TEXT, event.begin + low, min(event.begin + high, event.end), value=event.value[low:high])
        number += 1
