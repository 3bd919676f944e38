"""JSON as editors keep their settings (with comments and trailing commas) → the same text with one value more, or another one.

Nothing else moves: comments, order and layout belong to whoever wrote the file.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
WORD = re.compile(r"[-+.0-9A-Za-z]+")
DEPTH = 50
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the text: what it says, where it stands, and the values in it when it is an object."""

    value: Any
    begin: int
    end: int
    members: Mapping[str, "Node"] = field(default_factory=dict)


def put(text: str, path: tuple[str, ...], value: Any) -> str:
    """A text that holds an object (or nothing yet), names that lead into it, and what shall stand there → the new text.

    Raises ValueError where the text is no such object.
    """
    if not text[SPACE.match(text, 0).end() :].strip():  # type: ignore[union-attr] # the pattern matches nothing, too
        return f"{text}{_written(_nested(path, value), 0)}\n"
    whole = _read(text)
    node, depth = whole, 0
    while depth < len(path) and path[depth] in node.members:
        node, depth = node.members[path[depth]], depth + 1
    if depth == len(path):
        return text if node.value == value else f"{text[: node.begin]}{_written(value, depth)}{text[node.end :]}"
    if not isinstance(node.value, dict):
        raise ValueError(f"`{'.'.join(path[:depth]) or 'the whole'}` is no object")  # noqa: TRY004 - the text is at fault
    return _inserted(text, node, path[depth], _nested(path[depth + 1 :], value), depth)


def _nested(path: tuple[str, ...], value: Any) -> Any:
    for name in reversed(path):
        value = {name: value}
    return value


def _inserted(text: str, node: Node, name: str, value: Any, depth: int) -> str:
    """The text with one member more, behind the last one."""
    margin = "\n" + INDENT * (depth + 1)
    member = f"{margin}{json.dumps(name)}: {_written(value, depth + 1)}"
    if not node.members:
        return f"{text[: node.begin + 1]}{member}\n{INDENT * depth}{text[node.begin + 1 :].lstrip()}"
    last = max(each.end for each in node.members.values())
    behind = SPACE.match(text, last)
    comma = behind.end() if behind else last
    if text[comma] == ",":
        return f"{text[: comma + 1]}{member}{text[comma + 1 :]}"
    return f"{text[:last]},{member}{text[last:]}"


def _written(value: Any, depth: int) -> str:
    return json.dumps(value, indent=INDENT, ensure_ascii=False).replace("\n", "\n" + INDENT * depth)


def _read(text: str) -> Node:
    node = _node(text, _skip(text, 0), 0)
    if _skip(text, node.end) != len(text):
        raise ValueError(f"there is more behind the end, at {_place(text, node.end)}")
    return node


def _node(text: str, at: int, depth: int) -> Node:
    """The value at an offset."""
    if depth > DEPTH:
        raise ValueError("it is nested too deeply")
    if text[at : at + 1] == "{":
        return _object(text, at, depth)
    if text[at : at + 1] == "[":
        return _array(text, at, depth)
    match = STRING.match(text, at) or WORD.match(text, at)
    if match is None:
        raise ValueError(f"no value can be read at {_place(text, at)}")
    try:
        return Node(json.loads(match[0]), at, match.end())
    except ValueError as error:
        raise ValueError(f"no value can be read at {_place(text, at)}") from error


def _object(text: str, begin: int, depth: int) -> Node:
    members: dict[str, Node] = {}
    at = _skip(text, begin + 1)
    while text[at : at + 1] != "}":
        name = _node(text, at, depth + 1)
        at = _skip(text, name.end)
        if not isinstance(name.value, str) or text[at : at + 1] != ":":
            raise ValueError(f"a name and a colon are missing at {_place(text, at)}")
        members[name.value] = _node(text, _skip(text, at + 1), depth + 1)
        at = _behind(text, members[name.value].end, "}")
    return Node({name: node.value for name, node in members.items()}, begin, at + 1, members)


def _array(text: str, begin: int, depth: int) -> Node:
    values = []
    at = _skip(text, begin + 1)
    while text[at : at + 1] != "]":
        item = _node(text, at, depth + 1)
        values.append(item.value)
        at = _behind(text, item.end, "]")
    return Node(values, begin, at + 1)


def _behind(text: str, at: int, close: str) -> int:
    """Behind the comma that follows an item, or at the closing bracket."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != close:
        raise ValueError(f"a comma is missing at {_place(text, at)}")
    return at


def _skip(text: str, at: int) -> int:
    match = SPACE.match(text, at)
    return match.end() if match else at


def _place(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"
