"""A link or an image in a Markdown text → where its destination stands, as written."""

import re

from pipeline.model.markup import Event

OPENING = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)
GAP = re.compile(r"\s*")
QUOTED = re.compile(r"[\s>]*")
"""White space, and the marks of a quote at the beginning of a line."""


def destination(text: str, event: Event, inner: int) -> tuple[int, int]:
    """Where the destination of a link or an image stands in the text; `inner` is where the link's own text ends.

    A reference link has none of its own: the whole link is given (`defined` finds it in its definition). Never fails; what it can't find
    is the whole link, too.
    """
    style = event.attributes["style"]
    if style == "autolink":
        return event.begin + 1, event.end - 1
    if style == "wiki":
        begin = text.find("[[", event.begin) + 2
        return begin, begin + len(event.attributes["target"])
    if style == "reference":
        # The parser leaves the empty brackets of `[a][]` out.
        return event.begin, event.end + (2 if text.startswith("[]", event.end) else 0)
    opening = text.find("](", inner, event.end) if style == "inline" else -1
    if opening < 0:
        return event.begin, event.end
    limit = event.end - 1
    begin = _past_gap(text, opening + 2, limit, event.attributes["target"])
    if text.startswith("<", begin, limit):
        end = _angle_end(text, begin + 1, limit)
        if end < limit:
            return begin + 1, end
    return begin, _bare_end(text, begin, limit)


def defined(text: str, begin: int, end: int, target: str) -> tuple[int, int]:
    """Where the destination stands in the definition between two offsets; the whole definition where it can't be found."""
    opening = OPENING.match(text, begin, end)
    if opening is None:
        return begin, end
    start = _past_gap(text, opening.end(), end, target)
    if text.startswith("<", start, end):
        stop = _angle_end(text, start + 1, end)
        return (start + 1, stop) if stop < end else (begin, end)
    return start, _bare_end(text, start, end)


def _past_gap(text: str, begin: int, limit: int, target: str) -> int:
    """Where the white space before a destination ends; after a line break a quote's marks are part of it."""
    match = GAP.match(text, begin, limit)
    end = match.end() if match else begin
    if "\n" in text[begin:end] and not target.startswith(">"):
        quoted = QUOTED.match(text, end, limit)
        return quoted.end() if quoted else end
    return end


def _angle_end(text: str, begin: int, limit: int) -> int:
    """Where the bracket closes that was opened before a destination."""
    at = begin
    while at < limit and text[at] != ">":
        at += 2 if text[at] == "\\" else 1
    return at


def _bare_end(text: str, begin: int, limit: int) -> int:
    """Where a destination without angle brackets ends: at white space or the parenthesis that closes the link."""
    depth, at = 0, begin
    while at < limit and not text[at].isspace():
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth < 0:
                break
        at += 1
    return min(at, limit)
