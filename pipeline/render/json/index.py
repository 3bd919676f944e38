"""A collection and its items → the list of them; and where each item's own file is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.json.addresses import url


def path(item: Item) -> str:
    """The file of an item, below `json/`; `index` is taken, and no id begins with `_`."""
    return f"{item.collection.folder}/{'_' if item.id == 'index' else ''}{item.id}.json"


def listing(collection: Collection, items: Iterable[Item]) -> dict[str, Any]:
    """A collection's list page, for programs: what it is, and its items in order."""
    items = tuple(items)
    return {**described(collection, items), "items": [brief(item) for item in items]}


def described(collection: Collection, items: Iterable[Item]) -> dict[str, Any]:
    """What a collection is, and how many items of each status it has. One without items has no list page."""
    items = tuple(items)
    return {
        "name": collection.name,
        "prefix": collection.prefix,
        "label": collection.label,
        "plural": collection.plural,
        "url": collection.index if items else None,
        "file": f"{collection.folder}/index.json",
        "group": collection.group,
        "facets": list(collection.facets),
        "counts": counts(items),
    }


def brief(item: Item) -> dict[str, Any]:
    """An item as lists show it."""
    return {"key": item.key, "title": item.title, "status": item.status, "url": url(item), "file": path(item)}


def counts(items: Iterable[Item]) -> Mapping[str, int]:
    """How many items have each status; statuses nobody has are absent."""
    return dict(sorted(Counter(item.status for item in items).items()))
