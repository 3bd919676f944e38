"""Markdown text → events, by the grammar GitHub reads: the only module that knows the parser.

pulldown-cmark (through pyromark) gives CommonMark and GitHub's tables, strikethrough, task lists, alerts, footnotes and
math; bare links and citations come from runs.py. Its offsets are bytes; ours are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, reduce
from math import inf
from typing import Any

import pyromark

from pipeline.load import references, runs
from pipeline.model.markup import Dialect, Event, Sort, Step, named
from pipeline.model.safety import HIDDEN

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
FURTHER = {
    "definition_lists": pyromark.Options.ENABLE_DEFINITION_LIST,
    "heading_attributes": pyromark.Options.ENABLE_HEADING_ATTRIBUTES,
    "wikilinks": pyromark.Options.ENABLE_WIKILINKS,
}
"""What a dialect may turn on. (The parser's own sub- and superscript knows none inside a word.)"""
GITHUB = Dialect()
TAGS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "BlockQuote": "quote",
    "CodeBlock": "fence",
    "HtmlBlock": "html",
    "List": "list",
    "Item": "item",
    "FootnoteDefinition": "definition",
    "DefinitionList": "definitions",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "description",
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
    "Code": Sort.CODE,
    "InlineHtml": Sort.HTML,
    "Html": Sort.HTML,
    "InlineMath": Sort.MATH,
    "DisplayMath": Sort.DISPLAY_MATH,
    "FootnoteReference": Sort.FOOTNOTE,
    "TaskListMarker": Sort.TASK,
}
BARE = {"SoftBreak": Sort.SOFT_BREAK, "HardBreak": Sort.HARD_BREAK, "Rule": Sort.RULE}
STYLES = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}
BLOCKS = frozenset({"Paragraph", "Heading", "Item", "TableCell", "DefinitionListTitle", "DefinitionListDefinition"})
"""What holds text; no bare link goes on beyond its end."""
CLOSED = frozenset({"Link", "Image", "CodeBlock"})
"""Inside these there are no further links."""
NONE: dict[str, Any] = {}
SURROGATE = re.compile("[\ud800-\udfff]")
STRETCH = 256
"""So many characters are asked at once whether they are ASCII, which takes a third of the time of a search through them all."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
DELIMITER = re.compile(r"[!-,;-?\[-`{-~-]")
"""ASCII punctuation, but for what makes an address one: `:`, `/`, `.` and `@`."""
TEXT, OPEN, CLOSE, TASK = Sort.TEXT, Sort.OPEN, Sort.CLOSE, Sort.TASK
"""By names of their own, which cost less to look up."""


def parse(text: str, dialect: Dialect = GITHUB) -> list[Event]:
    """A Markdown text → its events, in document order. Never fails: every text is Markdown."""
    return list(map(named, steps(text, dialect)))


def steps(text: str, dialect: Dialect = GITHUB) -> list[Step]:
    """A Markdown text → the same as `parse`, unnamed."""
    text, options = _whole(text), _options(dialect)
    refined, crossed = runs.refine(text, *_steps(text, options))
    if crossed:
        # GitHub reads a bare address before it reads the delimiters in it (`http://a.b/*c*d`); so those are hidden from the parser.
        masked, promising = _steps(_masked(text, crossed), options)
        refined, _ = runs.refine(text, [_unmasked(step, text, crossed) for step in masked], promising)
    unseen = {character for _, _, character in references.candidates(text) if HIDDEN.match(character)}
    signs = str.maketrans(dict.fromkeys(unseen, "\N{REPLACEMENT CHARACTER}"))
    return [_visible(step, text, signs) for step in refined] if unseen else refined


def definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """A Markdown text → the definitions its links refer to (`[label]: target`): label, target, begin and end of each; no repeats."""
    if "]:" in text:
        text = _whole(text)
        afters, extras = _shifts(text)
        for label, found in pyromark.reference_definitions(text, options=OPTIONS).items():
            begin, end = found["span"]["start"], found["span"]["end"]
            yield label, found["dest"], begin - extras[bisect_right(afters, begin)], end - extras[bisect_right(afters, end)]


@cache
def _options(dialect: Dialect) -> Any:
    """The parser's options for a dialect."""
    return reduce(lambda one, other: one | other, (option for name, option in FURTHER.items() if getattr(dialect, name)), OPTIONS)


def _whole(text: str) -> str:
    """A text without halves of characters, which have no bytes; it is as long as before."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with letters for the punctuation inside some spans: equally long, in bytes too."""
    pieces: list[str] = []
    at = 0
    for begin, end in spans:
        pieces += text[at:begin], DELIMITER.sub("x", text[begin:end])
        at = end
    return "".join([*pieces, text[at:]])


