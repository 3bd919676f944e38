"""Values of the book → nodes of JSON-LD."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.addresses import address
from pipeline.model.site import Item
from pipeline.render.html.sheet import Sheet

Node = dict[str, Any]


def node(kind: str, **said: Any) -> Node:
    """A node of a type; what is empty is not said. `id` stands for `@id`."""
    told = known(**said)
    name = {"@id": told.pop("id")} if "id" in told else {}
    return {"@type": kind, **name, **told}


def known(**said: Any) -> Node:
    """What is said and not empty."""
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def place(here: Sheet, item: Item) -> str:
    """The address of an item, which is its name, too."""
    return here.public(address(item))


def reference(here: Sheet, item: Item) -> Node:
    """An item that is told of elsewhere: by its name alone."""
    return {"@id": place(here, item)}


def person(here: Sheet, item: Item) -> Node:
    """A person of the book."""
    return node("Person", id=place(here, item), name=item.title)


def named(here: Sheet, item: Item, field: str) -> Iterator[Item]:
    """The items that a list of references in a field names, without those that are only text."""
    for number, _ in enumerate(texts(item, field)):
        target = here.press.named.get((item.key, (field, number)))
        if target:
            yield here.press.site.items[target]


def people(here: Sheet, item: Item, field: str) -> list[Node]:
    """The persons of the book that a field names."""
    return [person(here, found) for found in named(here, item, field)]


def credit(here: Sheet, item: Item, field: str) -> str:
    """The names in a field that are no persons of the book: nobody can tell people, groups and companies apart."""
    return ", ".join(text for number, text in enumerate(texts(item, field)) if (item.key, (field, number)) not in here.press.named)


def text(item: Item, field: str) -> str:
    """A field that is text (or a number), as text; empty when it is missing or still open."""
    value = item.data.get(field)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "tbc" else ""


def texts(item: Item, field: str) -> list[str]:
    """A field that is a list of texts."""
    value = item.data.get(field)
    return [str(each) for each in value] if isinstance(value, list) else []


def licence(said: Any) -> Any:
    """A licence as written: an address, or a work of that name."""
    if not isinstance(said, str) or not said:
        return None
    return said if said.startswith(("https://", "http://")) else node("CreativeWork", name=said)


def organisation(name: Any) -> Node | None:
    """A company or another body, by its name."""
    return node("Organization", name=name) if isinstance(name, str) and name and name != "tbc" else None
