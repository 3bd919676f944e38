"""Places in files: a source text, a position in it, and a span between two positions."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple, Self

LINE_END = re.compile(r"\r\n?|\n")


class Position(NamedTuple):
    """A point in a file: line and column from 1, the column in Unicode code points.

    No dataclass, because a book has very many of them.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file, from `start` up to but not including `end`.

    A finding about a file as a whole has no positions: unknown is `None`, never 1.
    """

    path: str
    start: Position | None = None
    end: Position | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.start.line}:{self.start.column}" if self.start else self.path

    @property
    def key(self) -> tuple[str, int, int, int, int]:
        """Sort key: file, then place; whole files first."""
        start, end = self.start or Position(0, 0), self.end or Position(0, 0)
        return (self.path, start.line, start.column, end.line, end.column)


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as it was read: path (relative to the root, `/` between parts) and decoded text.

    Lines end at LF, CR LF or CR, as git and editors count them. Offsets are code points into `text`.
    """

    path: str
    text: str
    starts: tuple[int, ...] = field(repr=False, default=())

    @classmethod
    def of(cls, path: str, text: str) -> Self:
        """Take a text in, with the offsets at which its lines start."""
        return cls(path, text, (0, *(match.end() for match in LINE_END.finditer(text))))

    def position(self, offset: int) -> Position:
        """Offset in code points → line and column."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Line and column → offset in code points."""
        return self.starts[position.line - 1] + position.column - 1

    def span(self, begin: int, end: int) -> Span:
        """Two offsets → the span between them."""
        return Span(self.path, self.position(begin), self.position(end))

    def cut(self, span: Span) -> str:
        """The text at a span of this file; empty for a span without positions."""
        if span.start is None or span.end is None:
            return ""
        return self.text[self.offset(span.start) : self.offset(span.end)]

    def line(self, number: int) -> str:
        """The text of one line (from 1) without its line ending; empty beyond the last."""
        if not 1 <= number <= len(self.starts):
            return ""
        begin = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[begin:end].rstrip("\r\n")
