"""Markdown as a run of events, whoever parsed it: the language between `load` and `render`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple


class Sort(StrEnum):
    """What an event is. Members are strings because those hash fast: every event of a book is looked up by its sort."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    CODE = "code"
    HTML = "html"
    MATH = "math"
    DISPLAY_MATH = "display-math"
    SOFT_BREAK = "soft-break"
    HARD_BREAK = "hard-break"
    RULE = "rule"
    FOOTNOTE = "footnote"
    TASK = "task"
    CITATION = "citation"


class Event(NamedTuple):
    """One step through a Markdown text; offsets are code points into the text that was parsed.

    `tag` names what opens or closes: paragraph, heading, quote, list, item, fence, table, head, row, cell, emphasis,
    strong, strikethrough, subscript, superscript, link, image, html, definition (of a footnote); of a list of definitions:
    definitions, term, description; of a numbered thing: exhibit, caption; and include. `value` holds the text of leaves;
    `attributes` the rest: level, id (of a heading, where its author gave one), target, title, style (of a link: inline,
    reference, autolink, bare, wiki), info, start, alert, aligns, checked, kind and id (of an exhibit), label (of a footnote's
    definition, and of a link in the style of a reference).
    """

    sort: Sort
    begin: int
    end: int
    tag: str = ""
    value: str = ""
    attributes: Mapping[str, Any] = {}


Step = tuple[Sort, int, int, str, str, Mapping[str, Any]]
"""The fields of an event without their names: all that the compiler needs, and half as dear to make."""
Parse = Callable[[str], Sequence[Step]]
"""A Markdown text → its events, or their fields."""
named: Callable[[Step], Event] = partial(tuple.__new__, Event)
"""The event with these fields. (`Event._make` does the same in Python, at thrice the time.)"""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the Markdown of a book can do that GitHub does not show: nothing, unless `book.yaml` turns it on."""

    definition_lists: bool = False
    heading_attributes: bool = False
    subscript: bool = False
    superscript: bool = False
    wikilinks: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Dialect":
        """The book's settings → what their `markdown` turns on."""
        chosen = settings.get("markdown")
        chosen = chosen if isinstance(chosen, Mapping) else {}
        return cls(**{each.name: chosen.get(each.name) is True for each in fields(cls)})
