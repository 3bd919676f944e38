"""Markdown as a run of events, whoever parsed it: the language between `load` and `render`."""

from collections.abc import Callable, Mapping, Sequence
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
    strong, strikethrough, link, image, html, definition. `value` holds the text of leaves; `attributes` the rest:
    level, target, title, style (of a link: inline, reference, autolink, bare), info, start, alert, aligns, checked, label
    (of a footnote's definition, and of a link in the style of a reference).
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
