"""YAML text → data, with the place of every key and every value.

One loop over libyaml's events: values, marks and guards come out of the same pass. Scalars follow the
YAML 1.2 core schema (no timestamps; `no` and `012` are strings), and what content never needs is refused:
anchors, aliases, tags, directives, further documents, keys that are no strings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.load.faults import (
    ambiguous_scalar,
    anchor_or_alias,
    duplicate_key,
    non_string_key,
    oversized_input,
    syntax_error,
    unsupported_syntax,
)
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Marks
from pipeline.model.span import Source

DEPTH = 32
NODES = 1_000_000

# The YAML 1.2 core schema, section 10.3.2 of the specification (octal and hexadecimal integers left out: nobody writes them).
INTEGER = re.compile(r"[-+]?[0-9]+\Z")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """Ends the pass at the first thing that makes the rest of the file unreadable; caught in `read`."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document as read: its value and the marks of every part of it."""

    value: Any
    marks: Marks


def read(source: Source, begin: int = 0, end: int | None = None) -> Outcome[Document | None]:
    """The YAML between two offsets of a source → its value and marks; `None` when it can't be read.

    Reports YML003-YML009. A file with a fault that hides the rest gives that one diagnostic and no value.
    """
    reader = _Reader(source, begin)
    try:
        return Outcome(reader.document(source.text[begin:end]), tuple(reader.found))
    except Refused as refused:
        return Outcome(None, (refused.diagnostic,))
    except yaml.YAMLError as error:
        return Outcome(None, (syntax_error.diagnose(source, begin, len(source.text) if end is None else end, error),))


class _Reader:
    """The state of one pass: the source, and what was noticed so far."""

    def __init__(self, source: Source, base: int) -> None:
        self.source = source
        self.base = base
        self.found: list[Diagnostic] = []
        self.nodes = 0
        self.events: Iterator[Any] = iter(())

    def document(self, text: str) -> Document:
        """Walk the events of one document."""
        self.events = yaml.parse(text, LOADER)
        value: Any = None
        marks = Marks(self.base, self.base)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 or event.version or event.tags:
                    what = "a second document" if documents > 1 else "a directive"
                    raise Refused(unsupported_syntax.diagnose(self.span(event), what))
            elif isinstance(event, yaml.NodeEvent):
                value, marks = self.node(event, 1)
        return Document(value, marks)

    def span(self, event: Any) -> Any:
        return self.source.span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def node(self, event: Any, depth: int) -> tuple[Any, Marks]:
        """One node and all below it."""
        self.nodes += 1
        if depth > DEPTH or self.nodes > NODES:
            limit = f"{DEPTH} levels deep" if depth > DEPTH else f"{NODES:,} values long"
            raise Refused(oversized_input.diagnose(self.span(event), limit))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise Refused(anchor_or_alias.diagnose(self.span(event), event.anchor, isinstance(event, yaml.AliasEvent)))
        # libyaml keeps an explicit tag in `tag`; implicit ones leave it empty.
        if event.tag is not None:
            raise Refused(unsupported_syntax.diagnose(self.span(event), f"the tag `{event.tag}`"))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: Any) -> tuple[Any, Marks]:
        begin, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        marks = Marks(begin, end)
        # A plain scalar is the only one whose value may be more than text; libyaml gives it no style, or an empty one.
        if event.style:
            return event.value, marks
        value = resolve(event.value)
        if isinstance(value, str | float) and ambiguous_scalar.other_reading(event.value):
            self.found.append(ambiguous_scalar.diagnose(self.source.span(begin, end), event.value))
        return value, marks

    def sequence(self, start: Any, depth: int) -> tuple[list[Any], Marks]:
        values: list[Any] = []
        parts: dict[str | int, Marks] = {}
        end = start
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                end = event
                break
            value, parts[len(values)] = self.node(event, depth + 1)
            values.append(value)
        return values, self.collection(start, end, parts, {})

    def mapping(self, start: Any, depth: int) -> tuple[dict[str, Any], Marks]:
        values: dict[str, Any] = {}
        keys: dict[str, tuple[int, int]] = {}
        parts: dict[str | int, Marks] = {}
        end = start
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                end = event
                break
            key, place = self.key(event, depth)
            value, marks = self.node(next(self.events), depth + 1)
            if key in values:
                first = self.source.span(*keys[key])
                self.found.append(duplicate_key.diagnose(self.source.span(*place), key, first))
                continue
            values[key], keys[key], parts[key] = value, place, marks
        return values, self.collection(start, end, parts, keys)

    def key(self, event: Any, depth: int) -> tuple[str, tuple[int, int]]:
        """A key must be a string under YAML 1.2; `<<` would be a merge key."""
        value, marks = self.node(event, depth + 1)
        if not isinstance(value, str):
            raise Refused(non_string_key.diagnose(self.source.span(marks.begin, marks.end), self.source.text[marks.begin : marks.end]))
        if value == "<<" and not event.style:
            raise Refused(anchor_or_alias.diagnose(self.source.span(marks.begin, marks.end), "<<", alias=True))
        if self.found and self.found[-1].span == self.source.span(marks.begin, marks.end):
            # An ambiguous key (`no:`) is worse than an ambiguous value: readers would disagree on the field's name.
            self.found[-1] = non_string_key.diagnose(self.source.span(marks.begin, marks.end), value)
        return value, (marks.begin, marks.end)

    def collection(self, start: Any, end: Any, parts: dict[str | int, Marks], keys: dict[str, tuple[int, int]]) -> Marks:
        """Marks of a list or mapping: a block one ends with its last part, not where libyaml noticed the end."""
        begin, close = self.base + start.start_mark.index, self.base + end.end_mark.index
        if not start.flow_style and parts:
            last = next(reversed(parts))
            close = max(parts[last].end, keys[last][1] if isinstance(last, str) else 0)
        return Marks(begin, close, keys, parts)


def resolve(text: str) -> Any:
    """A plain scalar → its value under the YAML 1.2 core schema."""
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    if INTEGER.match(text):
        digits = text.lstrip("+-")
        # `012` is a string here: a leading zero is a code or a year nobody wants changed.
        return text if (len(digits) > 1 and digits[0] == "0") or len(digits) > 18 else int(text)
    if FLOAT.match(text):
        return float(text)
    return text
