"""The left margin of an excerpt: line numbers, and the frame that holds the lines together."""

from dataclasses import dataclass, field

from pipeline.report.colour import Ink, paint
from pipeline.report.findings import Findings
from pipeline.report.visible import Strip, strip, visible


@dataclass(frozen=True, slots=True)
class Gutter:
    """A margin wide enough for the largest line number of one finding."""

    digits: int
    findings: Findings = field(repr=False)

    def numbered(self, number: int, sign: str = "|") -> str:
        """The margin of a line of the file."""
        return self._frame(f" {number:>{self.digits}} {sign} ")

    def empty(self, text: str = "") -> str:
        """The margin of a line that is not in the file, and what stands there."""
        return self._frame(f" {'':{self.digits}} | ") + text

    def gap(self) -> str:
        """A sign that lines are left out."""
        return self._frame("...")

    def place(self, arrow: str, place: str) -> str:
        """The line that names a place: `-->` for the finding itself, `:::` for another file."""
        return f" {'':{self.digits}}{self._frame(arrow)} {visible(place, ascii_only=self.findings.ascii_only)}"

    def note(self, text: str) -> str:
        """The line that says what a finding means beyond its place."""
        words = f"{paint('note', Ink.STRONG, colour=self.findings.colour)}: {visible(text, ascii_only=self.findings.ascii_only)}"
        return self._frame(f" {'':{self.digits}} = ") + words

    @property
    def room(self) -> int:
        """The columns beside the margin, but for one that a caret behind the end of a line needs."""
        return self.findings.width - len(f" {'':{self.digits}} | ") - 1

    def strip(self, line: str, focus: tuple[int, int]) -> Strip:
        """The piece of a line that fits beside the margin, and leaves room for a caret behind its end."""
        return strip(line, focus, self.room, ascii_only=self.findings.ascii_only)

    def _frame(self, text: str) -> str:
        return paint(text, Ink.FRAME, colour=self.findings.colour)
