"""Markdown text → events, by the grammar GitHub reads: the only module that knows the parser.

pulldown-cmark (through pyromark) gives CommonMark and GitHub's tables, strikethrough, task lists, alerts, footnotes and
math; bare links and citations come from runs.py. Its offsets are bytes; ours are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial, reduce
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
LEAVES = {
    "Text": Sort.TEXT,
    "Code": Sort.CODE,
    "InlineHtml": Sort.HTML,
    "Html": Sort.HTML,
    "InlineMath": Sort.MATH,
    "DisplayMath": Sort.DISPLAY_MATH,
    "FootnoteReference": Sort.FOOTNOTE,
}
BARE = {"SoftBreak": Sort.SOFT_BREAK, "HardBreak": Sort.HARD_BREAK, "Rule": Sort.RULE}
STYLES = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}
NONE: dict[str, Any] = {}
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# A tuple's own constructor: half the time of the named one, and every event of a book passes here.
make: Callable[[tuple[Sort, int, int, str, str, Any]], Event] = partial(tuple.__new__, Event)


def parse(text: str) -> list[Event]:
    """A Markdown text → its events, in document order. Never fails: every text is Markdown."""
    events = _events(text)
    if not runs.promising(text):
        return events
    refined, crossed = runs.refine(text, events)
    if not crossed:
        return refined
    # GitHub reads a bare address before it reads the delimiters in it (`http://a.b/*c*d`); so those are hidden from the parser.
    events = [_shown(event, text, crossed) for event in _events(_masked(text, crossed))]
    return runs.refine(text, events)[0]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with letters for the punctuation inside some spans: equally long, in bytes too."""
    pieces, at = [], 0
    for begin, end in spans:
        pieces += text[at:begin], PUNCTUATION.sub("x", text[begin:end])
        at = end
    return "".join([*pieces, text[at:]])


def _shown(event: Event, text: str, spans: Sequence[tuple[int, int]]) -> Event:
    """An event of a masked text with what the text really says."""
    if event.sort is not Sort.TEXT or len(event.value) != event.end - event.begin:
        return event
    before = bisect_right(spans, (event.end, 0)) - 1
    hidden = before >= 0 and spans[before][1] > event.begin
    return event._replace(value=text[event.begin : event.end]) if hidden else event


def _events(text: str) -> list[Event]:
    """All events of the parser, as ours."""
    events: list[Event] = []
    add = events.append
    afters, extras = _shifts(text)
    for raw, span in pyromark.events_with_range(text, options=OPTIONS):
        begin, end = span["start"], span["end"]
        if afters:
            begin, end = begin - extras[bisect_right(afters, begin)], end - extras[bisect_right(afters, end)]
        if isinstance(raw, str):
            add(make((BARE[raw], begin, end, "", "", NONE)))
            continue
        fields: dict[str, Any] = raw
        for name, value in fields.items():
            if name == "Text":
                add(make((Sort.TEXT, begin, end, "", value, NONE)))
            elif name == "Start":
                add(_opening(value, begin, end))
            elif name == "End":
                add(make((Sort.CLOSE, begin, end, TAGS[value if isinstance(value, str) else next(iter(value))], "", NONE)))
            elif name == "TaskListMarker":
                add(make((Sort.TASK, begin, end, "", "", {"checked": value})))
            else:
                add(make((LEAVES[name], begin, end, "", value, NONE)))
    return events


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


def _opening(value: Any, begin: int, end: int) -> Event:
    if isinstance(value, str):
        return make((Sort.OPEN, begin, end, TAGS[value], "", NONE))
    ((tag, detail),) = value.items()
    return make((Sort.OPEN, begin, end, TAGS[tag], "", _attributes(tag, detail)))


def _attributes(tag: str, detail: Any) -> dict[str, Any]:
    match tag:
        case "Link" | "Image":
            kind = detail["link_type"]
            target = "mailto:" + detail["dest_url"] if kind == "Email" else detail["dest_url"]
            return {"target": target, "title": detail["title"], "style": STYLES.get(kind, "reference")}
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
