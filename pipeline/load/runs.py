"""Runs of plain text → the bare links and the citations in them; every other event passes as it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from pipeline.load import autolinks
from pipeline.model.markup import Event, Sort

HINT = re.compile(r"@|://|www\.")
CITATION = re.compile(r"\[(?P<body>@[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?(?:; @[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?)*)\]")
CLOSED = frozenset({"link", "image", "fence"})
"""Inside these there are no further links."""
INLINE = frozenset({"emphasis", "strong", "strikethrough", "link", "image"})
FRESH = frozenset({Sort.SOFT_BREAK, Sort.HARD_BREAK, Sort.TASK})
LEAVES = frozenset({Sort.CODE, Sort.MATH, Sort.DISPLAY_MATH, Sort.FOOTNOTE})
Find = tuple[int, int, list[Event]]
"""A stretch of something, and the events to put in its place."""


def promising(text: str) -> bool:
    """Whether a text can hold a bare link or a citation at all."""
    return HINT.search(text) is not None


def refine(text: str, events: Iterable[Event]) -> tuple[list[Event], list[tuple[int, int]]]:
    """A source and its events → its events with bare links and citations, and the addresses that run on into other markup."""
    refined: list[Event] = []
    crossed: list[tuple[int, int]] = []
    run: list[Event] = []
    closed, limit = 0, len(text)
    for event in events:
        sort = event.sort
        if sort is Sort.TEXT and not closed:
            run.append(event)
            continue
        if run:
            if any(HINT.search(piece.value) for piece in run):
                run = _split(text, run, limit, _before(text, refined, run), event, crossed)
            refined += run
            run = []
        refined.append(event)
        if sort is Sort.OPEN:
            if event.tag not in INLINE:
                limit = event.end
            closed += event.tag in CLOSED
        elif sort is Sort.CLOSE:
            closed -= event.tag in CLOSED
    return refined, crossed


def _before(text: str, events: list[Event], run: list[Event]) -> str:
    """The character before a run; none where a block or a line begins, whose marks are no part of the text."""
    last = events[-1]
    begins = last.sort in FRESH or (last.sort is Sort.OPEN and last.tag not in INLINE)
    return "" if begins else text[run[0].begin - 1]


def _split(text: str, run: list[Event], limit: int, before: str, following: Event, crossed: list[tuple[int, int]]) -> list[Event]:
    """A run → its events with links and citations; `crossed` learns of addresses that go on in the `following` event."""
    begin, end = run[0].begin, run[-1].end
    goes_on = following.tag in INLINE or following.sort in LEAVES
    links = list(autolinks.addresses(text, begin, end, limit if goes_on else end, before))
    if links and links[-1][1] > end:
        crossed.append(links.pop()[:2])
    parts = _parts(text, run, [offset for first, last, _ in links for offset in (first, last)])
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
