"""Books built by hand from PyYAML's marks, so that the tests of `validate` depend on no loader."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book, Collection, Entry, Fence, Form, Marks, Prose
from pipeline.model.span import Source

ROOT = Path(__file__).parents[2]
Schemas = Mapping[str, Mapping[str, Any]]
Judge = Callable[..., "Judged"]


class Plain(yaml.SafeLoader):
    """YAML without timestamps, as content is read."""


Plain.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Judged:
    """What was said about one text."""

    source: Source
    found: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [each.code.code for each in self.found]

    @property
    def cuts(self) -> list[tuple[str, str]]:
        """(code, text at the span) of each finding."""
        return [(each.code.code, self.source.cut(each.span)) for each in self.found]

    @property
    def only(self) -> Diagnostic:
        (found,) = self.found
        return found

    def fixed(self) -> str:
        """The text after the repair of its only finding."""
        text = self.source.text
        assert self.only.fix is not None
        for edit in sorted(self.only.fix.edits, key=lambda edit: edit.span.key, reverse=True):
            assert edit.span.start is not None
            assert edit.span.end is not None
            text = text[: self.source.offset(edit.span.start)] + edit.text + text[self.source.offset(edit.span.end) :]
        return text


def read_schemas() -> dict[str, Any]:
    return {
        path.name.removesuffix(".schema.json"): json.loads(path.read_bytes()) for path in sorted((ROOT / "schemas").glob("*.schema.json"))
    }


def make_book(entries: list[Entry], schemas: Schemas, settings: str = "", today: str = "2026-01-01") -> Book:
    source = Source.of("content/book.yaml", settings)
    data, marks = read(settings, 0)
    return Book(
        settings=Entry("book", "book", data or {}, source, marks),
        collections=tuple(collection(name, schema) for name, schema in schemas.items() if declares(schema)),
        entries=tuple(each for each in entries if each.collection != "book"),
        files=frozenset(),
        assets={},
        schemas=schemas,
        sources={},
        today=today,
    )


def declares(schema: Any) -> bool:
    """Whether a schema declares a collection at all; the loader passes over the others."""
    told = schema.get("x-collection") if isinstance(schema, dict) else None
    return isinstance(told, dict) and {"folder", "form", "prefix", "label", "plural", "title", "route"} <= told.keys()


def collection(name: str, schema: Mapping[str, Any]) -> Collection:
    told = schema["x-collection"]
    return Collection(
        name=name,
        folder=told["folder"],
        form=Form(told["form"]),
        prefix=told["prefix"],
        label=told["label"],
        plural=told["plural"],
        titles=tuple(told["title"]),
        order=(),
        route=told["route"],
        index=told.get("index", f"{told['folder']}/index.html"),
        schema=schema,
    )


def entry(name: str, text: str, body: str | None, schemas: Schemas, path: str | None = None) -> Entry:
    markdown = body is not None or schemas.get(name, {}).get("x-collection", {}).get("form") == "markdown"
    whole = f"---\n{text}---\n{body if body is not None else 'Some text.'}" if markdown else text
    source = Source.of(path or f"content/{name}/{'07-an-entry.md' if markdown else 'entries.yaml'}", whole)
    data, marks = read(text, 4 if markdown else 0)
    given = data.get("id") if isinstance(data, dict) else None
    prose = Prose(body if body is not None else "Some text.", fences=fences(source)) if markdown else None
    return Entry(
        name,
        given if isinstance(given, str) else re.sub(r"^\d+-", "", Path(source.path).stem) if markdown else "",
        data or {},
        source,
        marks,
        prose,
    )


def fences(source: Source) -> tuple[Fence, ...]:
    found = re.finditer(r"^```(.*)\n((?:.*\n)*?)```", source.text, re.MULTILINE)
    return tuple(Fence(match[1], match[2], source.span(match.start(), match.end())) for match in found)


def read(text: str, base: int) -> tuple[Any, Marks]:
    node = yaml.compose(text, Plain)
    return (yaml.load(text, Plain), marked(node, base)) if node is not None else (None, Marks(base, base))  # noqa: S506 - a safe loader


def marked(node: yaml.Node, base: int) -> Marks:
    begin, end = base + node.start_mark.index, base + node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        keys = {key.value: (base + key.start_mark.index, base + key.end_mark.index) for key, _ in node.value}
        return Marks(begin, end, keys, {key.value: marked(value, base) for key, value in node.value})
    if isinstance(node, yaml.SequenceNode):
        return Marks(begin, end, {}, {number: marked(item, base) for number, item in enumerate(node.value)})
    return Marks(begin, end)
