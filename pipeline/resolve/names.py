"""All the names a reference may use, and what each one means: ids first, then keys, then aliases."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Collection, Entry, Lost
from pipeline.model.site import Item
from pipeline.model.span import Span
from pipeline.resolve.faults import duplicate_id
from pipeline.resolve.shortlist import Shortlist

SUFFIX = re.compile(r"\.(?:md|markdown|html|ya?ml)\Z")
Table = Mapping[str, Mapping[str, Item]]


@dataclass(frozen=True, slots=True)
class Names:
    """The directory of a book: per collection, which name means which item.

    `lost` are names of entries that could not become items; references to them are not reported a second time. Of a
    collection in `veiled`, nobody knows all names; `unread` are the paths of lost files.
    """

    collections: Mapping[str, Collection]
    words: Mapping[str, Collection] = field(repr=False)
    ids: Table = field(repr=False)
    others: Table = field(repr=False)
    aliases: Table = field(repr=False)
    lost: Mapping[str, frozenset[str]] = field(repr=False)
    veiled: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    lists: dict[tuple[str, ...], Shortlist[tuple[str, Item]]] = field(default_factory=dict, repr=False, compare=False)
    """Made when the first name is missed: of a sound book nobody asks for similar ones."""

    def prefix(self, word: str) -> Collection | None:
        """Prefix (or a collection's own name) → the collection."""
        return self.words.get(word)

    def find(self, collection: str, name: str) -> Item | None:
        """Name → the item it means in a collection: by id, key, alias."""
        for names in (self.ids, self.others, self.aliases):
            if name in names[collection]:
                return names[collection][name]
        return None

    def is_former(self, collection: str, name: str) -> bool:
        """Whether a name is one that an item once had."""
        return name in self.aliases[collection] and name not in self.ids[collection] and name not in self.others[collection]

    def is_lost(self, collection: str, name: str) -> bool:
        """Whether the entry of that name may be one that could not be read."""
        return name in self.lost[collection] or collection in self.veiled

    def similar(self, collection: str, name: str, *, beyond: bool) -> tuple[tuple[str, Item], ...]:
        """At most three items that were probably meant, the likeliest first, each with the name of it that was: its id or a key.

        One of that very name in another collection; else similar names in this collection, in the others (both only with
        `beyond`), else similar titles in this one.
        """
        plain = SUFFIX.sub("", name)
        others = tuple(other for other in self.collections if other != collection) if beyond else ()
        found = [(plain, item) for other in others if (item := self.find(other, plain)) is not None][:1]
        found = found or self._near((collection,), plain) or self._near(others, plain)
        found = found or self._listed((collection, "titles"), self._titles).nearest(plain)
        kept: dict[str, tuple[str, Item]] = {}
        for told, item in found:
            kept.setdefault(item.key, (told, item))
        return tuple(kept.values())

    def near(self, collection: str, name: str) -> bool:
        """Whether an item of a collection has a similar name."""
        return bool(self._near((collection,), name))

    def _near(self, collections: tuple[str, ...], name: str) -> list[tuple[str, Item]]:
        return self._listed(collections, self._names).nearest(name) if collections else []

    def _listed(
        self, whose: tuple[str, ...], names: Callable[[tuple[str, ...]], Mapping[str, tuple[str, Item]]]
    ) -> Shortlist[tuple[str, Item]]:
        if whose not in self.lists:
            self.lists[whose] = Shortlist(names(whose))
        return self.lists[whose]

    def _names(self, collections: tuple[str, ...]) -> Mapping[str, tuple[str, Item]]:
        """Every name, with the one to tell: of a former name, that is the id."""
        former = {name: (item.id, item) for kind in collections for name, item in self.aliases[kind].items()}
        return former | {
            name: (name, item) for kind in collections for names in (self.others, self.ids) for name, item in names[kind].items()
        }

    def _titles(self, whose: tuple[str, ...]) -> Mapping[str, tuple[str, Item]]:
        return {item.title: (item.id, item) for item in self.ids[whose[0]].values()}


def directory(
    collections: Iterable[Collection], items: Iterable[Item], unplaced: Iterable[Entry], lost: Iterable[Lost]
) -> tuple[Names, list[Diagnostic]]:
    """Items, the entries that could not be any, and the files that could not be read → the directory, and REF301 for names taken twice."""
    kinds = {kind.name: kind for kind in collections}
    tables: list[dict[str, dict[str, Item]]] = [{name: {} for name in kinds} for _ in range(3)]
    taken: dict[tuple[str, str], tuple[Item, Span]] = {}
    found: list[Diagnostic] = []
    ordered = sorted(items, key=lambda item: item.entry.place.key)
    for table, claims in zip(tables, (_ids, _keys, _aliases), strict=True):
        for item in ordered:
            kind = item.collection.name
            for claim, what, span in claims(item):
                # Names that differ in case alone are one name to a reader, and to many disks.
                first, place = taken.setdefault((kind, claim.casefold()), (item, span))
                if first is not item:
                    found.append(duplicate_id.diagnose(span, item.entry.name, claim, what, place))
                if not any(claim in names[kind] for names in tables):
                    table[kind][claim] = item
    return _names(kinds, tables, unplaced, tuple(lost)), found


def _names(
    kinds: Mapping[str, Collection], tables: list[dict[str, dict[str, Item]]], unplaced: Iterable[Entry], lost: tuple[Lost, ...]
) -> Names:
    gone: dict[str, set[str]] = {name: set() for name in kinds}
    paths = {file.path for file in lost}
    for file in lost:
        gone.get(file.collection, set()).update(file.names or ())
    for entry in unplaced:
        gone[entry.collection].add(entry.id)
        paths.add(entry.source.path)
    ids, others, aliases = tables
    return Names(
        collections=kinds,
        words={kind.name: kind for kind in kinds.values()} | {kind.prefix: kind for kind in kinds.values()},
        ids=ids,
        others=others,
        aliases=aliases,
        lost={name: frozenset(names) for name, names in gone.items()},
        veiled=frozenset(file.collection for file in lost if file.names is None),
        unread=frozenset(paths),
    )


Claims = Iterator[tuple[str, str, Span]]


def _ids(item: Item) -> Claims:
    # An id that no field states comes from the file's name.
    yield item.id, "id", item.entry.span("id") if "id" in item.data else Span(item.entry.source.path)


def _keys(item: Item) -> Claims:
    for name in item.collection.keys:
        value = item.data.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield str(value), f"`{name}`", item.entry.span(name)


def _aliases(item: Item) -> Claims:
    aliases = item.data.get("aliases", [])
    for number, alias in enumerate(aliases if isinstance(aliases, list) else []):
        if isinstance(alias, str):
            yield alias, "alias", item.entry.span("aliases", number)
