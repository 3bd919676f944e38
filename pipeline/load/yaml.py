"""YAML text → data, with the place of every key and every value.

One loop over libyaml's events: values, marks and guards come out of the same pass. Scalars follow the
YAML 1.2 core schema (no timestamps; `no` and `012` are strings), and what content never needs is refused:
anchors, aliases, tags, directives, further documents, keys that are no text.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.load.faults import (
    ambiguous_scalar,
    anchor_or_alias,
    duplicate_key,
    invisible_or_control_character,
    non_string_key,
    oversized_input,
    unsupported_syntax,
)
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import NOTHING, Marks
from pipeline.model.span import Source, Span

DEPTH = 32
NODES = 500_000
MOST = 1000
"""Findings kept of one file: whoever repairs a thousand will run the check again."""

# The YAML 1.2 core schema, section 10.3.2 of the specification. What nobody writes in a book stays text, with YML009:
# octal and hexadecimal integers, infinities, numbers of more digits than every reader keeps.
INTEGER = re.compile(r"[-+]?[0-9]+\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
DIGITS = 18
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# A plain scalar that starts with anything else is text to every reader.
TELLING = frozenset({"", *"+-.0123456789=<~fFnNoOtTyY"})
TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
SCALAR, LIST, LIST_END, MAPPING_END = yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):  # noqa: N818 - it is no error of ours: the file is refused
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
    stop = len(source.text) if end is None else end
    reader = _Reader(source, begin)
    try:
        return Outcome(reader.document(source.text[begin:stop]), tuple(reader.found))
    except Refused as refused:
        return Outcome(None, (refused.diagnostic,))
    except yaml.YAMLError as error:
        from pipeline.load import slips  # noqa: PLC0415 - nearly every file can be read

        return Outcome(None, (slips.diagnose(source, begin, stop, error),))


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
        # `yaml.parse` asks the parser twice for each event; behind the last one it gives `None`.
        self.events = iter(LOADER(text).get_event, None)
        value: Any = None
        marks = Marks(self.base, self.base)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    raise Refused(self.directive(event))
                if documents > 1:
                    raise Refused(unsupported_syntax.diagnose(self.span(event), "a second document"))
            elif isinstance(event, yaml.NodeEvent):
                value, marks = self.node(event, 1)
        return Document(value, marks)

    def directive(self, event: Any) -> Diagnostic:
        line = self.source.line(self.source.position(self.base + event.start_mark.index).line)
        begin = self.base + event.start_mark.index
        return unsupported_syntax.diagnose(self.source.span(begin, begin + len(line.rstrip())), f"the directive `{line.split()[0]}`")

    def span(self, event: Any) -> Span:
        return self.source.span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def room(self) -> bool:
        """Whether another finding is kept."""
        return len(self.found) < MOST

    def node(self, event: Any, depth: int) -> tuple[Any, Marks]:
        """One node and all below it."""
        self.nodes += 1
        kind = type(event)
        # Nearly all there is are words.
        word = kind is SCALAR and not event.style and event.anchor is None and event.tag is None and event.value[:1] not in TELLING
        if word and depth <= DEPTH and self.nodes <= NODES:
            return event.value, Marks(self.base + event.start_mark.index, self.base + event.end_mark.index)
        if depth > DEPTH or self.nodes > NODES:
            limit = f"{DEPTH} levels deep" if depth > DEPTH else f"{NODES:,} values long"
            raise Refused(oversized_input.diagnose(self.span(event), limit))
        if event.anchor is not None:
            raise Refused(self.anchor(event))
        # libyaml keeps an explicit tag in `tag`; implicit ones leave it empty.
        if event.tag is not None:
            raise Refused(self.tag(event))
        if kind is SCALAR:
            return self.scalar(event)
        return self.sequence(event, depth) if kind is LIST else self.mapping(event, depth)

    def anchor(self, event: Any) -> Diagnostic:
        """An alias (`*name`), or an anchor (`&name`) before or behind a tag."""
        alias = isinstance(event, yaml.AliasEvent)
        written = f"{'*' if alias else '&'}{event.anchor}"
        begin = self.source.text.find(written, self.base + event.start_mark.index)
        return anchor_or_alias.diagnose(self.source.span(begin, begin + len(written)), written)

    def tag(self, event: Any) -> Diagnostic:
        begin = self.base + event.start_mark.index
        match = TAG.match(self.source.text, begin)
        end = match.end() if match else begin
        return unsupported_syntax.diagnose(self.source.span(begin, end), f"the tag `{self.source.text[begin:end]}`")

    def scalar(self, event: Any) -> tuple[Any, Marks]:
        begin, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        text = event.value
        # A plain scalar is the only one whose value may be more than text; libyaml gives it no style, or an empty one.
        if event.style:
            if event.style in "|>":
                # libyaml goes on to the next token; the value ends with its last line.
                end = begin + len(self.source.text[begin:end].rstrip())
            elif event.style == '"' and not text.isprintable():
                text = self.visible(text, begin, end)
            return text, Marks(begin, end, NOTHING, NOTHING)
        marks = Marks(begin, end, NOTHING, NOTHING)
        if text[:1] not in TELLING:
            return text, marks
        value = resolve(text)
        other = ambiguous_scalar.other_reading(text, value)
        if other is not None and self.room():
            self.found.append(ambiguous_scalar.diagnose(self.source.span(begin, end), text, value, other))
        return value, marks

    def visible(self, text: str, begin: int, end: int) -> str:
        r"""An escape (`"\x07"`) may stand for a character that no book needs, or may hold."""
        clean = invisible_or_control_character.without(text)
        if clean != text and self.room():
            self.found.append(invisible_or_control_character.escaped(self.source.span(begin, end), text))
        return clean

    def sequence(self, start: Any, depth: int) -> tuple[list[Any], Marks]:
        values: list[Any] = []
        parts: dict[str | int, Marks] = {}
        close = 0
        for event in self.events:
            if type(event) is LIST_END:
                return values, self.collection(start, event, close, NOTHING, parts)
            value, marks = self.node(event, depth + 1)
            parts[len(values)] = marks
            values.append(value)
            close = marks.end
        raise AssertionError("libyaml ends every list it begins")

    def mapping(self, start: Any, depth: int) -> tuple[dict[str, Any], Marks]:
        values: dict[str, Any] = {}
        keys: dict[str, tuple[int, int]] = {}
        parts: dict[str | int, Marks] = {}
        close = 0
        for event in self.events:
            if type(event) is MAPPING_END:
                return values, self.collection(start, event, close, keys, parts)
            key, place = self.key(event, depth)
            value, marks = self.node(next(self.events), depth + 1)
            close = max(place[1], marks.end)
            if key not in values:
                values[key], keys[key], parts[key] = value, place, marks
            elif self.room():
                self.found.append(duplicate_key.diagnose(self.source.span(*place), key, self.source.span(*keys[key])))
        raise AssertionError("libyaml ends every mapping it begins")

    def key(self, event: Any, depth: int) -> tuple[str, tuple[int, int]]:
        """A key is text to every reader; `<<` would be a merge key. One that is no text counts as what is written."""
        # Nearly every key is a plain word.
        begin, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        if type(event) is SCALAR and event.anchor is None and event.tag is None and event.value[:1] not in TELLING:
            self.nodes += 1
            return event.value, (begin, end)
        before = len(self.found)
        value, marks = self.node(event, depth + 1)
        place = (marks.begin, marks.end)
        if isinstance(value, list | dict):
            raise Refused(non_string_key.diagnose(self.source.span(*place), None))
        if event.style:
            return value, place
        if value == "<<":
            raise Refused(anchor_or_alias.diagnose(self.source.span(*place), "<<"))
        # An ambiguous key (`no:`) is worse than an ambiguous value: readers would disagree on the field's name.
        ambiguous = len(self.found) > before
        del self.found[before:]
        if (ambiguous or not isinstance(value, str)) and self.room():
            self.found.append(non_string_key.diagnose(self.source.span(*place), event.value))
        return event.value, place

    def collection(self, start: Any, end: Any, close: int, keys: Mapping[str, tuple[int, int]], parts: Mapping[str | int, Marks]) -> Marks:
        """Marks of a list or mapping: a block one ends with its last part, not where libyaml noticed the end."""
        begin, stop = self.base + start.start_mark.index, self.base + end.end_mark.index
        return Marks(begin, close if close and not start.flow_style else stop, keys, parts)


def resolve(text: str) -> Any:
    """A plain scalar → its value under the YAML 1.2 core schema."""
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    if INTEGER.match(text):
        digits = text.lstrip("+-")
        # `012` is a string here: a leading zero is a code or a year nobody wants changed.
        return text if (len(digits) > 1 and digits[0] == "0") or len(digits) > DIGITS else int(text)
    if FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
