"""A folder on disk → a `Book`: every file read, every entry with the place of each of its parts."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.load import collections, discover, markdown, scalars
from pipeline.load import yaml as documents
from pipeline.load.faults import (
    FAULTS,
    excessive_nesting,
    homeless_file,
    invisible_or_control_character,
    oversized_input,
    stray_bom_or_line_ending,
    unclosed_front_matter,
    unreadable_path,
)
from pipeline.load.grammar import parse
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book, Collection, Entry, Form, Marks, Misfit, Prose
from pipeline.model.document import Path as Way
from pipeline.model.markup import Sort
from pipeline.model.span import Source, Span

__all__ = ["FAULTS", "load", "parse"]

SETTINGS = "content/book.yaml"
SCHEMA = re.compile(r"schemas/(?P<name>[a-z0-9-]+)\.schema\.json\Z")
TEXT = (".md", ".yaml", ".yml")
PREFIX = re.compile(r"\A[0-9]+-")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
LIMITS = {".md": 2_000_000, ".yaml": 5_000_000, ".yml": 5_000_000}
DEPTH = 64
EMPTY = Marks(0, 0)


def load(root: Path) -> Outcome[Book]:
    """Read a repository. Reports YML001-YML010, SCH112, UNI002, MKD105, BLD901 and BLD904; a broken file is left out."""
    loader = _Loader(root, discover.files(root))
    loader.schemas()
    loader.settings()
    loader.content()
    return Outcome(loader.book(discover.today(root)), tuple(loader.found))


@dataclass(slots=True)
class _Loader:
    """One reading of a repository: what has been read, what has been noticed."""

    root: Path
    files: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    declared: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    kinds: tuple[Collection, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    book_settings: Entry = field(default_factory=lambda: Entry("book", "book", {}, Source.of(SETTINGS, ""), EMPTY))

    def schemas(self) -> None:
        """Read `schemas/*.schema.json`; each with an `x-collection` declares a collection."""
        for path in self.files:
            if match := SCHEMA.match(path):
                data = self.keep(discover.read(self.root, path))
                if data is None:
                    continue
                try:
                    self.declared[match["name"]] = json.loads(data)
                except ValueError as error:
                    self.found.append(unreadable_path.diagnose(path, f"it is not JSON ({error})"))
        self.kinds = collections.declared(self.declared)

    def settings(self) -> None:
        """Read `content/book.yaml`."""
        if SETTINGS not in self.files:
            self.found.append(unreadable_path.diagnose(SETTINGS, "it is missing"))
            return
        source = self.text(SETTINGS)
        if source is None:
            return
        document = self.keep(documents.read(source))
        if document is None:
            return
        if isinstance(document.value, dict):
            self.book_settings = Entry("book", "book", document.value, source, document.marks)
        else:
            self.misfits.append(Misfit("book", source, source.span(document.marks.begin, document.marks.end), document.value))

    def content(self) -> None:
        """Read everything below `content/`."""
        folders = {kind.folder: kind for kind in self.kinds}
        for path in self.files:
            if not path.startswith("content/") or path == SETTINGS:
                continue
            kind = folders.get(path.split("/")[1])
            if not path.endswith(TEXT) or path.startswith(("content/data/", "content/assets/")):
                self.asset(path)
            elif kind is None:
                self.found.append(homeless_file.diagnose(path, folders))
            elif (source := self.text(path)) is not None:
                self.entries += self.members(kind, source)

    def asset(self, path: str) -> None:
        data = self.keep(discover.read(self.root, path))
        if data is not None:
            self.assets[path] = data

    def text(self, path: str) -> Source | None:
        """Bytes → a source, if it is text of a reasonable size."""
        data = self.keep(discover.read(self.root, path))
        if data is None:
            return None
        limit = LIMITS[Path(path).suffix]
        if len(data) > limit:
            self.found.append(oversized_input.diagnose(Span(path), f"{limit // 1_000_000} MB of text"))
            return None
        decoded = self.keep(discover.decode(path, data))
        if decoded is None:
            return None
        source = Source.of(path, decoded)
        self.sources[path] = source
        if (stray := stray_bom_or_line_ending.diagnose(source)) is not None:
            self.found.append(stray)
        return self.clean(source)

    def clean(self, source: Source) -> Source:
        """Report control characters and go on without them (same length, so every span still holds)."""
        faults = invisible_or_control_character.diagnose(source)
        self.found += faults
        text = invisible_or_control_character.FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", source.text) if faults else source.text
        return Source(source.path, text, source.starts)

    def members(self, kind: Collection, source: Source) -> Iterator[Entry]:
        """The entries of one file."""
        match kind.form:
            case Form.MARKDOWN:
                yield from self.chapter(kind, source)
            case Form.YAML_FILE:
                document = self.keep(documents.read(source, _start(source)))
                if document is not None:
                    yield from self.member(kind, source, document.value, document.marks)
            case Form.YAML_LIST:
                document = self.keep(documents.read(source, _start(source)))
                if document is not None and isinstance(document.value, list):
                    for number, value in enumerate(document.value):
                        yield from self.member(kind, source, value, document.marks.parts[number])
                elif document is not None:
                    self.misfits.append(Misfit(kind.name, source, _span(source, document.marks), document.value))

    def member(self, kind: Collection, source: Source, value: Any, marks: Marks) -> Iterator[Entry]:
        if isinstance(value, dict):
            yield self.entry(kind, source, value, marks, None)
        else:
            self.misfits.append(Misfit(kind.name, source, _span(source, marks), value))

    def chapter(self, kind: Collection, source: Source) -> Iterator[Entry]:
        """A Markdown file: front matter, if it has one, and a body."""
        start = _start(source)
        data: Any = {}
        marks, body = Marks(start, start), start
        if re.match(r"---[ \t]*\r?(?:\n|\Z)", source.text[start:]):
            opening = source.text.find("\n", start) + 1
            closing = CLOSING.search(source.text, opening) if opening else None
            if closing is None:
                self.found.append(unclosed_front_matter.diagnose(source.span(start, start + 3)))
                return
            document = self.keep(documents.read(source, opening, closing.start()))
            if document is None:
                return
            data, marks = document.value if document.value is not None else {}, document.marks
            body = closing.end()
        if not isinstance(data, dict):
            self.misfits.append(Misfit(kind.name, source, _span(source, marks), data))
            return
        yield self.entry(kind, source, data, marks, self.prose(source.text[body:], (), _from(source, body)))

    def entry(self, kind: Collection, source: Source, data: Mapping[str, Any], marks: Marks, body: Prose | None) -> Entry:
        given = data.get("id")
        name = given if isinstance(given, str) else PREFIX.sub("", Path(source.path).stem) if kind.form is not Form.YAML_LIST else ""
        fields = {way: self.field(source, marks, way, text) for way, text in collections.prose(kind.schema, data, self.declared)}
        return Entry(kind.name, name, data, source, marks, body, fields)

    def field(self, source: Source, marks: Marks, way: Way, text: str) -> Prose:
        """A Markdown field: its facts, with spans in the YAML file."""
        at = marks.at(way)
        return self.prose(text, way, scalars.locator(source, at.begin, at.end, text))

    def prose(self, text: str, way: Way, locate: markdown.Locate) -> Prose:
        events = parse(text)
        depth = 0
        for event in events:
            depth += (event.sort is Sort.OPEN) - (event.sort is Sort.CLOSE)
            if depth > DEPTH:
                self.found.append(excessive_nesting.diagnose(locate(event.begin, event.begin + 1), DEPTH))
                return Prose("")
        return markdown.read(text, events, locate, way)

    def keep(self, outcome: Outcome[Any]) -> Any:
        """The value of an outcome; its findings join ours."""
        self.found += outcome.diagnostics
        return outcome.value

    def book(self, today: str) -> Book:
        """All that was read."""
        return Book(
            settings=self.book_settings,
            collections=collections.ordered(self.kinds, self.book_settings.data),
            entries=tuple(self.entries),
            files=frozenset(self.files),
            assets=self.assets,
            schemas=self.declared,
            sources=self.sources,
            misfits=tuple(self.misfits),
            today=today,
        )


def _start(source: Source) -> int:
    """Behind the byte-order mark, if there is one."""
    return 1 if source.text.startswith("\ufeff") else 0


def _span(source: Source, marks: Marks) -> Span:
    return source.span(marks.begin, marks.end)


def _from(source: Source, base: int) -> markdown.Locate:
    return lambda begin, end: source.span(base + begin, base + end)


