"""A finding → the lines it speaks of, with its place and its labels underlined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.span import Source, Span
from pipeline.report.colour import INKS, Ink, paint
from pipeline.report.gutter import Gutter
from pipeline.report.visible import Strip, columns, visible


@dataclass(frozen=True, slots=True)
class Mark:
    """An underlined stretch of one line: from which character to which, what is said of it, whether it is the finding itself."""

    path: str
    line: int
    begin: int
    end: int
    text: str
    severity: Severity | None


def numbers(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Iterator[int]:
    """The numbers of the lines that will be shown."""
    for mark in _marks(diagnostic, sources):
        yield mark.line


def lines(gutter: Gutter, diagnostic: Diagnostic) -> Iterator[str]:
    """The place of a finding and its excerpt, then those of its labels in other files."""
    sources = gutter.findings.sources
    marks = list(_marks(diagnostic, sources))
    yield gutter.place("-->", str(diagnostic.span))
    own = [mark for mark in marks if mark.path == diagnostic.span.path]
    if own:
        yield from _file(gutter, sources[diagnostic.span.path], own)
    elsewhere = {label.span.path: label for label in reversed(diagnostic.related) if label.span.path != diagnostic.span.path}
    for path in dict.fromkeys(label.span.path for label in diagnostic.related if label.span.path in elsewhere):
        label = elsewhere[path]
        there = [mark for mark in marks if mark.path == path]
        yield gutter.place(":::", f"{label.span}" if there else f"{label.span}: {label.text}")
        if there:
            yield from _file(gutter, sources[path], there)


def _marks(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Iterator[Mark]:
    """What can be underlined: every span that has a position in a text we have."""
    for span, text, severity in (
        (diagnostic.span, diagnostic.label, diagnostic.severity),
        *((label.span, label.text, None) for label in diagnostic.related),
    ):
        if span.start is not None and span.end is not None and span.path in sources:
            line = sources[span.path].line(span.start.line)
            begin = min(span.start.column - 1, len(line))
            yield Mark(span.path, span.start.line, begin, _end(span, line), text, severity)


def _end(span: Span, line: str) -> int:
    """Where the underline ends: a span of several lines is underlined in its first."""
    if span.start and span.end and span.end.line == span.start.line:
        return span.end.column - 1
    return len(line)


def _file(gutter: Gutter, source: Source, marks: list[Mark]) -> Iterator[str]:
    """The marked lines of one file, and what stands between them when it is a single line."""
    yield gutter.empty()
    wanted = _wanted(source, marks)
    for before, number in zip([number - 1 for number in wanted[:1]] + wanted, wanted, strict=False):
        if number > before + 1:
            yield gutter.gap()
        own = [mark for mark in marks if mark.line == number]
        focus = (own[0].begin, own[0].end) if own else (0, 0)
        piece = gutter.strip(source.line(number), focus)
        yield gutter.numbered(number) + piece.text
        yield from _underlines(gutter, piece, own)
    yield gutter.empty()


def _wanted(source: Source, marks: list[Mark]) -> list[int]:
    """The lines to show: those with marks, the one above the finding, and single lines between two others."""
    wanted = {mark.line for mark in marks}
    wanted |= {mark.line - 1 for mark in marks if mark.severity is not None and source.line(mark.line - 1).strip()}
    return sorted(wanted | {number + 1 for number in wanted if number + 2 in wanted})


def _underlines(gutter: Gutter, piece: Strip, marks: list[Mark]) -> Iterator[str]:
    """The rows below a line: all marks in one where it is clear whose the words are, else a row for each."""
    spoken = [mark for mark in marks if mark.text]
    together = not spoken or (len(spoken) == 1 and all(_leaves_room(mark, spoken[0]) for mark in marks))
    for row in [marks] if together and marks else [[mark] for mark in marks]:
        yield from _row(gutter, piece, row)


def _leaves_room(mark: Mark, spoken: Mark) -> bool:
    """Whether words behind a mark are not taken for those of the mark that has none: one that stands before it, or around it."""
    return mark.end <= spoken.end or mark.begin <= spoken.begin


def _row(gutter: Gutter, piece: Strip, marks: list[Mark]) -> Iterator[str]:
    """One row of underlines (the finding's own over the others), and the words that belong to it: below, where they don't fit behind."""
    signs: list[tuple[str, Ink]] = []
    for mark in sorted(marks, key=lambda mark: mark.severity is not None):
        begin = piece.column(mark.begin)
        end = max(piece.column(mark.end), begin + 1)
        signs += [(" ", Ink.FRAME)] * (end - len(signs))
        sign = ("-", Ink.FRAME) if mark.severity is None else ("^", INKS[mark.severity])
        signs[begin:end] = [sign] * (end - begin)
    words = "".join(visible(mark.text, ascii_only=gutter.findings.ascii_only) for mark in marks)
    behind = words and len(signs) + 1 + columns(words) <= gutter.room
    yield gutter.empty(_runs(gutter, signs) + (paint(f" {words}", Ink.FRAME, colour=gutter.findings.colour) if behind else ""))
    if words and not behind:
        begin = max(0, min(piece.column(mark.begin) for mark in marks if mark.text))
        indent = " " * max(0, min(begin, gutter.room - columns(words)))
        yield gutter.empty(indent + paint(words, Ink.FRAME, colour=gutter.findings.colour))


def _runs(gutter: Gutter, signs: list[tuple[str, Ink]]) -> str:
    """Signs → text, each run of one colour painted once."""
    if not gutter.findings.colour:
        return "".join(sign for sign, _ in signs)
    runs: list[tuple[str, Ink]] = []
    for sign, ink in signs:
        if runs and runs[-1][1] is ink:
            runs[-1] = (runs[-1][0] + sign, ink)
        else:
            runs.append((sign, ink))
    return "".join(paint(text, ink, colour=True) for text, ink in runs)
