"""A book whose names have been looked up: every item has a place, every reference a target or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model.document import Book, Collection, Entry, Heading, Mention, Section


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or a table as readers know it: "Figure 6-2".

    `kind` is `figure` or `table`, `label` what that is called in the language of the book; `number` is empty where the page has none to
    begin it with. `item` is the page that shows it and `anchor` its id there; both are empty for one that is only printed. `caption` is
    plain text, `entry` the key of its own entry.
    """

    kind: str
    label: str
    number: str
    caption: str
    item: str = ""
    anchor: str = ""
    entry: str = ""

    @property
    def name(self) -> str:
        """What a sentence calls it: its number, or its caption where it has none."""
        return f"{self.label} {self.number}" if self.number else self.caption or self.label


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place inside an item that a link may name: a heading, an outline row, a figure or a table, an author's own id.

    `page` is the print page (as printed, so `ix` too), where the outline states one.
    """

    id: str
    title: str
    level: int = 0
    page: str | None = None
    exhibit: Exhibit | None = None

    @property
    def name(self) -> str:
        """What stands where a link's text is empty."""
        return self.exhibit.name if self.exhibit else self.title


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with a title and a place in the published book.

    `key` is its name in references (`chapter:finetuning`); `route` its page, `fragment` its anchor there
    when entries share a page (empty otherwise). `anchors` are the places a link may name in it, in reading order;
    `sections` its plain text. `exhibits` are the figures and tables of its own body, in order; `exhibit` says what it is called
    if it is a figure or a table itself.
    """

    entry: Entry
    collection: Collection
    key: str
    title: str
    route: str
    fragment: str = ""
    anchors: tuple[Anchor, ...] = ()
    sections: tuple[Section, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    exhibit: Exhibit | None = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def data(self) -> Mapping[str, Any]:
        """The entry's fields."""
        return self.entry.data

    @property
    def status(self) -> str:
        """The entry's status."""
        return self.entry.status

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body, with the titles that links in them borrow."""
        headings = self.entry.body.headings if self.entry.body else ()
        if not any("\x02" in each.text for each in headings):
            return headings
        titles = {anchor.id: anchor.title for anchor in self.anchors if anchor.level}
        return tuple(replace(each, text=titles.get(each.anchor, each.text)) if "\x02" in each.text else each for each in headings)

    @property
    def number(self) -> Any:
        """Its number: of a figure or a table, else as its entry says; `None` without one."""
        return (self.exhibit.number if self.exhibit else "") or self.data.get("number")

    @property
    def label(self) -> str:
        """What it is: "Table", "Chapter"."""
        return self.exhibit.label if self.exhibit else self.collection.label

    @property
    def name(self) -> str:
        """What stands where a link's text is empty: its title, or the number of a figure or a table."""
        return self.exhibit.name if self.exhibit and self.exhibit.number else self.title

    def anchor(self, name: str | None) -> Anchor | None:
        """The place of a name; `None` when there is none."""
        return next((anchor for anchor in self.anchors if anchor.id == name), None) if name else None

    def place(self, anchor: str = "") -> str:
        """The id of an anchor on the item's page; without one that of the item, empty where the page is its own.

        Entries that share a page keep their anchors apart: `air-canada:sources`.
        """
        return f"{self.fragment}:{anchor}" if self.fragment and anchor else anchor or self.fragment

    @property
    def summary(self) -> str:
        """One or two sentences for lists and cards (inline Markdown): summary, note, definition or caption."""
        for name in ("summary", "note", "definition", "caption", "description", "outcome"):
            if isinstance(self.data.get(name), str):
                return str(self.data[name])
        return ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a written destination means.

    Exactly one of these holds: an item (with an anchor or without), a collection's list page
    (`filters` narrow it), an asset of the book, a print anchor (`page` and perhaps `item`), or an external `url`.
    """

    item: str | None = None
    anchor: str | None = None
    collection: str | None = None
    filters: tuple[tuple[str, str], ...] = ()
    asset: str | None = None
    page: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One item names another: the arrow of the reference graph.

    `kind` is the field's name in YAML, `mentions`, `embeds` or `cites` in prose (or what the link's title says).
    `context` is the sentence around a mention in prose (at most 200 characters), or the field's name.
    """

    origin: str
    target: str
    anchor: str | None
    kind: str
    mention: Mention
    context: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A book ready to be judged and rendered.

    `items` stand in reading order: collections as `book.yaml` and the schemas order them, items by their sort fields.
    `meanings` tells what each destination written by an item means: (item key, destination as written) → Target;
    a destination that names nothing is absent. `edges` are sorted; `mentioned` lists them by target.
    """

    book: Book
    collections: tuple[Collection, ...]
    items: Mapping[str, Item]
    meanings: Mapping[tuple[str, str], Target] = field(repr=False)
    edges: tuple[Edge, ...] = field(repr=False)
    mentioned: Mapping[str, tuple[Edge, ...]] = field(repr=False)
    exhibits: tuple[Exhibit, ...] = field(default=(), repr=False)
    """All figures and tables with a caption that a page shows, in reading order."""

    def of(self, collection: str) -> tuple[Item, ...]:
        """The items of a collection, in order."""
        return tuple(item for item in self.items.values() if item.collection.name == collection)

    def meaning(self, origin: str, destination: str) -> Target | None:
        """What a destination written by an item means; `None` when it names nothing."""
        return self.meanings.get((origin, destination))

    def refers(self, origin: str, kind: str) -> tuple[Item, ...]:
        """The items that a reference field of an item names, in the order written."""
        return tuple(self.items[edge.target] for edge in self.edges if edge.origin == origin and edge.kind == kind)
