"""Site → what the publication holds, in which order: one leaf for each document before it is cut.

Collections stand as their schema's `epub` says: `body` first, each entry in a document of its own; then `end`, Markdown
entries in documents of their own behind a list, YAML entries together; then `notes`, always together; `none` nowhere.
Within these, `publish.nav` decides; entries that it names ahead of the body open the publication.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.document import Collection, Form
from pipeline.model.site import Item, Site
from pipeline.render.epub.names import file_name

SHOWN = frozenset({"published", "tbc"})
LISTED = SHOWN | {"coming-soon"}
TIERS = ("body", "end", "notes")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document of the publication: the entries it holds, or the list in front of documents of their own.

    `name` is the stem of its file. `tier` is `front`, `body`, `end`, `notes`, `further` or `index`; `depth` its place in the
    contents, 1 for what stands below a list. `alone` tells that its one entry is the document.
    """

    name: str
    title: str
    items: tuple[Item, ...]
    collection: Collection
    tier: str
    depth: int = 0
    alone: bool = False


def plan(site: Site) -> tuple[Leaf, ...]:
    """The leaves in reading order."""
    named = _navigation(site)
    front = _front(site, named)
    leaves = [_article(site.items[key], "front") for key in front]
    for tier in TIERS:
        taken = {leaf.name for leaf in leaves}
        leaves += [leaf for leaf in _tier(site, tier, named) if leaf.name not in taken]
    return tuple(leaves)


def _navigation(site: Site) -> list[str]:
    """`publish.nav` as written: keys of entries, and prefixes with a colon for lists."""
    publish = site.book.settings.data.get("publish")
    nav = publish.get("nav") if isinstance(publish, dict) else None
    return [name for name in nav if isinstance(name, str)] if isinstance(nav, list) else []


def _front(site: Site, named: list[str]) -> list[str]:
    """The entries that the navigation names ahead of the first list of the body."""
    body = {f"{collection.prefix}:" for collection in site.collections if collection.epub == "body"}
    first = next((place for place, name in enumerate(named) if name in body), 0)
    return [name for name in named[:first] if name in site.items and site.items[name].status in SHOWN and _has_document(site.items[name])]


def alone(item: Item) -> bool:
    """Whether what an item has to say stands in a document of its own."""
    return item.collection.epub == "body" or _has_document(item)


def _has_document(item: Item) -> bool:
    return item.collection.epub in {"body", "end"} and item.collection.form is Form.MARKDOWN


def _tier(site: Site, tier: str, named: list[str]) -> Iterator[Leaf]:
    """The leaves of one tier: what the navigation names, then the rest of its collections."""
    collections = {f"{each.prefix}:": each for each in site.collections if each.epub == tier}
    order = [name for name in named if name in collections or (name in site.items and site.items[name].collection.epub == tier)]
    single = {name for name in order if name in site.items and _has_document(site.items[name]) and site.items[name].status in SHOWN}
    for name in [*order, *(prefix for prefix in collections if prefix not in order)]:
        if name in collections:
            rest = tuple(item for item in site.of(collections[name].name) if item.status in LISTED and item.key not in single)
            yield from _collection(collections[name], rest, tier)
        elif name in single:
            yield _article(site.items[name], tier)


def _collection(collection: Collection, items: tuple[Item, ...], tier: str) -> Iterator[Leaf]:
    if not items:
        return
    if tier == "body":
        yield from (_article(item, tier) for item in items)
        return
    yield Leaf(file_name(collection.folder), collection.plural, items, collection, tier)
    if tier == "end" and collection.form is Form.MARKDOWN:
        yield from (_article(item, tier, depth=1) for item in items if item.status in SHOWN)


def _article(item: Item, tier: str, depth: int = 0) -> Leaf:
    return Leaf(f"{file_name(item.collection.folder)}.{file_name(item.id)}", item.title, (item,), item.collection, tier, depth, alone=True)


def further(items: Iterable[Item], title: str) -> Leaf | None:
    """The leaf at the end: entries that are named in the publication and stand nowhere else in it.

    No folder gives a name that begins with `_`.
    """
    found = tuple(items)
    return Leaf("_further", title, found, found[0].collection, "further") if found else None


def last(collection: Collection, title: str) -> Leaf:
    """The leaf of the index, which names entries and holds none."""
    return Leaf("_index", title, (), collection, "index")
