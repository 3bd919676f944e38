"""Markdown text → events, by the grammar GitHub reads: the only module that knows the parser.

pulldown-cmark (through pyromark) gives CommonMark and GitHub's tables, strikethrough, task lists, alerts, footnotes and
math; bare links and citations come from runs.py. Its offsets are bytes; ours are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import pyromark

from pipeline.load import runs
from pipeline.model.markup import Event, Sort

OPTIONS = reduce(
    lambda one, other: one | other,
    (
        pyromark.Options.ENABLE_TABLES,
        pyromark.Options.ENABLE_FOOTNOTES,
        pyromark.Options.ENABLE_STRIKETHROUGH,
        pyromark.Options.ENABLE_TASKLISTS,
        pyromark.Options.ENABLE_GFM,
        pyromark.Options.ENABLE_MATH,
    ),
)
TAGS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "BlockQuote": "quote",
    "CodeBlock": "fence",
    "HtmlBlock": "html",
    "List": "list",
    "Item": "item",
    "FootnoteDefinition": "definition",
    "Table": "table",
    "TableHead": "head",
    "TableRow": "row",
    "TableCell": "cell",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strikethrough",
    "Link": "link",
    "Image": "image",
}
EDGES = {"Start": Sort.OPEN, "End": Sort.CLOSE}
LEAVES = {
    "Code": Sort.CODE,
    "InlineHtml": Sort.HTML,
    "Html": Sort.HTML,
    "InlineMath": Sort.MATH,
    "DisplayMath": Sort.DISPLAY_MATH,
    "FootnoteReference": Sort.FOOTNOTE,
}
BARE = {"SoftBreak": Sort.SOFT_BREAK, "HardBreak": Sort.HARD_BREAK, "Rule": Sort.RULE}
STYLES = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}
BLOCKS = frozenset({"Paragraph", "Heading", "Item", "TableCell"})
"""What holds text; no bare link goes on beyond its end."""
CLOSED = frozenset({"Link", "Image", "CodeBlock"})
"""Inside these there are no further links."""
NONE: dict[str, Any] = {}
SURROGATE = re.compile("[\ud800-\udfff]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
DELIMITER = re.compile(r"[!-,;-?\[-`{-~-]")
"""ASCII punctuation, but for what makes an address one: `:`, `/`, `.` and `@`."""
Row = tuple[Sort, int, int, str, str, Any]
"""The fields of an event."""
TEXT = Sort.TEXT


def parse(text: str) -> list[Event]:
    """A Markdown text → its events, in document order. Never fails: every text is Markdown."""
    # Half a character has no bytes; the text is as long without it.
    text = text if text.isascii() else SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    refined, crossed = runs.refine(text, *_events(text))
    if not crossed:
        return refined
    # GitHub reads a bare address before it reads the delimiters in it (`http://a.b/*c*d`); so those are hidden from the parser.
    events, promising = _events(_masked(text, crossed))
    return runs.refine(text, [_shown(event, text, crossed) for event in events], promising)[0]


def definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """A Markdown text → the definitions its links refer to (`[label]: target`): label, target, begin and end of each; no repeats."""
    if "]:" in text:
        text = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        afters, extras = _shifts(text)
        for label, found in pyromark.reference_definitions(text, options=OPTIONS).items():
            begin, end = found["span"]["start"], found["span"]["end"]
            yield label, found["dest"], begin - extras[bisect_right(afters, begin)], end - extras[bisect_right(afters, end)]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with letters for the punctuation inside some spans: equally long, in bytes too."""
    pieces: list[str] = []
    at = 0
    for begin, end in spans:
        pieces += text[at:begin], DELIMITER.sub("x", text[begin:end])
        at = end
    return "".join([*pieces, text[at:]])


def _shown(event: Event, text: str, spans: Sequence[tuple[int, int]]) -> Event:
    """An event of a masked text with what the text really says."""
    if event.sort is not Sort.TEXT or len(event.value) != event.end - event.begin:
        return event
    before = bisect_right(spans, (event.end, 0)) - 1
    hidden = before >= 0 and spans[before][1] > event.begin
    return event._replace(value=text[event.begin : event.end]) if hidden else event


def _events(text: str) -> tuple[list[Event], list[tuple[int, int]]]:
    """All events of the parser as ours, and which texts may hold more than text: their indexes, and where their blocks end."""
    rows: list[Row] = []
    promising: list[tuple[int, int]] = []
    afters, extras = _shifts(text)
    closed, limit = 0, len(text)
    raw: Any
    for raw, span in pyromark.events_with_range(text, options=OPTIONS):
        begin, end = span["start"], span["end"]
        if afters:
            begin, end = begin - extras[bisect_right(afters, begin)], end - extras[bisect_right(afters, end)]
        if raw.__class__ is str:
            rows.append((BARE[raw], begin, end, "", "", NONE))
            continue
        ((name, value),) = raw.items()
        if name == "Text":
            if not closed and ("@" in value or "://" in value or "www." in value):
                promising.append((len(rows), limit))
            rows.append((TEXT, begin, end, "", value, NONE))
        elif name in EDGES:
            tag, detail = (value, None) if value.__class__ is str else next(iter(value.items()))
            opens = name == "Start"
            if tag in CLOSED:
                closed += 1 if opens else -1
            elif opens and tag in BLOCKS:
                limit = end
            attributes = _attributes(tag, detail) if opens and value is not tag else NONE
            rows.append((EDGES[name], begin, end, TAGS[tag], "", attributes))
        elif name == "TaskListMarker":
            rows.append((Sort.TASK, begin, end, "", "", {"checked": value}))
        else:
            rows.append((LEAVES[name], begin, end, "", value, NONE))
    # All at once, which takes half the time of one by one.
    return list(map(Event._make, rows)), promising


def _shifts(text: str) -> tuple[list[int], list[int]]:
    """How to turn offsets in UTF-8 bytes into code points: subtract `extras[bisect_right(afters, offset)]`."""
    if text.isascii():
        return [], [0]
    afters, extras, size = [], [0], 0
    for match in NOT_ASCII.finditer(text):
        size += len(match[0].encode()) - 1
        # The byte offset just behind the character: its code-point offset + 1 + all extra bytes so far.
        afters.append(match.start() + 1 + size)
        extras.append(size)
    return afters, extras


def _attributes(tag: str, detail: Any) -> dict[str, Any]:
    match tag:
        case "Link" | "Image":
            kind = detail["link_type"]
            target = "mailto:" + detail["dest_url"] if kind == "Email" else detail["dest_url"]
            style = STYLES.get(kind, "reference")
            label = {"label": detail["id"]} if style == "reference" else NONE
            return {"target": target, "title": detail["title"], "style": style, **label}
        case "Heading":
            return {"level": int(detail["level"][1])}
        case "BlockQuote":
            return {"alert": detail.lower() if detail else None}
        case "CodeBlock":
            return {"info": detail.get("Fenced") if isinstance(detail, dict) else None}
        case "List":
            return {"start": detail}
        case "FootnoteDefinition":
            return {"label": detail}
        case _:
            return {"aligns": tuple(None if align == "None" else align.lower() for align in detail)}
