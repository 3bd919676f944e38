"""A resource → how running text cites it: "Hu et al., 2021"."""

import re
from collections.abc import Iterable, Mapping

from pipeline.model.document import Collection
from pipeline.model.site import Item

FIELD = re.compile(r"\{([a-z0-9_]+)\}")
MANY = 2


def label(item: Item, items: Mapping[str, Item], collections: Iterable[Collection]) -> str:
    """A resource and all items and collections → its words, by the `cite` template of its collection."""
    words = []
    for name in FIELD.findall(item.collection.cite or ""):
        value = item.data.get(name)
        if isinstance(value, list) and value:
            words.append(_names([str(one) for one in value], items, collections))
        elif isinstance(value, str | int):
            words.append(str(value))
    return ", ".join(words) or item.title


def _names(names: list[str], items: Mapping[str, Item], collections: Iterable[Collection]) -> str:
    prefix = next((kind.prefix for kind in collections if kind.name == "people"), "")
    people = [items.get(f"{prefix}:{name}") for name in names]
    full = [person.title if person else name for person, name in zip(people, names, strict=True)]
    return f"{full[0]} et al." if len(full) > MANY else " and ".join(full)
