"""Raw HTML in a Markdown text → the HTML as one string, and the way back from it to the places in the text.

A block of HTML comes line by line; in a quote or a list each line of the text has marks before it that are no part of the HTML.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.markup import Event


@dataclass(frozen=True, slots=True)
class Written:
    """HTML and where its lines stand: `starts` are indexes into it, `places` the offsets in the text that belong to them."""

    html: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, events: Iterable[Event]) -> "Written":
        """Join the events of one block, or take the one of an inline tag."""
        lines = [line for event in events for line in _lines(text, event)] or [("", 0)]
        starts = [0]
        for line, _ in lines[:-1]:
            starts.append(starts[-1] + len(line))
        return cls("".join(line for line, _ in lines), tuple(starts), tuple(place for _, place in lines))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """A stretch of the HTML, not empty → its offsets in the text."""
        return self.place(begin), self.place(end - 1) + 1

    def place(self, index: int) -> int:
        """An index into the HTML → the offset in the text."""
        number = bisect_right(self.starts, index) - 1
        return self.places[number] + index - self.starts[number]


def _lines(text: str, event: Event) -> Iterator[tuple[str, int]]:
    """The lines of an event (with their ends) and where each one begins."""
    at = event.begin
    if len(event.value) == event.end - event.begin:
        yield event.value, at
        return
    for line in event.value.splitlines(keepends=True):
        content = line.rstrip("\r\n")
        # The marks before it are shorter than a line, and what it says stands behind them.
        found = text.find(content, at, event.end)
        at = max(found, at)
        yield line, at
        at = min(at + len(content) + 1, event.end)
