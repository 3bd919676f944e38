"""A book → the suppression comments in it, each with the lines it speaks of.

    title: A title  # pipeline: ignore[REF326] two people have this name
    <!-- pipeline: ignore[IMG401, MKD101] the reason, until 2027-03-31 -->

In YAML a comment at the end of a line speaks of that line, one in a line of its own of the next line that holds something. In Markdown
it stands in a line of its own and speaks of the block that begins below: a heading, a code block, else everything up to the next empty
line. `ignore-file[...]`, in the first 20 lines, speaks of the file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.document import Book, Entry, Marks, Prose
from pipeline.model.span import Source, Span

WORDS = r"pipeline:[ \t]*+ignore(?P<file>-file)?\[(?P<codes>[^\]\n]{0,500})\][ \t]*+"
YAML = re.compile(rf"(?:(?<=\s)|(?<![^\n]))#[ \t]*+{WORDS}(?P<reason>[^\r\n]{{0,500}})")
MARKDOWN = re.compile(rf"<!--\s*+{WORDS}(?P<reason>.{{0,500}}?)-->", re.DOTALL)
UNTIL = re.compile(r"[\s,;(]*\buntil (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[.)]?\s*\Z")
LEAD = re.compile(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])?[ \t>]*\Z")
"""What may stand before a comment that has its line to itself: the marks of the list or quote it belongs to."""
HEAD = 20
"""Lines in which a comment may speak of its whole file."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that asks not to report something: which codes, why, until when, and where.

    `lines` are the first and the last line it speaks of (0, 0 when it reaches none), with `file` the whole file. `span` is the comment,
    `whole` what goes when it goes.
    """

    span: Span
    whole: Span
    codes: tuple[str, ...]
    reason: str
    until: str
    file: bool
    lines: tuple[int, int]


def suppressions(book: Book) -> Iterator[Suppression]:
    """All suppression comments of a book, file by file. Files that could not be read hold none."""
    entries: dict[str, list[Entry]] = {}
    for entry in (book.settings, *book.entries):
        entries.setdefault(entry.source.path, []).append(entry)
    for path in sorted(entries):
        source = entries[path][0].source
        if "ignore" in source.text:
            body = next((entry.body for entry in entries[path] if entry.body is not None), Prose(""))
            head = len(source.text) - len(body.text)
            yield from _yaml(source, entries[path], head)
            yield from _markdown(source, head, body)


def _yaml(source: Source, entries: list[Entry], limit: int) -> Iterator[Suppression]:
    """The comments of YAML: no text inside a value or a key is one."""
    scalars = sorted(place for entry in entries for place in _scalars(entry.marks))
    begins = [begin for begin, _ in scalars]
    for match in YAML.finditer(source.text, 0, limit):
        before = bisect_right(begins, match.start()) - 1
        if before < 0 or scalars[before][1] <= match.start():
            line = source.position(match.start()).line
            alone = not source.text[source.starts[line - 1] : match.start()].strip()
            reached = _next_line(source, line) if alone else line
            yield _made(source, match, (reached, reached), alone=alone)


def _scalars(marks: Marks) -> Iterator[tuple[int, int]]:
    """Where the keys and the plain values below some marks stand."""
    yield from marks.keys.values()
    if not marks.parts and not marks.keys:
        yield marks.begin, marks.end
    for part in marks.parts.values():
        yield from _scalars(part)


def _next_line(source: Source, line: int) -> int:
    """The next line that holds more than a comment; 0 when there is none."""
    for number in range(line + 1, len(source.starts) + 1):
        text = source.line(number).strip()
        if text and not text.startswith("#"):
            return number
    return 0


def _markdown(source: Source, head: int, body: Prose) -> Iterator[Suppression]:
    """The comments of a body, and the blocks behind them. Code is no comment; one inside a line of text speaks of nothing."""
    code = [lines(fence.span) for fence in body.fences]
    for match in MARKDOWN.finditer(source.text, head):
        first, last = source.position(match.start()).line, source.position(match.end()).line
        if any(begin <= first <= end for begin, end in code):
            continue
        before, behind = source.text[source.starts[first - 1] : match.start()], source.line(last)[source.position(match.end()).column - 1 :]
        alone = LEAD.match(before) is not None and not behind.strip()
        yield _made(source, match, _behind(source, last, body) if alone else (0, 0), alone=alone)


def lines(span: Span) -> tuple[int, int]:
    """The first and the last line that a span touches; (0, 0) for a file as a whole."""
    if span.start is None or span.end is None:
        return 0, 0
    return span.start.line, span.end.line - (span.end.column == 1 and span.end.line > span.start.line)


def _behind(source: Source, line: int, body: Prose) -> tuple[int, int]:
    """The lines of the block that begins below a line; further comments in between do not count."""
    blocks = dict(map(lines, (*(heading.span for heading in body.headings), *(fence.span for fence in body.fences))))
    begin = line + 1
    while begin <= len(source.starts) and re.fullmatch(r"\s*(?:<!--.*-->\s*)?", source.line(begin)):
        begin += 1
    if begin > len(source.starts):
        return 0, 0
    end = begin
    while begin not in blocks and end < len(source.starts) and source.line(end + 1).strip() and end + 1 not in blocks:
        end += 1
    return begin, blocks.get(begin, end)


def _made(source: Source, match: re.Match[str], lines: tuple[int, int], *, alone: bool) -> Suppression:
    """A match → what it says."""
    begin = match.start()
    end = begin + len(match[0].rstrip())
    until = UNTIL.search(match["reason"])
    if match["file"]:
        lines = (1, len(source.starts)) if source.position(begin).line <= HEAD else (0, 0)
    return Suppression(
        span=source.span(begin, end),
        whole=_whole(source, begin, end, alone=alone),
        codes=tuple(code.strip() for code in match["codes"].split(",") if code.strip()),
        reason=UNTIL.sub("", match["reason"]).strip(),
        until=until["day"] if until else "",
        file=bool(match["file"]),
        lines=lines,
    )


def _whole(source: Source, begin: int, end: int, *, alone: bool) -> Span:
    """What goes when the comment goes: its lines if it stands alone in them, else the space before it too."""
    first = source.starts[source.position(begin).line - 1]
    last = source.position(end).line
    behind = source.starts[last] if last < len(source.starts) else len(source.text)
    if alone and not source.text[first:begin].strip() and not source.text[end:behind].strip():
        return source.span(first, behind)
    return source.span(first + len(source.text[first:begin].rstrip()), end)
