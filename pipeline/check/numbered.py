"""A site → its collections whose entries are called by a label and a number, as in "Chapter 6"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.document import Collection
from pipeline.model.site import Item, Site


@dataclass(frozen=True, slots=True)
class Numbered:
    """A collection with numbers: its label, and its items by number."""

    collection: Collection
    label: str
    items: Mapping[int, Item]


def bare(item: Item) -> str:
    """The title of an item without its number: what its author called it."""
    title = item.data.get("title")
    return title if isinstance(title, str) else item.title


def numbered(site: Site) -> Iterator[Numbered]:
    """The collections that have a key of whole numbers and a label of one word or more."""
    for kind in site.collections:
        keys = [key for key in kind.keys if kind.property(key).get("type") == "integer"]
        items = {item.data[key]: item for key in keys for item in site.of(kind.name) if type(item.data.get(key)) is int}
        if items:
            yield Numbered(kind, kind.label, items)
