"""A folder on disk → a `Book`: every file read, every entry with the place of each of its parts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.load import collections, discover, guess, markdown, references, schemas
from pipeline.load import yaml as documents
from pipeline.load.changes import changed
from pipeline.load.discover import decode
from pipeline.load.faults import (
    FAULTS,
    bidi_control,
    excessive_nesting,
    homeless_file,
    invisible_or_control_character,
    stray_bom_or_line_ending,
    unclosed_front_matter,
    unreadable_path,
    unresolved_conflict,
)
from pipeline.load.places import addresses
from pipeline.load.reading import parse, parser
from pipeline.load.tree import CONTENT, MARKDOWN, TEMPLATE, TEMPLATES, YAML, Tree, is_asset, members, read, suffix
from pipeline.model import scalars
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book, Collection, Entry, Form, Lost, Marks, Misfit, Prose
from pipeline.model.document import Path as Way
from pipeline.model.markup import Event, Parse, Sort, named
from pipeline.model.safety import DIRECTION
from pipeline.model.schema import Schema
from pipeline.model.span import Source, Span

__all__ = [
    "FAULTS",
    "SETTINGS",
    "Tree",
    "addresses",
    "changed",
    "declared",
    "decode",
    "interpret",
    "load",
    "members",
    "parse",
    "parser",
    "read",
    "source",
    "sources",
]

SETTINGS = "content/book.yaml"
SUFFIXES = {Form.MARKDOWN: MARKDOWN, Form.YAML_LIST: YAML, Form.YAML_FILE: YAML}
OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)")
CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
DEPTH = 64
MARKS = re.compile(r"[>*_~\[+#.):-]")
"""What opens something in Markdown; one mark opens three levels at most (a list, its item, a paragraph)."""
EMPTY = Marks(0, 0)


def load(root: Path, texts: Mapping[str, str] | None = None) -> Outcome[Book]:
    """Read a repository. Reports YML001-YML011, SCH112, UNI001, UNI002, MKD105, BLD901 and BLD904; a broken file is left out.

    Of files named in `texts` that text counts, not what the disk holds.
    """
    return interpret(read(root).changed(texts or {}))


def interpret(tree: Tree, known: Mapping[str, tuple[Entry, ...]] | None = None, *, mentions: bool = True) -> Outcome[Book]:
    """What was read of a repository → the book. Reports what `load` does.

    `known` holds the entries of files that were interpreted before, without a finding. Without sound schemas nobody can say what
    the content means: then only the settings are looked at. Who asks about each file alone needs no `mentions`: the Markdown in
    fields is then looked at for its faults only, which takes half the time.
    """
    declared = schemas.read(tree.contents)
    loader = _Loader(tree, declared.value, [*tree.found, *declared.diagnostics], known or {}, mentions=mentions)
    loader.settings()
    loader.theme()
    if not declared.diagnostics:
        loader.content()
    return Outcome(loader.book(), tuple(loader.found))


def declared(tree: Tree) -> tuple[tuple[Collection, ...], Mapping[str, Schema]]:
    """What was read of a repository → the collections that its schemas declare, and the schemas by name."""
    found = schemas.read(tree.contents).value
    return collections.declared(found), found


def sources(tree: Tree, paths: Iterable[str]) -> Mapping[str, Source]:
    """What was read of a repository, and the texts wanted of it → the texts, as they stand in `Book.sources`."""
    return {path: source(tree, path) for path in paths}


def source(tree: Tree, path: str) -> Source:
    """What was read of a repository → the text of one file, empty where it could not be read."""
    read_of_it = tree.contents.get(path)
    return Source.of(path, ((read_of_it and read_of_it.value) or b"").decode("utf-8", "replace"))


@dataclass(slots=True)
class _Loader:
    """One reading of a repository: what has been read, what has been noticed."""

    tree: Tree
    schemas: Mapping[str, Schema]
    found: list[Diagnostic]
    known: Mapping[str, tuple[Entry, ...]]
    mentions: bool
    sources: dict[str, Source] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, Source] = field(default_factory=dict)
    kinds: tuple[Collection, ...] = ()
    prosaic: dict[str, Schema] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    parse: Parse = parse
    book_settings: Entry = field(default_factory=lambda: Entry("book", "book", {}, Source.of(SETTINGS, ""), EMPTY))

    def settings(self) -> None:
        """Read `content/book.yaml`."""
        if SETTINGS not in self.tree.files:
            self.found.append(unreadable_path.diagnose(SETTINGS, "it is missing"))
            return
        source = self.text(SETTINGS)
        if source is None or (document := self.keep(documents.read(source, _start(source)))) is None:
            return
        if isinstance(document.value, dict):
            self.book_settings = Entry("book", "book", document.value, source, document.marks)
            self.parse = parser(document.value)
        else:
            self.misfits.append(Misfit("book", source, _span(source, document.marks), document.value))

    def content(self) -> None:
        """Read everything below `content/`."""
        self.kinds = collections.declared(self.schemas)
        self.prosaic = {kind.name: collections.markdown(kind) for kind in self.kinds}
        # Which of two equal ids comes first must not depend on who lists the files.
        for path in sorted(self.tree.files):
            if not path.startswith(CONTENT) or path == SETTINGS:
                continue
            kind = next((kind for kind in self.kinds if path.startswith(f"{CONTENT}{kind.folder}/")), None)
            if is_asset(path):
                self.asset(path)
            elif kind is None or suffix(path) not in SUFFIXES[kind.form]:
                self.homeless(path, kind)
            elif path in self.known:
                self.sources[path] = self.known[path][0].source
                self.entries += self.known[path]
            elif (source := self.text(path)) is None:
                self.lost.append(guess.lost(kind, path, self.sources.get(path)))
            else:
                before = len(self.entries)
                self.entries += self.members(kind, source)
                if len(self.entries) == before:
                    self.lost.append(guess.lost(kind, path, source))

    def theme(self) -> None:
        """Read everything below `templates/` that a website is made of."""
        for path in sorted(self.tree.files):
            if path.startswith(TEMPLATES) and suffix(path) in TEMPLATE and self.text(path) is not None:
                self.templates[path.removeprefix(TEMPLATES)] = self.sources[path]

    def asset(self, path: str) -> None:
        data = self.keep(self.tree.contents[path])
        if data is None:
            self.lost.append(Lost("", path))
        else:
            self.assets[path] = data

    def homeless(self, path: str, kind: Collection | None) -> None:
        """A text file that no collection claims, or of a kind that its collection is not made of."""
        near = kind or homeless_file.nearest_to(path, self.kinds)
        self.found.append(homeless_file.diagnose(path, self.kinds, near, claimed=kind is not None))
        self.lost.append(guess.lost(near, path, self.glimpse(path)) if near else Lost("", path))

    def glimpse(self, path: str) -> Source | None:
        """A file that is no part of the book, for the names in it alone."""
        data = self.tree.contents[path].value
        return Source.of(path, data.decode("utf-8", "replace")) if data is not None else None

    def text(self, path: str) -> Source | None:
        """A file → a source, if it is text of a reasonable size."""
        data = self.keep(self.tree.contents[path])
        if data is None:
            return None
        decoded = self.keep(discover.decode(path, data))
        source = self.sources[path] = Source.of(path, decoded if decoded is not None else data.decode("utf-8", "replace"))
        if decoded is None:
            return None
        conflict = unresolved_conflict.diagnose(source, prose=suffix(path) in MARKDOWN)
        if conflict is not None:
            self.found.append(conflict)
            return None
        self.found += stray_bom_or_line_ending.diagnose(source)
        self.found += bidi_control.diagnose(source)
        faults = invisible_or_control_character.diagnose(source)
        self.found += faults
        # The places stay what they are, and no later stage meets a character that it could not write.
        return Source(path, invisible_or_control_character.without(source.text), source.starts) if faults else source

    def members(self, kind: Collection, source: Source) -> Iterator[Entry]:
        """The entries of one file."""
        if kind.form is Form.MARKDOWN:
            yield from self.chapter(kind, source)
            return
        document = self.keep(documents.read(source, _start(source)))
        if document is None:
            return
        if kind.form is Form.YAML_FILE:
            yield from self.member(kind, source, document.value, document.marks)
        elif isinstance(document.value, list):
            for number, value in enumerate(document.value):
                yield from self.member(kind, source, value, document.marks.parts[number])
        else:
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
        if (opening := OPENING.match(source.text, start)) is not None:
            closing = CLOSING.search(source.text, opening.end())
            if closing is None:
                self.found.append(unclosed_front_matter.diagnose(source.span(start, start + 3)))
                return
            document = self.keep(documents.read(source, opening.end(), closing.start()))
            if document is None:
                return
            data, marks = document.value if document.value is not None else {}, document.marks
            body = closing.end()
        if not isinstance(data, dict):
            self.misfits.append(Misfit(kind.name, source, _span(source, marks), data))
            return
        yield self.entry(kind, source, data, marks, self.prose(kind, source.text[body:], (), _from(source, body)))

    def entry(self, kind: Collection, source: Source, data: Mapping[str, Any], marks: Marks, body: Prose | None) -> Entry:
        given = data.get("id")
        name = given if isinstance(given, str) else guess.stem(source.path) if kind.form is not Form.YAML_LIST else ""
        fields = {way: self.field(kind, source, marks, way, text) for way, text in collections.prose(self.prosaic[kind.name], data)}
        return Entry(kind.name, name, data, source, marks, body, fields)

    def field(self, kind: Collection, source: Source, marks: Marks, way: Way, text: str) -> Prose:
        """A Markdown field: its facts, with spans in the YAML file."""
        at = marks.at(way)
        if not self.mentions and len(MARKS.findall(text)) < DEPTH // 4:
            return Prose(text)
        return self.prose(kind, text, way, scalars.locator(source, at.begin, at.end, text))

    def prose(self, kind: Collection, text: str, way: Way, locate: markdown.Locate) -> Prose:
        events = list(map(named, self.parse(text)))
        self.found += _hidden(text, events, locate)
        depth = 0
        for event in events:
            depth += (event.sort is Sort.OPEN) - (event.sort is Sort.CLOSE)
            if depth > DEPTH:
                place = locate(event.begin, event.begin + 1)
                self.found.append(excessive_nesting.diagnose(place, DEPTH))
                self.lost.append(Lost(kind.name, place.path))
                return Prose("")
        return markdown.read(text, events, locate, way)

    def keep(self, outcome: Outcome[Any]) -> Any:
        """The value of an outcome; its findings join ours."""
        self.found += outcome.diagnostics
        return outcome.value

    def book(self) -> Book:
        """All that was read."""
        return Book(
            settings=self.book_settings,
            collections=collections.ordered(self.kinds, self.book_settings.data),
            entries=tuple(self.entries),
            files=frozenset(self.tree.files),
            assets=self.assets,
            schemas=self.schemas,
            sources=self.sources,
            misfits=tuple(self.misfits),
            lost=tuple(self.lost),
            templates=self.templates,
            today=self.tree.today,
        )


def _hidden(text: str, events: Sequence[Event], locate: markdown.Locate) -> Iterator[Diagnostic]:
    """Findings at the character references in a text that stand for what nobody sees."""
    for begin, end, character in references.hidden(text, events)[: invisible_or_control_character.MOST]:
        fault = bidi_control if DIRECTION.search(character) else invisible_or_control_character
        yield fault.referred(locate(begin, end), text[begin:end], character)


def _start(source: Source) -> int:
    """Behind the byte-order mark, if there is one."""
    return 1 if source.text.startswith("\ufeff") else 0


def _span(source: Source, marks: Marks) -> Span:
    return source.span(marks.begin, marks.end)


def _from(source: Source, base: int) -> markdown.Locate:
    return lambda begin, end: source.span(base + begin, base + end)
