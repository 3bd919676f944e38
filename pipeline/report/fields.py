"""Schemas → text for authors: which collections there are, and which fields an entry may have."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.model.document import Collection, Form
from pipeline.model.schema import Schema
from pipeline.report.visible import visible

HOLDS = {
    Form.MARKDOWN: "one entry a file: front matter and Markdown",
    Form.YAML_LIST: "YAML files with lists of entries",
    Form.YAML_FILE: "one entry a file, in YAML",
}
NAMES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "array": "list", "object": "mapping"}
FORMATS = {"uri": "address", "uri-reference": "address or path", "date-time": "date and time", "bcp47": "language"}
INDENT = "  "


def overview(collections: Iterable[Collection]) -> str:
    """All collections, a line each."""
    kinds = tuple(collections)
    width = max((len(kind.name) for kind in kinds), default=0)
    return "".join(f"{visible(f'{kind.name:{width}}  content/{kind.folder}/: {HOLDS[kind.form]}')}\n" for kind in kinds)


def fields(name: str, schema: Schema, collection: Collection | None, *, width: int) -> str:
    """A schema without references → its fields: name, type, whether it must be there, what it is, how it looks."""
    place = f"content/{collection.folder}/: {HOLDS[collection.form]}." if collection else "content/book.yaml"
    head = [f"{name}: {schema.get('title', name)}", *textwrap.wrap(str(schema.get("description", "")), width), place, ""]
    return "".join(f"{visible(line)}\n" for line in [*head, *_lines(schema, 0, max(width, 40))])


def _lines(schema: Schema, depth: int, width: int) -> Iterator[str]:
    """The fields of an object, those below them indented."""
    always, mostly = _asked(schema), _asked(schema.get("else", {}))
    margin = INDENT * depth
    for name, part in _properties(schema).items():
        needed = ", required" if name in always else ", required unless unfinished" if name in mostly else ""
        yield f"{margin}{name}  ({_type(part)}{needed})"
        told = [str(part.get("description", "")), *_examples(part)]
        body = f"{margin}{INDENT * 2}"
        for text in filter(None, told):
            yield from textwrap.wrap(text, width, initial_indent=body, subsequent_indent=body, break_long_words=False)
        yield from _lines(_inner(part), depth + 2, width)


def _asked(schema: Any) -> frozenset[str]:
    return frozenset(schema.get("required", ())) if isinstance(schema, Mapping) else frozenset()


def _properties(schema: Schema) -> Mapping[str, Schema]:
    return {name: part for name, part in schema.get("properties", {}).items() if isinstance(part, Mapping)}


def _inner(part: Schema) -> Schema:
    """What has fields of its own: an object, or the objects of a list."""
    items = part.get("items", {})
    return items if isinstance(items, Mapping) and items.get("type") == "object" else part


def _type(part: Schema) -> str:
    if isinstance(part.get("enum"), list):
        return "one of " + ", ".join(map(_plain, part["enum"]))
    if "x-ref" in part:
        targets = part["x-ref"] if isinstance(part["x-ref"], list) else [part["x-ref"]]
        return "reference to " + ("anything" if targets == ["*"] else " or ".join(targets)) + (", or text" if part.get("x-text") else "")
    if part.get("x-markdown"):
        return "inline Markdown"
    items = part.get("items")
    if part.get("type") == "array" and isinstance(items, Mapping):
        return f"list: {_type(items)}"
    form = part.get("format") or part.get("then", {}).get("format")
    if isinstance(form, str):
        return FORMATS.get(form, form)
    kind = part.get("type", "anything")
    return NAMES.get(kind, kind) if isinstance(kind, str) else " or ".join(NAMES.get(each, each) for each in kind)


def _examples(part: Schema) -> Iterator[str]:
    shown = part.get("examples", ())
    if shown:
        yield "Such as " + ", ".join(f"`{_plain(example)}`" for example in shown)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