def _unmasked(step: Step, text: str, spans: Sequence[tuple[int, int]]) -> Step:
    """A step through a masked text with what the text really says."""
    sort, begin, end, tag, value, attributes = step
    if sort is not TEXT or len(value) != end - begin:
        return step
    before = bisect_right(spans, (end, 0)) - 1
    hidden = before >= 0 and spans[before][1] > begin
    return (sort, begin, end, tag, text[begin:end], attributes) if hidden else step


def _visible(step: Step, text: str, signs: Mapping[int, str]) -> Step:
    """A step with a sign for each character that a reference stands for and nobody would see."""
    sort, begin, end, tag, value, attributes = step
    told = {name: said.translate(signs) if isinstance(said, str) else said for name, said in attributes.items()}
    return sort, begin, end, tag, value if value == text[begin:end] else value.translate(signs), told


def _steps(text: str, options: Any) -> tuple[list[Step], list[tuple[int, int]]]:
    """All events of the parser as ours, and which texts may hold more than text: their indexes, and where their blocks end."""
    found: list[Step] = []
    promising: list[tuple[int, int]] = []
    # What is open: how each will close, and what was so before it opened.
    opened: list[tuple[Step, int, bool]] = []
    closed, limit = False, len(text)
    afters, extras = _shifts(text)
    # Between `low` and `high` all offsets are out by `extra`.
    low, high, extra = 0, afters[0] if afters else inf, 0
    raw: Any
    # Every event of a book passes here, several times; so the order of the questions is that of how many have each answer.
    for raw, span in pyromark.events_with_range(text, options=options):
        if "End" in raw:
            step, limit, closed = opened.pop()
            found.append(step)
            continue
        begin, end = span["start"], span["end"]
        if low <= begin and end < high:
            begin -= extra
            end -= extra
        else:
            number = bisect_right(afters, begin)
            low, high, extra = afters[number - 1] if number else 0, afters[number] if number < len(afters) else inf, extras[number]
            begin, end = begin - extra, end - extras[bisect_right(afters, end)]
        if raw.__class__ is str:
            found.append((BARE[raw], begin, end, "", "", NONE))
        elif (value := raw.get("Text")) is not None:
            if not closed and ("@" in value or "://" in value or "www." in value):
                promising.append((len(found), limit))
            found.append((TEXT, begin, end, "", value, NONE))
        elif (value := raw.get("Start")) is not None:
            name, attributes = (value, NONE) if value.__class__ is str else _detailed(value)
            tag = TAGS[name]
            opened.append(((CLOSE, begin, end, tag, "", NONE), limit, closed))
            if name in BLOCKS:
                limit = end
            elif name in CLOSED:
                closed = True
            found.append((OPEN, begin, end, tag, "", attributes))
        else:
            ((name, value),) = raw.items()
            sort = LEAVES[name]
            found.append((sort, begin, end, "", "", {"checked": value}) if sort is TASK else (sort, begin, end, "", value, NONE))
    return found, promising


def _shifts(text: str) -> tuple[list[int], list[int]]:
    """How to turn offsets in UTF-8 bytes into code points: subtract `extras[bisect_right(afters, offset)]`."""
    if text.isascii():
        return [], [0]
    afters, extras, size = [], [0], 0
    for begin in range(0, len(text), STRETCH):
        if text[begin : begin + STRETCH].isascii():
            continue
        for match in NOT_ASCII.finditer(text, begin, begin + STRETCH):
            size += len(match[0].encode()) - 1
            # The byte offset just behind the character: its code-point offset + 1 + all extra bytes so far.
            afters.append(match.start() + 1 + size)
            extras.append(size)
    return afters, extras


def _detailed(start: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The name of what opens, and its attributes."""
    ((name, detail),) = start.items()
    return name, DETAILS[name](detail)


def _linked(detail: Any) -> dict[str, Any]:
    kind, target = detail["link_type"], detail["dest_url"]
    style = STYLES.get(kind) if kind.__class__ is str else "wiki"
    if style is None:
        return {"target": target, "title": detail["title"], "style": "reference", "label": detail["id"]}
    return {"target": f"mailto:{target}" if kind == "Email" else target, "title": detail["title"], "style": style}


DETAILS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "BlockQuote": lambda kind: {"alert": kind.lower() if kind else None},
    "CodeBlock": lambda kind: {"info": kind.get("Fenced") if isinstance(kind, dict) else None},
    "FootnoteDefinition": lambda label: {"label": label},
    "Heading": lambda heading: {"level": int(heading["level"][1]), "id": heading["id"]},
    "Image": _linked,
    "Link": _linked,
    "List": lambda start: {"start": start},
    "Table": lambda aligns: {"aligns": tuple(None if align == "None" else align.lower() for align in aligns)},
}
