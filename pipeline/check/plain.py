"""A site's prose → what a pattern finds in its plain text: never in code, mathematics, HTML or an address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from pipeline.model.document import Entry, Path, Prose, Stretch
from pipeline.model.site import Item, Site
from pipeline.model.span import Position, Source, Span


class Find(NamedTuple):
    """A match in a stretch of plain text; its offsets are into the Markdown at a path of an item."""

    item: Item
    path: Path
    prose: Prose
    stretch: Stretch
    match: re.Match[str]

    def span(self, group: str | int = 0) -> Span:
        """Where the match, or a group of it, stands in the file."""
        return self.item.entry.within(self.path, *self.match.span(group))

    @property
    def begins(self) -> bool:
        """Whether nothing stands before the match in its line, not even a mark of a list or a quote."""
        text, begin = self.prose.text, self.match.start()
        return not text[text.rfind("\n", 0, begin) + 1 : begin].strip()


class Sought(Protocol):
    """Something to look for in plain text: a pattern, and signs of which every match holds one."""

    @property
    def hints(self) -> Sequence[str]:
        """Literal texts; looking for those is cheap."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for."""


class Pattern(NamedTuple):
    """A pattern and its signs, and nothing more."""

    hints: Sequence[str]
    pattern: re.Pattern[str]


MOST = 10_000
"""Matches of a pattern in one text: whoever has more of them has a file that is no text."""
S = TypeVar("S", bound=Sought)


def finds(site: Site, sought: Iterable[S], items: Iterable[Item] | None = None) -> Iterator[tuple[S, Find]]:
    """All matches in the plain text of all items (or of some), each with what was sought."""
    signs = [(hint, one) for one in sought for hint in one.hints]
    for item in site.items.values() if items is None else items:
        for path, prose in item.entry.prose():
            text = prose.text
            for one in {id(one): one for hint, one in signs if hint in text}.values():
                matches = ((stretch, match) for stretch in prose.plain for match in one.pattern.finditer(text, stretch.begin, stretch.end))
                for stretch, match in islice(matches, MOST):
                    yield one, Find(item, path, prose, stretch, match)


def opening(source: Source, span: Span) -> Span:
    """The part of a span that stands in its first line: enough to show where a block begins."""
    if span.start is None or span.end is None or span.start.line == span.end.line:
        return span
    line = source.line(span.start.line).rstrip()
    return Span(span.path, span.start, Position(span.start.line, max(len(line), span.start.column) + 1))


def holds_brackets(entry: Entry, path: Path) -> bool:
    """Whether a repair may write a link at a path: not into an unquoted value, where YAML could take a bracket for its own."""
    return not path or entry.source.text[entry.marks.at(path).begin] in "\"'|>"
