"""Events of a Markdown text → the same with `H~2~O` and `x^2^` read as sub- and superscript, where the book turns them on."""

import re
from collections.abc import Iterable, Iterator

from pipeline.model.markup import Dialect, Event, Sort

TAGS = {"~": "subscript", "^": "superscript"}


def scripts(text: str, events: Iterable[Event], dialect: Dialect) -> Iterator[Event]:
    """The events, with an element around what stands between two single signs of a kind and holds neither white space nor markup.

    With subscript on, what GitHub strikes out between single tildes is one.
    """
    signs = "~" * dialect.subscript + r"\^" * dialect.superscript
    pattern = re.compile(rf"(?<![~^])([{signs}])[^\s~^]{{1,60}}\1(?![~^])")
    fences = 0
    tags: list[str] = []
    for event in events:
        sort, begin, end, tag, value, _ = event
        if tag == "fence":
            fences += 1 if sort is Sort.OPEN else -1
        if tag == "strikethrough" and dialect.subscript:
            if sort is Sort.OPEN:
                tags.append("strikethrough" if text.startswith("~~", begin) else "subscript")
            yield event._replace(tag=tags[-1] if sort is Sort.OPEN else tags.pop())
        elif sort is Sort.TEXT and not fences and len(value) == end - begin:
            yield from _split(text, event, pattern)
        else:
            yield event


def _split(text: str, event: Event, pattern: re.Pattern[str]) -> Iterator[Event]:
    """A text that says what is written → its parts."""
    at = event.begin
    for match in pattern.finditer(text, event.begin, event.end):
        begin, end = match.span()
        # `\~x~` is text: the author escaped it.
        if text[begin - 1 : begin] == "\\":
            continue
        if at < begin:
            yield Event(Sort.TEXT, at, begin, value=text[at:begin])
        yield Event(Sort.OPEN, begin, end, TAGS[match[1]])
        yield Event(Sort.TEXT, begin + 1, end - 1, value=text[begin + 1 : end - 1])
        yield Event(Sort.CLOSE, begin, end, TAGS[match[1]])
        at = end
    if at == event.begin:
        yield event
    elif at < event.end:
        yield Event(Sort.TEXT, at, event.end, value=text[at : event.end])
