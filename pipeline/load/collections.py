"""Schemas → the collections they declare, and which of an entry's fields hold Markdown.

A schema that can't declare a collection is left out here; `validate` says what is wrong with it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.document import Collection, Form, Path

WORDS = ("folder", "form", "prefix", "label", "plural", "route")


def declared(schemas: Mapping[str, Mapping[str, Any]]) -> tuple[Collection, ...]:
    """Schemas by name → their collections, sorted by name."""
    return tuple(
        _collection(name, schema, schema["x-collection"])
        for name, schema in sorted(schemas.items())
        if isinstance(schema, Mapping) and _sound(schema.get("x-collection"))
    )


def _sound(declaration: Any) -> bool:
    forms = {form.value for form in Form}
    return (
        isinstance(declaration, Mapping)
        and all(isinstance(declaration.get(word), str) for word in WORDS)
        and declaration["form"] in forms
        and all(isinstance(declaration.get(words, []), list) for words in ("title", "order", "facets", "keys"))
    )


def _collection(name: str, schema: Mapping[str, Any], declaration: Mapping[str, Any]) -> Collection:
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
    )


def ordered(collections: tuple[Collection, ...], settings: Mapping[str, Any]) -> tuple[Collection, ...]:
    """Collections in the order in which `publish.nav` names their list pages; the others follow by name."""
    publish = settings.get("publish")
    nav = publish.get("nav", []) if isinstance(publish, Mapping) else []
    prefixes = [name.split(":")[0] for name in nav if isinstance(name, str)] if isinstance(nav, list) else []
    rank = {prefix: place for place, prefix in reversed(list(enumerate(prefixes)))}
    return tuple(sorted(collections, key=lambda kind: (rank.get(kind.prefix, len(prefixes)), kind.name)))


def prose(schema: Mapping[str, Any], data: Any, schemas: Mapping[str, Any], way: Path = ()) -> Iterator[tuple[Path, str]]:
    """The Markdown fields of an entry: (path, text) of each string whose schema says `x-markdown`."""
    schema = _followed(schema, schemas)
    if isinstance(data, str):
        if schema.get("x-markdown") is True:
            yield way, data
    elif isinstance(data, list) and isinstance(schema.get("items"), Mapping):
        for number, value in enumerate(data):
            yield from prose(schema["items"], value, schemas, (*way, number))
    elif isinstance(data, Mapping):
        properties = schema.get("properties", {})
        for name, value in data.items():
            if isinstance(properties.get(name), Mapping):
                yield from prose(properties[name], value, schemas, (*way, name))


def _followed(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with its `$ref` into another schema's `$defs` looked up; keywords beside the `$ref` win."""
    reference = schema.get("$ref")
    if not isinstance(reference, str) or "#/$defs/" not in reference:
        return schema
    file, _, name = reference.partition("#/$defs/")
    found = schemas.get(file.removesuffix(".schema.json"), {}).get("$defs", {}).get(name, {})
    return {**found, **schema} if isinstance(found, Mapping) else schema
