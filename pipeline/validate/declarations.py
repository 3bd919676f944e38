"""`x-collection` → BLD902 where a collection is declared wrongly, or where two collections are in each other's way."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.model.diagnostic import Diagnostic, Label
from pipeline.model.document import Form
from pipeline.model.schema import Schema, Way
from pipeline.model.similar import nearest
from pipeline.validate.case import either
from pipeline.validate.faults import invalid_schema
from pipeline.validate.places import Places
from pipeline.validate.values import id  # noqa: A004 - the format is called so

HERE = "x-collection"
PREFIX = re.compile(r"[a-z][a-z0-9-]{0,30}")
ROUTE = re.compile(r"(?:[a-z0-9-]+/)*(?:(?:[a-z0-9-]*\{id\}[a-z0-9-]*)\.html|[a-z0-9-]+\.html#\{id\})")
INDEX = re.compile(r"(?:[a-z0-9-]+/)+[a-z0-9-]+\.html")
FIELD = re.compile(r"\{([^{}]*)\}")

RESERVED = frozenset(
    {
        "book",
        "http",
        "https",
        "mailto",
        "doi",
        "tel",
        "ftp",
        "sftp",
        "file",
        "data",
        "javascript",
        "vbscript",
        "blob",
        "about",
        "urn",
        "irc",
        "ssh",
        "git",
        "ws",
        "wss",
    }
)
"""`book:` names print anchors; the others are schemes of addresses, which a link must be able to mean."""

TAKEN = frozenset({"assets", "tools"})
"""Folders of the site that hold no collection."""

EPUB = ("body", "end", "notes", "none")

Fits = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


KEYS: Mapping[str, tuple[bool, Fits, str]] = {
    "folder": (True, lambda value: _text(value) and id.check(value) is None, "the name of a folder in `content/`"),
    "form": (True, lambda value: value in {form.value for form in Form}, either(tuple(form.value for form in Form))),
    "prefix": (True, lambda value: _text(value) and PREFIX.fullmatch(value) is not None, "a word in lower case"),
    "label": (True, _text, "a word or two"),
    "plural": (True, _text, "a word or two"),
    "title": (True, lambda value: _texts(value) and bool(value), "a list of templates"),
    "order": (False, _texts, "a list of fields"),
    "route": (
        True,
        lambda value: _text(value) and ROUTE.fullmatch(value) is not None,
        "a path such as `recipes/{id}.html` or `recipes/index.html#{id}`",
    ),
    "index": (False, lambda value: _text(value) and INDEX.fullmatch(value) is not None, "a path such as `recipes/index.html`"),
    "group": (False, _text, "a field"),
    "facets": (False, _texts, "a list of fields"),
    "keys": (False, _texts, "a list of fields"),
    "cite": (False, _text, "a template"),
    "epub": (False, lambda value: value in EPUB, either(EPUB)),
    "intro": (False, _text, "a sentence or two for readers"),
}
"""Each key: whether it is required, what fits, and how to say so."""


def faults(name: str, places: Places, declaration: Mapping[str, Any], schema: Schema) -> Iterator[Diagnostic]:
    """One declaration, beside the expanded schema it stands in."""
    for key in declaration:
        if key not in KEYS:
            near = nearest(key, KEYS)
            known = f"a key has a similar name: {either(near)}" if near else f"the keys are {either(tuple(KEYS))}"
            yield invalid_schema.diagnose(places.key(HERE, key), f"unknown key `{key}`", known)
    for key, (required, fits, wanted) in KEYS.items():
        if key not in declaration:
            if required:
                yield invalid_schema.diagnose(places.key(HERE), f"the declaration has no `{key}`", f"it is {wanted}")
        elif not fits(declaration[key]):
            yield invalid_schema.diagnose(places.value(HERE, key), f"`{key}` must be {wanted}", "correct the declaration")
    yield from _fields(places, declaration, schema)
    # The collection's name is accepted as a prefix too.
    for word in dict.fromkeys((declaration.get("prefix"), name)):
        if isinstance(word, str) and word in RESERVED:
            advice = "take the singular of the collection, and name the schema by its plural"
            yield invalid_schema.diagnose(places.value(HERE, "prefix"), f"the prefix `{word}` is reserved", advice)
    if _text(declaration.get("route")) and (folder := declaration["route"].split("/")[0]) in TAKEN:
        yield invalid_schema.diagnose(places.value(HERE, "route"), f"the folder `{folder}` is used by the site itself", "take another")


def _fields(places: Places, declaration: Mapping[str, Any], schema: Schema) -> Iterator[Diagnostic]:
    """Every field the declaration names must be one of the schema's."""
    known = {"id", *schema.get("properties", {})}
    for way, field in _named(declaration):
        if field not in known:
            near = nearest(field, sorted(known))
            advice = f"a field has a similar name: {either(near)}" if near else "name a field of `properties`"
            yield invalid_schema.diagnose(places.value(HERE, *way), f"there is no field `{field}`", advice)


def _named(declaration: Mapping[str, Any]) -> Iterator[tuple[Way, str]]:
    """The fields a declaration names, and where."""
    for key in ("title", "cite"):
        for way, template in _strings(key, declaration.get(key)):
            yield from ((way, field) for field in FIELD.findall(template))
    for key in ("order", "facets", "keys", "group"):
        for way, field in _strings(key, declaration.get(key)):
            yield way, field.removeprefix("-") if key == "order" else field


def _strings(key: str, value: Any) -> Iterator[tuple[Way, str]]:
    """One string or several, each with its place; what is neither is reported elsewhere."""
    for number, each in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(each, str):
            yield (key, number), each


def clashes(schemas: Mapping[str, Schema], places: Callable[[str], Places]) -> Iterator[Diagnostic]:
    """Prefixes, folders and routes that two collections share; the later one by name is reported."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for name, schema in sorted(schemas.items()):
        declaration = schema.get(HERE) if isinstance(schema, Mapping) else None
        if isinstance(declaration, Mapping):
            for key, what, value in _claims(name, declaration):
                other, place = seen.setdefault((what, value), (name, key))
                if other != name:
                    message = f"the {what} `{value}` is used by `{other}` as well"
                    first = (Label(places(other).value(HERE, place), "first use"),)
                    yield invalid_schema.diagnose(places(name).value(HERE, key), message, "each collection needs its own", first)


def _claims(name: str, declaration: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What a collection wants for itself: (key, kind of thing, value)."""
    folder, route = declaration.get("folder"), declaration.get("route")
    for value in dict.fromkeys((declaration.get("prefix"), name)):
        if _text(value):
            yield "prefix", "prefix", str(value)
    if _text(folder):
        yield "folder", "folder", str(folder)
    pages = [str(route).partition("#")[0]] if _text(route) else []
    for page in dict.fromkeys([*pages, str(declaration.get("index", f"{folder}/index.html"))]):
        yield "route", "page", page
