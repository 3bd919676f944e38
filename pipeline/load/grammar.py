"""Markdown text → events, by the grammar GitHub reads: the only module that knows the parser.

pulldown-cmark (through pyromark) gives CommonMark and GitHub's tables, strikethrough, task lists, alerts, footnotes and
math. Added here: bare links (autolinks.py) and citations `[@id]`. Its offsets are bytes; ours are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import pyromark

from pipeline.load import autolinks
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
CITATION = re.compile(r"\[(?P<body>@[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?(?:; @[a-z0-9][a-z0-9:-]*(?:, [^\[\];@]{1,60})?)*)\]")
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


def parse(text: str) -> list[Event]:
    """A Markdown text → its events, in document order. Never fails: every text is Markdown."""
    place = _code_points(text)
    raw = pyromark.events_with_range(text, options=OPTIONS)
    return _refine(text, (_event(event, place(span["start"]), place(span["end"])) for event, span in raw))


def _code_points(text: str) -> Callable[[int], int]:
    """How to turn an offset in UTF-8 bytes into one in code points."""
    if text.isascii():
        return lambda offset: offset
    afters: list[int] = []
    extras: list[int] = [0]
    size = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        width = len(match[0].encode("utf-8", "surrogatepass"))
        size += width - 1
        # The byte offset just behind the character: its code-point offset + 1 + all extra bytes so far.
        afters.append(match.start() + 1 + size)
        extras.append(size)
    return lambda offset: offset - extras[bisect_right(afters, offset)]


def _event(raw: Any, begin: int, end: int) -> Event:
    if isinstance(raw, str):
        return Event(BARE[raw], begin, end)
    ((name, value),) = raw.items()
    if name in LEAVES:
        return Event(LEAVES[name], begin, end, value=value)
    if name == "TaskListMarker":
        return Event(Sort.TASK, begin, end, attributes={"checked": value})
    tag, detail = (value, None) if isinstance(value, str) else next(iter(value.items()))
    if name == "End":
        return Event(Sort.CLOSE, begin, end, TAGS[tag])
    return Event(Sort.OPEN, begin, end, TAGS[tag], attributes=_attributes(tag, detail))


def _attributes(tag: str, detail: Any) -> dict[str, Any]:
    match tag:
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
        case "Table":
            return {"aligns": tuple(None if align == "None" else align.lower() for align in detail)}
        case "Link" | "Image":
            target = "mailto:" + detail["dest_url"] if detail["link_type"] == "Email" else detail["dest_url"]
            return {
                "target": target,
                "title": detail["title"],
                "style": STYLES.get(detail["link_type"], "reference"),
            }
    return {}


def _refine(text: str, events: Iterable[Event]) -> list[Event]:
    """Find bare links and citations in runs of plain text; leave everything else as it is."""
    refined: list[Event] = []
    run: list[Event] = []
    closed = 0  # inside a link, an image or a code block there are no further links
    for event in events:
        if event.sort is Sort.TEXT and not closed:
            run.append(event)
            continue
        if run:
            refined += _split(text, run)
            run = []
        if event.tag in {"link", "image", "fence"}:
            closed += 1 if event.sort is Sort.OPEN else -1
        refined.append(event)
    return refined + _split(text, run)


def _split(text: str, run: list[Event]) -> list[Event]:
    whole = "".join(event.value for event in run)
    if "@" not in whole and "://" not in whole and "www." not in whole.lower() and ":" not in whole:
        return run
    finds = _finds(text, run, whole)
    if not finds:
        return run
    pieces: list[Event] = []
    at = 0
    for begin, end, made in finds:
        pieces += _slice(run, at, begin)
        pieces += made
        at = end
    return pieces + _slice(run, at, len(whole))


def _finds(text: str, run: list[Event], whole: str) -> list[tuple[int, int, list[Event]]]:
    """What stands in the joined text of a run: (begin, end, events instead), in order, without overlap."""
    found: list[tuple[int, int, list[Event]]] = []
    for match in CITATION.finditer(whole):
        begin = _source(run, match.start())
        # `\[@x]` is text: the author escaped it.
        if begin and text[begin - 1] == "\\":
            continue
        event = Event(Sort.CITATION, begin, _source(run, match.end() - 1) + 1, value=match["body"])
        found.append((match.start(), match.end(), [event]))
    before = text[run[0].begin - 1] if run and run[0].begin else ""
    for begin, end, target in autolinks.find(whole, before):
        if any(begin < taken_end and taken < end for taken, taken_end, _ in found):
            continue
        first, last = _source(run, begin), _source(run, end - 1) + 1
        attributes = {"target": target, "title": "", "style": "bare"}
        link = [
            Event(Sort.OPEN, first, last, "link", attributes=attributes),
            Event(Sort.TEXT, first, last, value=whole[begin:end]),
            Event(Sort.CLOSE, first, last, "link"),
        ]
        found.append((begin, end, link))
    return sorted(found, key=lambda find: find[0])


def _source(run: list[Event], index: int) -> int:
    """An index in the joined text of a run → its offset in the source."""
    for event in run:
        if index < len(event.value):
            return event.begin + min(index, event.end - event.begin - 1)
        index -= len(event.value)
    return run[-1].end


def _slice(run: list[Event], begin: int, end: int) -> list[Event]:
    """The text events of a run between two indexes of its joined text."""
    pieces, at = [], 0
    for event in run:
        low, high = max(begin - at, 0), min(end - at, len(event.value))
        if low < high:
            whole = (low, high) == (0, len(event.value))
            piece = Event(Sort.TEXT, event.begin + low, event.begin + high, value=event.value[low:high])
            pieces.append(event if whole else piece)
        at += len(event.value)
    return pieces
