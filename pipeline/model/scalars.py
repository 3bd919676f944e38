"""A YAML scalar → where each character of its value stands in the file.

Quotes, escapes, folded lines and block indentation all make the value differ from its source; a link inside a folded
note must still be underlined exactly. Source of the rules: YAML 1.2.2, chapters 7 (flow scalars) and 8 (block scalars).
"""

import re
from collections.abc import Callable

from pipeline.model.span import LINE_END, Source, Span

# One or more line breaks with the white space around them: a fold. One break is a space, each further one a line feed.
FOLD = re.compile(r"[ \t]*(?:\r\n?|\n)(?:[ \t]|\r\n?|\n)*")
# A backslash at the end of a line takes the break away, but not the empty lines behind it.
JOIN = re.compile(r"\\(?:\r\n?|\n)[ \t]*")
ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
SPECIAL = {"": re.compile(r"[\r\n]"), "'": re.compile(r"[\r\n]|''"), '"': re.compile(r"[\r\n]|\\")}
"""Where a flow scalar of each style stops being what it looks like."""


def offsets(text: str, begin: int, end: int, value: str) -> list[int]:
    """For each character of `value`, its offset in `text`; one more for the end. The scalar stands in `text[begin:end]`."""
    style = text[begin : begin + 1]
    if style in {"|", ">"}:
        found = _block(text, begin, end, value)
    elif style in {"'", '"'}:
        found = _flow(text, begin + 1, end - 1, style)
    else:
        found = _flow(text, begin, end, "")
    # A scalar that does not read as expected: everything in it is somewhere between its ends.
    return found if len(found) == len(value) + 1 else [begin] * len(value) + [end]


def locator(source: Source, begin: int, end: int, value: str) -> Callable[[int, int], Span]:
    """How to turn offsets in a scalar's value into spans of its file."""
    if source.text[begin:end] == value:
        return lambda first, last: source.span(begin + first, begin + last)
    places: list[int] = []

    def locate(first: int, last: int) -> Span:
        # Most scalars hold nothing that is ever asked for.
        places[:] = places or offsets(source.text, begin, end, value)
        # The end is taken from the last character, so that a fold behind it stays outside the span.
        stop = _behind(source.text, places[last - 1], end, source.text[begin]) if last > first else places[first]
        return source.span(places[first], max(stop, places[first]))

    return locate


def _flow(text: str, at: int, end: int, style: str) -> list[int]:
    """Plain and quoted scalars: runs of what stands there, folds, and escapes."""
    found: list[int] = []
    special = SPECIAL[style]
    while (match := special.search(text, at, end)) is not None:
        plain = text[at : match.start()]
        # White space before a break belongs to the fold.
        stop = at + len(plain.rstrip(" \t") if match[0] in "\r\n" else plain)
        found += range(at, stop)
        at = stop
        if style == '"' and (join := JOIN.match(text, at, end)) is not None:
            at = join.end()
            while (blank := FOLD.match(text, at, end)) is not None:
                found += [at] * len(LINE_END.findall(blank[0]))
                at = blank.end()
        elif (fold := FOLD.match(text, at, end)) is not None:
            found += [at] * max(len(LINE_END.findall(fold[0])) - 1, 1)
            at = fold.end()
        else:
            found.append(at)
            at = _behind(text, at, end, style)
    return [*found, *range(at, end), end]


def _block(text: str, begin: int, end: int, value: str) -> list[int]:
    """Literal and folded scalars: each line of the source stands in the value, behind its indentation."""
    found: list[int] = []
    header = LINE_END.search(text, begin, end)
    at = header.end() if header else end
    indent = None
    while at < end:
        match = LINE_END.search(text, at, end)
        stop = match.start() if match else end
        line = text[at:stop]
        if line.strip(" ") and indent is None:
            # The first line with text tells how deep all are indented; further spaces in it are part of the value.
            indent = len(line) - len(line.lstrip(" ")) - _lead(value)
        content = line[indent:] if indent is not None else ""
        if content:
            # Between two lines of the value: one space, or line feeds; all of them stand where the line before ended.
            rest = value[len(found) :]
            gap = len(rest) - len(rest.lstrip("\n")) or int(bool(found) and rest.startswith(" ") and not content.startswith(" "))
            found += [max(at - 1, begin)] * gap
            found += range(stop - len(content), stop)
        at = match.end() if match else end
    return [*found, *[end] * (len(value) - len(found)), end]


def _lead(value: str) -> int:
    """The spaces before the first text of a value."""
    text = value.lstrip("\n")
    return len(text) - len(text.lstrip(" "))


def _behind(text: str, at: int, end: int, style: str) -> int:
    """The offset behind the character of a scalar that stands at an offset: an escape takes several."""
    if style == '"' and (escape := ESCAPE.match(text, at, end)) is not None:
        return escape.end()
    return at + (2 if style == "'" and text.startswith("''", at) else 1)
