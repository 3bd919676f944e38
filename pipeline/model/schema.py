"""Schemas → schemas without references: what a field says stands at the field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

SUFFIX = ".schema.json"
"""`schemas/chapters.schema.json` is the schema called `chapters`."""

Schema = Mapping[str, Any]
Way = tuple[str | int, ...]
"""Field names and list indexes, as `Path` of document.py."""

NAMED = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
"""Keywords that hold schemas by name: a field may well be called `default`."""

DATA = frozenset({"examples", "default", "const", "enum", "x-collection"})
"""Keywords whose values are data, even when they look like a schema."""

NOTHING: Schema = {}

BOUNDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "minLength": max,
    "maxLength": min,
    "minItems": max,
    "maxItems": min,
    "minimum": max,
    "maximum": min,
}
"""Keywords of which the stricter value says what both say."""


def expand(name: str, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """The schema of a name, every `$ref` replaced by what it names.

    Keywords beside a `$ref` win over those of its target when they only describe (title, examples, `x-...`); of two
    bounds the stricter one holds; when both demand something else under one keyword, the target stands in `allOf`.
    A reference that names nothing, or that stands inside what it names, is kept, the latter with its file
    (`defs.schema.json#/$defs/id`).
    """
    found = _expand(schemas.get(name, {}), name, schemas, ())
    return found if isinstance(found, dict) else {}


def follow(reference: str, base: str, schemas: Mapping[str, Schema]) -> tuple[str, Any] | None:
    """A `$ref` as written in the schema `base` → the name of the schema it leads into and the part there."""
    file, _, pointer = reference.partition("#")
    name = file.removesuffix(SUFFIX) if file else base
    found: Any = schemas.get(name)
    for step in (each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:]):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return None if found is None or (pointer and not pointer.startswith("/")) else (name, found)


def fields(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """All fields of an expanded schema, with their paths; `*` stands for the items of a list.

    `("outline", "*", "title")` is the title of an outline's row; `("chapters", "*")` one of the chapters.
    """
    for name, part in schema.get("properties", {}).items():
        if isinstance(part, Mapping):
            yield (*path, name), part
            yield from fields(part, (*path, name))
    items = schema.get("items")
    if isinstance(items, Mapping):
        yield (*path, "*"), items
        yield from fields(items, (*path, "*"))


def pruned(schema: Schema, annotations: Iterable[str]) -> Schema:
    """An expanded schema with only those fields that say one of the annotations, or that hold one which does.

    What is left has the keywords `properties`, `items` and `additionalProperties`, and the annotations themselves.
    """
    wanted = frozenset(annotations)
    kept = {key: value for key, value in schema.items() if key in wanted}
    properties = schema.get("properties")
    if isinstance(properties, Mapping):
        parts = {name: pruned(part, wanted) for name, part in properties.items() if isinstance(part, Mapping)}
        kept["properties"] = {name: part for name, part in parts.items() if part}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            kept[key] = pruned(schema[key], wanted)
    return {key: value for key, value in kept.items() if value != {}}


def strings(schema: Schema, data: Any, path: Way = ()) -> list[tuple[Way, str, Schema]]:
    """Every string in some data with its path and the part of a pruned schema that speaks of it, in the order written."""
    found: list[tuple[Way, str, Schema]] = []
    _collect(schema, data, path, found)
    return found


def _collect(schema: Schema, data: Any, path: Way, found: list[tuple[Way, str, Schema]]) -> None:
    """Into one list: every entry of a book is walked several times, and generators inside of each other would take twice as long."""
    if isinstance(data, str):
        found.append((path, data, schema))
    elif isinstance(data, dict):
        properties, others = schema.get("properties", NOTHING), schema.get("additionalProperties")
        for name, value in data.items():
            part = properties.get(name, others)
            if part is not None:
                _collect(part, value, (*path, name), found)
    elif isinstance(data, list) and "items" in schema:
        for number, value in enumerate(data):
            _collect(schema["items"], value, (*path, number), found)


def _expand(part: Any, base: str, schemas: Mapping[str, Schema], inside: tuple[str, ...]) -> Any:
    if isinstance(part, list):
        return [_expand(each, base, schemas, inside) for each in part]
    if not isinstance(part, Mapping):
        return part
    if isinstance(part.get("$ref"), str):
        return _replace(part, base, schemas, inside)
    return {key: _below(key, value, base, schemas, inside) for key, value in part.items()}


def _below(key: str, value: Any, base: str, schemas: Mapping[str, Schema], inside: tuple[str, ...]) -> Any:
    if key in NAMED and isinstance(value, Mapping):
        return {name: _expand(each, base, schemas, inside) for name, each in value.items()}
    return value if key in DATA else _expand(value, base, schemas, inside)


def _replace(part: Schema, base: str, schemas: Mapping[str, Schema], inside: tuple[str, ...]) -> dict[str, Any]:
    found = follow(part["$ref"], base, schemas)
    beside = _expand({key: value for key, value in part.items() if key != "$ref"}, base, schemas, inside)
    if found is None:
        return {"$ref": part["$ref"], **beside}
    name, target = found
    whole = f"{name}{SUFFIX}#{part['$ref'].partition('#')[2]}"
    if whole in inside or not isinstance(target, Mapping):
        return {"$ref": whole, **beside}
    return _join(_expand(target, name, schemas, (*inside, whole)), beside)


def _join(target: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """Both schemas in one, where one can say what both demand; else the target under `allOf`."""
    clashes = [key for key, value in beside.items() if key in target and target[key] != value and not _describes(key)]
    if all(key in BOUNDS for key in clashes):
        return {**target, **beside, **{key: BOUNDS[key](target[key], beside[key]) for key in clashes}}
    return {"allOf": [target], **{key: value for key, value in target.items() if _describes(key)}, **beside}


def _describes(key: str) -> bool:
    return key.startswith("x-") or key in {"title", "description", "examples", "default", "$comment"}
