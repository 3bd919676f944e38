"""Byte stream → the records of an export, one at a time: what `json.loads` of the whole file holds, in bounded memory.

The root is an array of records, an object that wraps them as `conversations`, or one record by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.window import Window

CHUNK = 2**20
"""Bytes per window: up to 4 MB of text in memory. A record that needs more doubles it, because a fixed step would read one huge
record again and again."""

WRAPPER = "conversations"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of an export: its number from 1, its value, and whether some of its bytes were not UTF-8."""

    number: int
    value: Any
    spoiled: bool = False


@dataclass(frozen=True, slots=True)
class Restart:
    """The wrapping object names `conversations` once more: the last one counts, forget the records so far."""


def records(stream: IO[bytes], fields: frozenset[str], size: int = CHUNK) -> Iterator[Record | Restart]:
    """Read records; `fields` are the keys kept of a root that is one record. Raises `Refused`, also after the last record."""
    window = Window(stream, size)
    match window.peek():
        case "[":
            yield from _array(window)
        case "{":
            yield from _root(window, fields)
        case "":
            raise Refused("it is empty")
        case _:
            raise Refused("it is neither JSON nor a table with a header")
    if window.peek():
        raise Refused("text follows after its closing bracket", "export or copy it again", truncated=True)


def _array(window: Window) -> Iterator[Record]:
    window.need("[")
    if window.take("]"):
        return
    number = 1
    while True:
        value, spoiled = window.value()
        yield Record(number, value, spoiled)
        if window.take("]"):
            return
        window.need(",")
        number += 1


def _root(window: Window, fields: frozenset[str]) -> Iterator[Record | Restart]:
    window.need("{")
    kept: dict[str, Any] = {}
    wraps, spoiled, more = False, False, not window.take("}")
    while more:
        key = _key(window)
        if key == WRAPPER and wraps:
            yield Restart()
        if key == WRAPPER and window.peek() == "[":
            wraps = True
            yield from _array(window)
        else:
            wraps = wraps and key != WRAPPER
            value, damaged = window.value()
            spoiled = spoiled or damaged
            kept.update({key: value} if key in fields else {})
        more = not window.take("}")
        if more:
            window.need(",")
    if not wraps:
        yield Record(1, kept, spoiled)


def _key(window: Window) -> str:
    if window.peek() != '"':
        window.need('"')
    key, _ = window.value()
    window.need(":")
    return str(key)
