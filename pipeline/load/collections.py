"""Schemas → the collections they declare, and which of an entry's fields hold Markdown.

A schema that can't declare a collection is left out here; `validate` says what is wrong with it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.document import Collection, Form, Path
from pipeline.model.schema import Schema, expand, pruned, strings

WORDS = ("folder", "form", "prefix", "label", "plural", "route")
LISTS = ("title", "order", "facets", "keys")
OPTIONS = ("index", "group", "cite", "epub", "intro")


def declared(schemas: Mapping[str, Schema]) -> tuple[Collection, ...]:
    """Schemas by name → their collections, sorted by name; each with its schema, references to others replaced."""
    return tuple(
        _collection(name, expand(name, schemas), schema["x-collection"])
        for name, schema in sorted(schemas.items())
        if _sound(schema.get("x-collection"))
    )


def _sound(declaration: Any) -> bool:
    forms = {form.value for form in Form}
    return (
        isinstance(declaration, Mapping)
        and all(isinstance(declaration.get(word), str) for word in WORDS)
        and declaration["form"] in forms
        and all(isinstance(declaration.get(word, ""), str) for word in OPTIONS)
        and all(_texts(declaration.get(words, [])) for words in LISTS)
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _collection(name: str, schema: Schema, declaration: Mapping[str, Any]) -> Collection:
    return Collection(
        name=name,
        folder=declaration["folder"],
        form=Form(declaration["form"]),
        prefix=declaration["prefix"],
        label=declaration["label"],
        plural=declaration["plural"],
        titles=tuple(declaration.get("title", ())),
        order=tuple(declaration.get("order", ())),
        route=declaration["route"],
        index=declaration.get("index", f"{declaration['folder']}/index.html"),
        schema=schema,
        group=declaration.get("group"),
        facets=tuple(declaration.get("facets", ())),
        keys=tuple(declaration.get("keys", ())),
        cite=declaration.get("cite"),
        epub=declaration.get("epub", "end"),
        intro=declaration.get("intro", ""),
    )


def ordered(collections: tuple[Collection, ...], settings: Mapping[str, Any]) -> tuple[Collection, ...]:
    """Collections in the order in which `publish.nav` names their list pages; the others follow by name."""
    publish = settings.get("publish")
    nav = publish.get("nav", []) if isinstance(publish, Mapping) else []
    prefixes = [name.split(":")[0] for name in nav if isinstance(name, str)] if isinstance(nav, list) else []
    rank = {prefix: place for place, prefix in reversed(list(enumerate(prefixes)))}
    return tuple(sorted(collections, key=lambda kind: (rank.get(kind.prefix, len(prefixes)), kind.name)))


def prose(schema: Schema, data: Any) -> Iterator[tuple[Path, str]]:
    """The Markdown fields of an entry: (path, text) of each string whose schema, pruned by `markdown`, says `x-markdown`."""
    return ((path, text) for path, text, part in strings(schema, data) if part.get("x-markdown") is True)


def markdown(kind: Collection) -> Schema:
    """What is left of a collection's schema when only its Markdown fields count."""
    return pruned(kind.schema, ("x-markdown",))
