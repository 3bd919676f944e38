"""All the names a reference may use, and what each one means: ids first, then keys, then aliases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Collection
from pipeline.model.similar import nearest
from pipeline.model.site import Item
from pipeline.model.span import Span
from pipeline.resolve.faults import duplicate_id


@dataclass(frozen=True, slots=True)
class Names:
    """The directory of a book: per collection, which name means which item.

    `lost` are entries that could not become items; references to them are not reported a second time.
    """

    collections: Mapping[str, Collection]
    ids: Mapping[str, Mapping[str, Item]] = field(repr=False)
    others: Mapping[str, Mapping[str, Item]] = field(repr=False)
    aliases: Mapping[str, Mapping[str, Item]] = field(repr=False)
    lost: Mapping[str, frozenset[str]]

    def prefix(self, word: str) -> Collection | None:
        """The collection a prefix (or a collection's own name) stands for."""
        return next((kind for kind in self.collections.values() if word in {kind.prefix, kind.name}), None)

    def find(self, collection: str, name: str) -> Item | None:
        """The item a name means: by id, key, alias."""
        for names in (self.ids, self.others, self.aliases):
            if name in names[collection]:
                return names[collection][name]
        return None

    def similar(self, collection: str, name: str) -> tuple[Item, ...]:
        """The nearest three items of a collection, by id, key, alias or title."""
        named = {other: item for names in (self.aliases, self.others, self.ids) for other, item in names[collection].items()}
        found = [named[near] for near in nearest(name.removesuffix(".md"), sorted(named))]
        if not found:
            titles = {item.title: item for item in self.ids[collection].values()}
            found = [titles[near] for near in nearest(name, sorted(titles))]
        return tuple({item.key: item for item in found}.values())


def directory(collections: Iterable[Collection], items: Iterable[Item], lost: Iterable[tuple[str, str]]) -> tuple[Names, list[Diagnostic]]:
    """Items → the directory, and REF301 for every name that is taken."""
    kinds = {kind.name: kind for kind in collections}
    tables: list[dict[str, dict[str, Item]]] = [{name: {} for name in kinds} for _ in range(3)]
    found: list[Diagnostic] = []
    ordered = sorted(items, key=lambda item: item.entry.place.key)
    for table, claims in zip(tables, (_ids, _keys, _aliases), strict=True):
        for item in ordered:
            name = item.collection.name
            for claim, what, span in claims(item):
                first = next((taken[name][claim] for taken in tables if claim in taken[name]), None)
                if first is None:
                    table[name][claim] = item
                elif first.entry is not item.entry:
                    found.append(duplicate_id.diagnose(span, item.entry.name, claim, what, first.entry.place))
    gone: dict[str, set[str]] = {name: set() for name in kinds}
    for collection, identifier in lost:
        gone[collection].add(identifier)
    return Names(kinds, *tables, {name: frozenset(ids) for name, ids in gone.items()}), found


Claims = Iterator[tuple[str, str, Span]]


def _ids(item: Item) -> Claims:
    yield item.id, "id", item.entry.place


def _keys(item: Item) -> Claims:
    for name in item.collection.keys:
        value = item.data.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield str(value), "key", item.entry.span(name)


def _aliases(item: Item) -> Claims:
    aliases = item.data.get("aliases", [])
    for number, alias in enumerate(aliases if isinstance(aliases, list) else []):
        if isinstance(alias, str):
            yield alias, "alias", item.entry.span("aliases", number)
