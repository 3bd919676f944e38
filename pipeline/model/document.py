"""What an author wrote: collections, entries and their Markdown, read but not yet looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline.model import scalars
from pipeline.model.span import Source, Span

Path = tuple[str | int, ...]
"""A way into data: field names and list indexes, as in `("outline", 0, "title")`."""
NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Form(Enum):
    """How the entries of a collection lie on disk."""

    MARKDOWN = "markdown"
    YAML_LIST = "yaml-list"
    YAML_FILE = "yaml-file"


class Marks(NamedTuple):
    """Where a YAML value stands: offsets of the value, of its keys or items, and of its comments-free text.

    `keys` maps a field name to the offsets of the key; `parts` maps a field name or an index to the
    marks of the value there. Scalars have neither. No dataclass, because a book has a hundred
    thousand of them.
    """

    begin: int
    end: int
    keys: Mapping[str, tuple[int, int]] = NOTHING
    parts: Mapping[str | int, "Marks"] = NOTHING

    def at(self, path: Path) -> "Marks":
        """The marks at a path, or of the nearest parent that exists."""
        found = self
        for step in path:
            if step not in found.parts:
                return found
            found = found.parts[step]
        return found


@dataclass(frozen=True, slots=True)
class Collection:
    """A kind of content, declared by the `x-collection` of its schema and nothing else."""

    name: str
    folder: str
    form: Form
    prefix: str
    label: str
    plural: str
    titles: tuple[str, ...]
    order: tuple[str, ...]
    route: str
    index: str
    schema: Mapping[str, Any] = field(repr=False, hash=False, compare=False)
    group: str | None = None
    facets: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    cite: str | None = None
    epub: str = "end"
    intro: str = ""
    """A sentence or two for readers, above the list."""

    def property(self, name: str) -> Mapping[str, Any]:
        """The schema of one field, without references to others; empty when there is none."""
        found = self.schema.get("properties", {}).get(name, {})
        return found if isinstance(found, Mapping) else {}


class Kind(Enum):
    """How a mention is written."""

    LINK = "link"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    IMAGE = "image"
    CITATION = "citation"
    HTML = "html"
    FIELD = "field"
    WIKI = "wiki"
    INCLUDE = "include"


@dataclass(frozen=True, slots=True)
class Mention:
    r"""One place where an entry names something else: a link, an image, a citation, a reference field.

    `target` is the destination as written; the text at `span` is that destination. A reference link has it elsewhere: then `span` is the
    link, and `defined` the destination in the definition.
    `field` is the path of the YAML field it stands in, empty in a body; `title` the link's title.
    `context` is the sentence around it, markup removed (`\x02target\x03` for an empty link text, as in `Section`); `section` the
    anchor of the heading it stands under, empty before the first.
    """

    target: str
    text: str
    kind: Kind
    span: Span
    field: Path = ()
    title: str = ""
    context: str = ""
    section: str = ""
    defined: Span | None = None

    @property
    def place(self) -> Span:
        """Where the destination is written."""
        return self.defined or self.span


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or a table with a caption, in a body: its kind (`figure`, `table`), the name its author gave it, its caption in plain text.

    A picture alone in its paragraph that is named by a prefix, such as `figure:flow`, is one of kind `entry`; its name is that
    destination, and it has its caption from there.
    """

    kind: str
    id: str
    caption: str
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: level 1-6, its plain text, its anchor (GitHub's rule), its place."""

    level: int
    text: str
    anchor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block: its info string, its text, its place, and whether its author closed it."""

    info: str
    text: str
    span: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag an author wrote: its name, the names of its attributes, its place. `whole`: it ends in `/>`."""

    name: str
    attributes: tuple[str, ...]
    span: Span
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that is shown as it is written, from one piece of markup to the next: offsets into the Markdown.

    Code, mathematics, HTML and destinations are no part of one; line breaks are. `linked`: it is the text of a link or an image.
    """

    begin: int
    end: int
    linked: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A line `[label]: destination` that links refer to, or (with `note`) a footnote.

    `used` says that something refers to it; `first` is the definition of the same label that counts instead of it.
    """

    label: str
    span: Span
    note: bool = False
    used: bool = True
    first: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    r"""The plain text under one heading (or before the first): what search and retrieval read.

    The anchor and the title are empty before the first heading. In the text, `\x02target\x03` stands for the title of a
    link's target where the author left the link's text empty, and `\x02@id\x03` for how a resource is cited; `resolve` fills both in,
    in `Item.sections`.
    """

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as read: the text, and the facts every later stage needs of it.

    `anchors` are ids an author wrote in raw HTML, `tags` all raw start tags, `ends` all raw end tags; `sections` hold the plain
    text, and `plain` tells where in `text` it is written. `exhibits` are the figures and tables with captions, in order.
    """

    text: str
    mentions: tuple[Mention, ...] = ()
    headings: tuple[Heading, ...] = ()
    fences: tuple[Fence, ...] = ()
    anchors: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    sections: tuple[Section, ...] = ()
    words: int = 0
    ends: tuple[Tag, ...] = ()
    plain: tuple[Stretch, ...] = ()
    definitions: tuple[Definition, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a collection as its author wrote it: fields, their places, and a body if it has one."""

    collection: str
    id: str
    data: Mapping[str, Any]
    source: Source = field(repr=False)
    marks: Marks = field(repr=False)
    body: Prose | None = field(default=None, repr=False)
    fields: Mapping[Path, Prose] = field(default_factory=dict, repr=False)
    """The fields whose schema says `x-markdown`, parsed."""

    @property
    def name(self) -> str:
        """How diagnostics call it: `resources:deep-learning-book`."""
        return f"{self.collection}:{self.id}"

    @property
    def status(self) -> str:
        """`published` unless the author says otherwise."""
        status = self.data.get("status", "published")
        return status if isinstance(status, str) else "published"

    def span(self, *path: str | int) -> Span:
        """Where the value at a path stands (or its nearest parent that exists)."""
        marks = self.marks.at(path)
        return self.source.span(marks.begin, marks.end)

    def key_span(self, *path: str | int) -> Span:
        """Where the key of the field at a path stands (or its value, in a list)."""
        *parent, last = path
        keys = self.marks.at(tuple(parent)).keys
        return self.source.span(*keys[last]) if isinstance(last, str) and last in keys else self.span(*path)

    @property
    def place(self) -> Span:
        """Where the entry begins: the value of its id, else its first key."""
        if "id" in self.marks.keys:
            return self.span("id")
        return self.source.span(*next(iter(self.marks.keys.values()), (self.marks.begin, self.marks.begin)))

    def within(self, path: Path, begin: int, end: int) -> Span:
        """Where a stretch of the Markdown at a path (the empty one: the body) stands in the file."""
        if path or self.body is None:
            marks = self.marks.at(path)
            return scalars.locator(self.source, marks.begin, marks.end, self.fields[path].text)(begin, end)
        base = len(self.source.text) - len(self.body.text)
        return self.source.span(base + begin, base + end)

    def prose(self) -> Iterator[tuple[Path, Prose]]:
        """All Markdown of the entry, the body first (under the empty path)."""
        if self.body is not None:
            yield (), self.body
        yield from self.fields.items()


@dataclass(frozen=True, slots=True)
class Misfit:
    """A file of a collection whose top level has the wrong shape: empty, or text where entries should be.

    `value` is what the file holds (`None` when it is empty), or the list item that is no mapping.
    """

    collection: str
    source: Source = field(repr=False)
    span: Span
    value: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that could not be read, and the names of entries that seem to stand in it (`None`: nobody knows).

    Whoever refers to them is not to blame: the file's own fault is reported. `collection` is empty for what holds no entries.
    """

    collection: str
    path: str
    names: frozenset[str] | None = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A repository as read: its settings, its collections, its entries, its files; names not yet looked up.

    `files` holds the path of every file of the repository (git's own listing where there is one),
    `assets` the bytes of those under `content/` that are neither Markdown nor YAML, and of all under `content/assets/`,
    `content/data/` and `content/code/`.
    """

    settings: Entry
    collections: tuple[Collection, ...]
    entries: tuple[Entry, ...]
    files: frozenset[str]
    assets: Mapping[str, bytes] = field(repr=False, hash=False, compare=False)
    schemas: Mapping[str, Mapping[str, Any]] = field(repr=False, hash=False, compare=False)
    sources: Mapping[str, Source] = field(repr=False, hash=False, compare=False)
    misfits: tuple[Misfit, ...] = ()
    lost: tuple[Lost, ...] = ()
    templates: Mapping[str, Source] = field(default_factory=dict, repr=False, hash=False, compare=False)
    """The book's own files for the website, by their names below `templates/`; they stand in for those of the theme."""
    today: str = ""
    """The one clock, as YYYY-MM-DD: SOURCE_DATE_EPOCH, else the date of the last commit; empty when unknown."""

    def collection(self, name: str) -> Collection:
        """A collection by name."""
        return next(found for found in self.collections if found.name == name)
