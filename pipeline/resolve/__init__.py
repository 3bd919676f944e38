"""Book → Site: give every entry its place, look up every name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.model.citation import label
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book, Entry, Kind, Mention, Section
from pipeline.model.schema import Schema
from pipeline.model.site import Anchor, Edge, Exhibit, Item, Site, Target
from pipeline.resolve import destinations, exhibits, fields, items, names, paths, printed, wikilinks
from pipeline.resolve.faults import FAULTS
from pipeline.resolve.reader import Reader

__all__ = ["FAULTS", "resolve"]

UNTITLED = re.compile("\x02([^\x03]*)\x03")
UNTOLD = "\x02"
"""Begins what stands for a title not looked up yet."""
SIGNS = {Kind.CITATION: "@", Kind.WIKI: wikilinks.MARK}
"""What tells destinations apart that are written alike and read otherwise."""
NAMED = re.compile(r"(?:\A|\s)kind=([a-z][a-z0-9-]*)")


def resolve(book: Book, *, drafts: bool = False) -> Outcome[Site]:
    """Look up every name of a book. With `drafts`, entries marked so are items like others.

    Reports REF301, REF302, REF306-REF313, REF317, REF319, REF322, REF323, LNK201-LNK203 and IMG402. A reference that means
    nothing stays in the site without a target.
    """
    return _Resolver(book, drafts).site()


@dataclass(slots=True)
class _Resolver:
    """One resolving: what is known and what was noticed."""

    book: Book
    drafts: bool
    found: list[Diagnostic] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    meanings: dict[tuple[str, str], Target] = field(default_factory=dict)

    def site(self) -> Outcome[Site]:
        """Everything, in order."""
        every, unplaced = self.items()
        directory, faults = names.directory(self.book.collections, every, unplaced, self.book.lost)
        # Of entries with one id, the first in the files' order is the one that references mean.
        everyone = {item.key: item for item in every if directory.ids[item.collection.name][item.id] is item}
        self.found += faults
        starts = printed.starts(everyone.values())
        files = paths.by_file(everyone)
        reader = Reader(self.book, directory, files, starts, self.found.append, self.drafts)
        schemas = {kind.name: fields.telling(kind.schema) for kind in self.book.collections}
        for item in everyone.values():
            self.prose(item, reader)
            self.references(item, reader, schemas[item.collection.name])
        self.settings(reader)
        shown = {key: item for key, item in everyone.items() if self.drafts or item.status != "draft"}
        edges = [edge for edge in self.edges if edge.origin in shown and edge.target in shown]
        return Outcome(self.made(shown, edges), tuple(self.found))

    def items(self) -> tuple[list[Item], list[Entry]]:
        """Entries → items in reading order, and the entries that can't be any."""
        found: list[Item] = []
        unplaced: list[Entry] = []
        for kind in self.book.collections:
            made = [(entry, items.make(entry, kind)) for entry in self.book.entries if entry.collection == kind.name]
            found += sorted((item for _, item in made if item is not None), key=items.place)
            unplaced += [entry for entry, item in made if item is None]
        return exhibits.numbered(found, str(self.book.settings.data.get("language") or "en"), drafts=self.drafts), unplaced

    def prose(self, item: Item, reader: Reader) -> None:
        """The mentions of an item's Markdown."""
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                target = destinations.mentioned(reader, item, mention)
                if target is None:
                    continue
                self.meanings[item.key, SIGNS.get(mention.kind, "") + mention.target] = target
                if target.item is not None and (target.item != item.key or target.anchor is None):
                    self.edges.append(Edge(item.key, target.item, target.anchor, _kind(mention), mention, mention.context))

    def references(self, item: Item, reader: Reader, schema: Schema) -> None:
        """The reference fields, files and addresses of an item's YAML."""
        for each in fields.read(item.entry, schema):
            target = fields.target(reader, item, each)
            if target is not None and target.item is not None:
                self.edges.append(Edge(item.key, target.item, target.anchor, each.kind, each.mention, each.kind))

    def settings(self, reader: Reader) -> None:
        """The same of the book's settings. They stand on no page, so they make no edges.

        Without collections (their schemas could not be read) nobody can say what the settings name.
        """
        if not self.book.collections:
            return
        origin = fields.settings(self.book)
        for each in fields.read(origin.entry, fields.telling(origin.collection.schema)):
            fields.target(reader, origin, each)

    def made(self, shown: Mapping[str, Item], edges: list[Edge]) -> Site:
        """The site: items with their plain text, edges in order, back-references."""
        shown = {key: self.named(shown, item) for key, item in shown.items()}
        # Nearly nothing has to be told; a copy of every edge would cost more than the sorting.
        settled = [replace(edge, context=self.told(shown, edge.origin, edge.context)) if UNTOLD in edge.context else edge for edge in edges]
        settled.sort(key=lambda edge: (edge.mention.span.key, edge.origin, edge.target, edge.kind))
        mentioned: dict[str, list[Edge]] = {}
        for edge in settled:
            if edge.target != edge.origin:
                mentioned.setdefault(edge.target, []).append(edge)
        items = {key: replace(item, sections=self.sections(shown, key, item.entry)) for key, item in shown.items()}
        return Site(
            book=self.book,
            collections=self.book.collections,
            items=items,
            meanings=self.meanings,
            edges=tuple(settled),
            mentioned={key: tuple(found) for key, found in mentioned.items()},
            exhibits=tuple(exhibits.listed(items.values())),
        )

    def named(self, shown: Mapping[str, Item], item: Item) -> Item:
        """An item, its title, its headings and its captions with the titles that links in them borrow."""

        def told(exhibit: Exhibit) -> Exhibit:
            owner = exhibit.entry or item.key
            return replace(exhibit, caption=self.told(shown, owner, exhibit.caption)) if UNTOLD in exhibit.caption else exhibit

        def told_anchor(anchor: Anchor) -> Anchor:
            title = self.told(shown, item.key, anchor.title) if UNTOLD in anchor.title else anchor.title
            return replace(anchor, title=title, exhibit=told(anchor.exhibit) if anchor.exhibit else None)

        texts = [item.title, *(anchor.title for anchor in item.anchors), *(each.caption for each in item.exhibits)]
        if not any(UNTOLD in text for text in [*texts, item.exhibit.caption if item.exhibit else ""]):
            return item
        return replace(
            item,
            title=self.told(shown, item.key, item.title),
            anchors=tuple(map(told_anchor, item.anchors)),
            exhibits=tuple(map(told, item.exhibits)),
            exhibit=told(item.exhibit) if item.exhibit else None,
        )

    def sections(self, shown: Mapping[str, Item], key: str, entry: Entry) -> tuple[Section, ...]:
        """The plain text of an entry, all its Markdown in a row."""
        return tuple(
            replace(section, title=self.told(shown, key, section.title), text=self.told(shown, key, section.text))
            if UNTOLD in section.text or UNTOLD in section.title
            else section
            for _, prose in entry.prose()
            for section in prose.sections
        )

    def told(self, shown: Mapping[str, Item], origin: str, text: str) -> str:
        """Plain text with the titles of targets where the author left the link's text empty."""

        def title(written: str) -> str:
            target = self.meanings.get((origin, written))
            if target is None:
                return written
            if target.item is not None and target.item in shown:
                if written.startswith(SIGNS[Kind.CITATION]):
                    return label(shown[target.item], shown, self.book.collections)
                return _anchored(shown[target.item], target.anchor)
            return next((kind.plural for kind in self.book.collections if kind.name == target.collection), written)

        return UNTITLED.sub(lambda match: title(match[1]), text)


def _anchored(item: Item, anchor: str | None) -> str:
    """What a place is called: the anchor where there is one, else the item."""
    known = item.anchor(anchor)
    return known.name if known else item.name


def _kind(mention: Mention) -> str:
    """The kind of an edge in prose."""
    if (named := NAMED.search(mention.title)) is not None:
        return named[1]
    return {Kind.IMAGE: "embeds", Kind.CITATION: "cites"}.get(mention.kind, "mentions")
