"""A repair → the lines it takes out and the lines it puts in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.diagnostic import Edit, Fix
from pipeline.model.span import Source
from pipeline.report.colour import Ink, paint
from pipeline.report.gutter import Gutter

MOST = 10
"""Lines of a change that are shown."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of a file that changes: where it begins before and after, its lines before and after.

    `focus` is what to look at in its first line: where the first edit begins, and where it ends in the longer of the two. Both are cut
    alike, so that they stand one below the other.
    """

    path: str
    first: int
    moved: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    focus: tuple[int, int]

    @property
    def last(self) -> int:
        """The largest line number in it."""
        return max(self.first + len(self.old), self.moved + len(self.new)) - 1


def hunks(fix: Fix | None, sources: Mapping[str, Source]) -> tuple[Hunk, ...]:
    """The changed stretches of a repair, by file and line; none where a text is not at hand."""
    edits: dict[str, list[Edit]] = {}
    for edit in fix.edits if fix else ():
        if edit.span.path in sources and edit.span.start and edit.span.end:
            edits.setdefault(edit.span.path, []).append(edit)
    return tuple(hunk for path in sorted(edits) for hunk in _of_file(sources[path], edits[path]))


def lines(gutter: Gutter, hunk: Hunk) -> Iterator[str]:
    """A stretch as lines: `-` before what goes, `+` before what comes."""
    for sign, ink, first, texts in (("-", Ink.OLD, hunk.first, hunk.old), ("+", Ink.NEW, hunk.moved, hunk.new)):
        for number, text in enumerate(texts[:MOST], first):
            piece = gutter.strip(text, hunk.focus if number == first else (0, 0))
            yield gutter.numbered(number, sign) + paint(piece.text, ink, colour=gutter.findings.colour)
        if texts[MOST:]:
            yield gutter.empty(f"and {len(texts) - MOST} more lines")


def _of_file(source: Source, edits: list[Edit]) -> Iterator[Hunk]:
    shift = 0
    for group in _groups(source, sorted(edits, key=lambda edit: edit.span.key)):
        begin, end = group[0][0], group[-1][1]
        first, last = source.position(begin).line, source.position(max(begin, end - 1)).line
        low, high = source.starts[first - 1], _behind(source, last)
        text = _applied(source.text, group, low, high)
        if text and not text.endswith(("\n", "\r")) and high < len(source.text):
            # A line break went: the next line moves up, so it is part of the change.
            last, high = last + 1, _behind(source, last + 1)
            text = _applied(source.text, group, low, high)
        old, new = _split(source.text[low:high]), _split(text)
        if old == new:
            # Only the ends of the lines differ: they are what is to be seen.
            old, new = _split(_ends_shown(source.text[low:high])), _split(_ends_shown(text))
        _, stop, inserted = group[0]
        yield Hunk(source.path, first, first + shift, old, new, (begin - low, begin - low + max(stop - begin, len(inserted))))
        shift += len(new) - len(old)


def _groups(source: Source, edits: list[Edit]) -> Iterator[list[tuple[int, int, str]]]:
    """Edits as offsets, together where they touch the same line."""
    group: list[tuple[int, int, str]] = []
    for edit in edits:
        if edit.span.start is None or edit.span.end is None:
            continue
        begin, end = source.offset(edit.span.start), source.offset(edit.span.end)
        if group and source.position(group[-1][1]).line < edit.span.start.line:
            yield group
            group = []
        group.append((begin, end, edit.text))
    if group:
        yield group


def _behind(source: Source, line: int) -> int:
    """The offset behind a line and its line break."""
    return source.starts[line] if line < len(source.starts) else len(source.text)


def _applied(text: str, edits: list[tuple[int, int, str]], low: int, high: int) -> str:
    """A stretch of a text with its edits made."""
    pieces, at = [], low
    for begin, end, new in edits:
        pieces += [text[at:begin], new]
        at = end
    return "".join([*pieces, text[at:high]])


def _ends_shown(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n\n")


def _split(text: str) -> tuple[str, ...]:
    """Lines as git and editors count them, without their line breaks; a break at the very end opens no further line."""
    if not text:
        return ()
    whole = Source.of("", text)
    found = tuple(whole.line(number) for number in range(1, len(whole.starts) + 1))
    return found[:-1] if text.endswith(("\n", "\r")) else found
