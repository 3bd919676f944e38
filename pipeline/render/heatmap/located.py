"""Small JSON text → its data, and the place of every key and value, so that findings can point at them."""

import json
import re
from dataclasses import dataclass
from typing import Any

from pipeline.model.document import Marks
from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.window import DECODER

DEPTH = 16
"""Activity data is six levels deep."""

WHITE = re.compile(r"[ \t\n\r]*")


def located(text: str) -> tuple[Any, Marks]:
    """Parse a whole JSON text. Raises `Refused` where `json.loads` would fail, and for a key that occurs twice."""
    try:
        node, end = _value(text, _next(text, 0), 0)
    except (json.JSONDecodeError, StopIteration) as error:
        cut = isinstance(error, StopIteration) or error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        place = len(text) if isinstance(error, StopIteration) else error.pos
        reason = f"it ends inside a value at character {place:,}" if cut else f"its JSON is broken at character {place:,}"
        raise Refused(reason, truncated=cut) from None
    if _next(text, end) != len(text):
        raise Refused("text follows after its closing bracket", truncated=True)
    return node.data, node.marks


@dataclass(frozen=True, slots=True)
class _Node:
    data: Any
    marks: Marks


def _value(text: str, at: int, depth: int) -> tuple[_Node, int]:
    if depth > DEPTH:
        raise Refused("its JSON is nested too deeply")
    match text[at : at + 1]:
        case "{":
            return _object(text, at, depth)
        case "[":
            return _array(text, at, depth)
        case _:
            data, end = DECODER.raw_decode(text, at)
            return _Node(data, Marks(at, end)), end


def _object(text: str, begin: int, depth: int) -> tuple[_Node, int]:
    keys: dict[str, tuple[int, int]] = {}
    parts: dict[str | int, Marks] = {}
    data: dict[str, Any] = {}
    at = _next(text, begin + 1)
    while text[at : at + 1] != "}" or parts:
        _need(text, at, '"')
        key, end = DECODER.raw_decode(text, at)
        if key in keys:
            raise Refused(f"its JSON repeats a key at character {at:,}")
        keys[key] = (at, end)
        at = _next(text, end)
        _need(text, at, ":")
        node, at = _value(text, _next(text, at + 1), depth + 1)
        data[key], parts[key] = node.data, node.marks
        at = _next(text, at)
        if text[at : at + 1] == "}":
            break
        _need(text, at, ",")
        at = _next(text, at + 1)
    return _Node(data, Marks(begin, at + 1, keys, parts)), at + 1


def _array(text: str, begin: int, depth: int) -> tuple[_Node, int]:
    parts: dict[str | int, Marks] = {}
    data: list[Any] = []
    at = _next(text, begin + 1)
    while text[at : at + 1] != "]" or parts:
        node, at = _value(text, at, depth + 1)
        parts[len(data)] = node.marks
        data.append(node.data)
        at = _next(text, at)
        if text[at : at + 1] == "]":
            break
        _need(text, at, ",")
        at = _next(text, at + 1)
    return _Node(data, Marks(begin, at + 1, {}, parts)), at + 1


def _next(text: str, at: int) -> int:
    match = WHITE.match(text, at)
    return match.end() if match else at


def _need(text: str, at: int, character: str) -> None:
    if text[at : at + 1] != character:
        message = f"Expecting {character}"
        raise json.JSONDecodeError(message, text, at)
