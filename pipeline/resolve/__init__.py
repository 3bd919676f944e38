"""Book → Site: give every entry its place, look up every name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book, Entry, Kind, Mention, Section
from pipeline.model.document import Path as Way
from pipeline.model.site import Edge, Item, Site, Target
from pipeline.resolve import destinations, fields, items, names
from pipeline.resolve.faults import FAULTS, foreign_collection, missing_target

__all__ = ["FAULTS", "resolve"]

UNTITLED = re.compile("\x02([^\x03]*)\x03")
NAMED = re.compile(r'(?:\A|\s)kind=([a-z][a-z0-9-]*)')


def resolve(book: Book, *, drafts: bool = False) -> Outcome[Site]:
    """Look up every name of a book. With `drafts`, entries marked so are items like others.

    Reports REF301, REF302, REF306-REF310, REF312, REF313, REF317, REF319, REF322, LNK201-LNK203 and IMG402. A reference
    that means nothing stays in the site without a target.
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
        every, lost = self.items()
        directory, faults = names.directory(self.book.collections, every, lost)
        # Of entries with one id, the first in the files' order is the one that references mean.
        everyone = {item.key: item for item in every if directory.ids[item.collection.name][item.id] is item}
        self.found += faults
        reader = destinations.Reader(self.book, directory, destinations.by_file(everyone), self.found.append)
        shown = {key: item for key, item in everyone.items() if self.drafts or item.status != "draft"}
        for item in everyone.values():
            self.prose(item, reader)
            self.references(item, reader)
        edges = [edge for edge in self.edges if edge.origin in shown and edge.target in shown]
        return Outcome(self.made(shown, edges), tuple(self.found))

    def items(self) -> tuple[list[Item], list[tuple[str, str]]]:
        """Entries → items in reading order, and the entries that can't be any."""
        found: list[Item] = []
        lost: list[tuple[str, str]] = []
        for kind in self.book.collections:
            own = [entry for entry in self.book.entries if entry.collection == kind.name]
            made = {entry.place.key: items.make(entry, kind) for entry in own}
            found += sorted(filter(None, made.values()), key=items.place)
            lost += [(kind.name, entry.id) for entry in own if made[entry.place.key] is None]
        return found, lost

    def prose(self, item: Item, reader: destinations.Reader) -> None:
        """The mentions of an item's Markdown."""
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                target = reader.mention(item, mention)
                if target is None:
                    continue
                written = f"@{mention.target}" if mention.kind is Kind.CITATION else mention.target
                self.meanings[item.key, written] = target
                if target.item is not None and (target.item != item.key or target.anchor is None):
                    self.edges.append(Edge(item.key, target.item, target.anchor, _kind(mention), mention, mention.context))

    def references(self, item: Item, reader: destinations.Reader) -> None:
        """The reference fields and files of an item's YAML."""
        schema = item.collection.schema
        for reference in fields.references(self.book, item.entry, schema):
            span = item.entry.span(*reference.path)
            mention = Mention(reference.text, "", Kind.FIELD, span, reference.path)
            target = self.referred(item, mention, reference, reader)
            if target is not None:
                self.edges.append(Edge(item.key, target.key, None, reference.kind, mention, reference.kind))
        for path, text in fields.assets(self.book, item.entry, schema):
            if f"content/assets/{text}" not in self.book.assets:
                self.asset(item, path, text)

    def referred(self, item: Item, mention: Mention, reference: fields.Reference, reader: destinations.Reader) -> Item | None:
        """What a reference field names: a bare id or key, or `prefix:id` where several collections are allowed."""
        prefix, colon, rest = reference.text.partition(":")
        allowed = [reader.names.collections[name] for name in reference.collections if name in reader.names.collections]
        if colon and (kind := reader.names.prefix(prefix)) is not None:
            if kind.name in reference.collections:
                return reader.item(item, mention, kind, rest)
            self.found.append(foreign_collection.diagnose(mention.span, item.entry.name, reference.text, [kind.plural.lower() for kind in allowed]))
            return None
        for kind in allowed:
            if reader.names.find(kind.name, reference.text) is not None:
                return reader.item(item, mention, kind, reference.text)
        if allowed and not reference.free:
            return reader.item(item, mention, allowed[0], reference.text)
        return None

    def asset(self, item: Item, path: Way, text: str) -> None:
        known = {name.removeprefix("content/assets/"): name for name in self.book.assets if name.startswith("content/assets/")}
        same = [name for name in sorted(known) if name.casefold() == text.casefold()]
        near = same or [name for name in sorted(known) if name.rsplit("/", 1)[-1] == text.rsplit("/", 1)[-1]]
        near = near or list(destinations.nearest(text, sorted(known)))
        self.found.append(missing_target.diagnose(item.entry.span(*path), item.entry.name, text, near, safe=bool(same)))

    def made(self, shown: Mapping[str, Item], edges: list[Edge]) -> Site:
        """The site: items with their plain text, edges in order, back-references."""
        settled = [replace(edge, context=self.told(shown, edge.origin, edge.context)) for edge in edges]
        settled.sort(key=lambda edge: (edge.mention.span.key, edge.origin, edge.target, edge.kind))
        mentioned: dict[str, list[Edge]] = {}
        for edge in settled:
            if edge.target != edge.origin:
                mentioned.setdefault(edge.target, []).append(edge)
        return Site(
            book=self.book,
            collections=self.book.collections,
            items={key: replace(item, sections=self.sections(shown, key, item.entry)) for key, item in shown.items()},
            meanings=self.meanings,
            edges=tuple(settled),
            mentioned={key: tuple(found) for key, found in mentioned.items()},
        )

    def sections(self, shown: Mapping[str, Item], key: str, entry: Entry) -> tuple[Section, ...]:
        prose = [prose for _, prose in entry.prose()]
        return tuple(
            Section(section.anchor, section.title, self.told(shown, key, section.text)) for part in prose for section in part.sections
        )

    def told(self, shown: Mapping[str, Item], origin: str, text: str) -> str:
        """Plain text with the titles of targets where the author left the link's text empty."""

        def title(written: str) -> str:
            target = self.meanings.get((origin, written))
            if target is None:
                return written
            if target.item in shown:
                return _anchored(shown[target.item], target.anchor)
            return next((kind.plural for kind in self.book.collections if kind.name == target.collection), written)

        return UNTITLED.sub(lambda match: title(match[1]), text)


def _anchored(item: Item, anchor: str | None) -> str:
    """The title of a place: of the anchor where there is one, else of the item."""
    return next((known.title for known in item.anchors if known.id == anchor), item.title) if anchor else item.title


def _kind(mention: Mention) -> str:
    """The kind of an edge in prose."""
    if (named := NAMED.search(mention.title)) is not None:
        return named[1]
    return {Kind.IMAGE: "embeds", Kind.CITATION: "cites"}.get(mention.kind, "mentions")
