"""A Markdown text and its events → the definitions in it: where links of the form `[text][label]` lead, and footnotes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.load import grammar
from pipeline.load.destinations import defined
from pipeline.model.document import Definition
from pipeline.model.markup import Event, Sort
from pipeline.model.span import Span

LINE = re.compile(
    r"^[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*(?P<whole>\[(?!\^)(?P<label>(?:[^\[\]\\]|\\.){1,999})\]:[^\r\n]*)",
    re.MULTILINE | re.DOTALL,
)
LEAVES = frozenset({"paragraph", "heading", "fence", "html", "table"})
"""Blocks of text; a definition is part of none."""
COMMENTS = frozenset({"", "#"})
"""Where the definitions lead that are comments in truth (`[//]: # (like this)`)."""


def destinations(text: str) -> Mapping[str, tuple[int, int]]:
    """Where the destinations of a text's definitions stand in it, by label as `plain` has it."""
    return {plain(label): defined(text, begin, end, target) for label, target, begin, end in grammar.definitions(text)}


def definitions(text: str, events: Sequence[Event], locate: Callable[[int, int], Span]) -> tuple[Definition, ...]:
    """All definitions of a text, in order; those that repeat a label too. Labels match as CommonMark says (section 4.7)."""
    if "]:" not in text:
        return ()
    found = (*_links(text, events, locate), *_notes(text, events, locate))
    return tuple(sorted(found, key=lambda definition: definition.span.key))


def _links(text: str, events: Sequence[Event], locate: Callable[[int, int], Span]) -> Iterator[Definition]:
    used = {plain(event.attributes["label"]) for event in events if event.tag in {"link", "image"} and "label" in event.attributes}
    firsts: dict[str, tuple[int, Span]] = {}
    for label, target, begin, end in grammar.definitions(text):
        place = locate(begin, begin + len(text[begin:end].rstrip()))
        firsts[plain(label)] = begin, place
        if target not in COMMENTS:
            yield Definition(label, place, used=plain(label) in used)
    repeats = [match for match in LINE.finditer(text) if _repeats(match, firsts)]
    if repeats:
        # Two blocks never overlap, so the last one that begins before a place is the only one that may hold it.
        blocks = sorted((event.begin, event.end) for event in events if event.sort is Sort.OPEN and event.tag in LEAVES)
        for match in repeats:
            begin = match.start("whole")
            block = bisect_right(blocks, (begin, len(text))) - 1
            if block < 0 or blocks[block][1] <= begin:
                whole = match["whole"].rstrip()
                yield Definition(match["label"], locate(begin, begin + len(whole)), first=firsts[plain(match["label"])][1])


def _repeats(match: re.Match[str], firsts: dict[str, tuple[int, Span]]) -> bool:
    """Whether what looks like a definition has a label that is defined elsewhere."""
    first = firsts.get(plain(match["label"]))
    return first is not None and first[0] != match.start("whole")


def _notes(text: str, events: Sequence[Event], locate: Callable[[int, int], Span]) -> Iterator[Definition]:
    used = {plain(event.value) for event in events if event.sort is Sort.FOOTNOTE}
    firsts: dict[str, Span] = {}
    for event in events:
        if event.sort is Sort.OPEN and event.tag == "definition":
            label = event.attributes["label"]
            span = locate(event.begin, text.find("]:", event.begin) + 2)
            yield Definition(label, span, note=True, used=plain(label) in used, first=firsts.get(plain(label)))
            firsts.setdefault(plain(label), span)


def plain(label: str) -> str:
    """A label as it is compared with others."""
    return " ".join(label.split()).casefold()
