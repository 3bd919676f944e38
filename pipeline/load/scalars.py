"""A YAML scalar → where each character of its value stands in the file.

Quotes, escapes, folded lines and block indentation all make the value differ from its source; a link inside a folded
note must still be underlined exactly. Source of the rules: YAML 1.2.2, chapters 7 (flow scalars) and 8 (block scalars).
"""

from collections.abc import Callable

from pipeline.model.span import Source, Span

ESCAPES = {"x": 2, "u": 4, "U": 8}


def offsets(text: str, begin: int, end: int, value: str) -> list[int]:
    """For each character of `value`, its offset in `text`; one more for the end. The scalar stands in `text[begin:end]`."""
    at = begin
    double = text[begin : begin + 1] == '"'
    if text[begin : begin + 1] in {'"', "'"}:
        at += 1
    elif text[begin : begin + 1] in {"|", ">"}:
        at = _after_line(text, begin, end)
    found: list[int] = []
    for character in value:
        at = _next(text, at, end, character, double=double)
        found.append(min(at, end))
        at += _width(text, at, double=double)
    return [*found, min(at, end)]


def locator(source: Source, begin: int, end: int, value: str) -> Callable[[int, int], Span]:
    """How to turn offsets in a scalar's value into spans of its file."""
    if source.text[begin:end] == value:
        return lambda first, last: source.span(begin + first, begin + last)
    places = offsets(source.text, begin, end, value)

    def locate(first: int, last: int) -> Span:
        # The end is taken from the last character, so that a fold behind it stays outside the span.
        stop = places[last - 1] + 1 if last > first else places[first]
        return source.span(places[first], stop)

    return locate


def _next(text: str, at: int, end: int, character: str, *, double: bool) -> int:
    """The offset of the next character of the value: skip what folding swallowed."""
    if character in " \n":
        # A fold: the value has one space or line feed where the source has a line break and indentation.
        return at
    while at < end and text[at] != character and (text[at].isspace() or (double and text[at] == "\\" and text[at + 1 : at + 2] == "\n")):
        at += 2 if text[at] == "\\" else 1
    return at


def _width(text: str, at: int, *, double: bool) -> int:
    """How many characters of the source one character of the value takes."""
    if double and text[at : at + 1] == "\\":
        return 2 + ESCAPES.get(text[at + 1 : at + 2], 0)
    if text[at : at + 2] == "''":
        return 2
    return 1


def _after_line(text: str, at: int, end: int) -> int:
    """The offset behind the block scalar's header line."""
    line = text.find("\n", at, end)
    return end if line < 0 else line + 1
