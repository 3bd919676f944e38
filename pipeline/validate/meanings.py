"""What our keywords mean: patterns, words, equal values. Whoever judges quickly and whoever explains must agree on it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")

MANY = 100
"""Faulty items of one list that are reported; a list with more is broken as a whole, and the next run shows the rest."""


def words(text: str) -> int:
    """Inline Markdown → its words; the target of a link is none, a link without text is one."""
    return len(TARGET.sub("]", text).split())


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as JSON Schema means it: `$` is the end of the text, not the line break before it."""
    return re.compile(re.sub(r"((?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\\[$])*)\$", r"\1\\Z", pattern, flags=re.DOTALL))


def twins(items: list[Any]) -> tuple[int, int] | None:
    """A list → the places of the first item that equals an earlier one, in one pass (`1` and `true` differ in JSON)."""
    seen: dict[Any, int] = {}
    for number, item in enumerate(items):
        first = seen.setdefault(identity(item), number)
        if first != number:
            return first, number
    return None


def identity(value: Any) -> Any:
    """A value → what it has in common with those that are equal to it in JSON, and with no others."""
    match value:
        case Mapping():
            return frozenset((key, identity(each)) for key, each in value.items())
        case list():
            return tuple(map(identity, value))
        case _:
            return isinstance(value, bool), value
