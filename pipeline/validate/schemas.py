"""Schemas by name → BLD902 for everything in them that would not do what it seems to say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.schema import SUFFIX, Schema, expand, follow
from pipeline.model.similar import nearest
from pipeline.validate import declarations, patterns
from pipeline.validate.case import article, either
from pipeline.validate.faults import invalid_schema
from pipeline.validate.values import FORMATS, VALUE_RULES
from pipeline.validate.vocabulary import FITS, IN_PLACE, KEYWORDS, Holds

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_faults(schemas: Mapping[str, Schema]) -> Iterator[Diagnostic]:
    """All schemas of a book, by name (`chapters` for `schemas/chapters.schema.json`) → what is wrong with them."""
    for name, schema in sorted(schemas.items()):
        if not _is_object(schema):
            yield invalid_schema.diagnose(name, "", "a schema is a JSON object")
            continue
        yield from _head(name, schema)
        yield from _Walk(name, schemas).part(schema, "", None)
        if isinstance(schema.get("x-collection"), Mapping):
            yield from declarations.faults(name, schema["x-collection"], expand(name, schemas))
    yield from declarations.clashes(schemas)


def unsound(schemas: Mapping[str, Schema]) -> frozenset[str]:
    """The schemas that can't be used: those with a fault, and those that refer into one."""
    faulty = {found.span.path.removeprefix("schemas/").removesuffix(SUFFIX) for found in schema_faults(schemas)}
    return frozenset(name for name in schemas if name in faulty or not faulty.isdisjoint(_needs(name, schemas, frozenset())))


def _needs(name: str, schemas: Mapping[str, Schema], seen: frozenset[str]) -> frozenset[str]:
    """The schemas that a schema refers into, directly or through others."""
    for reference in _references(schemas[name]):
        found = follow(reference, name, schemas)
        if found is not None and found[0] not in seen:
            seen = _needs(found[0], schemas, seen | {found[0]})
    return seen


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from _references(each)
    elif isinstance(part, list):
        for each in part:
            yield from _references(each)


def _head(name: str, schema: Schema) -> Iterator[Diagnostic]:
    if schema.get("$schema", DRAFT) != DRAFT:
        yield invalid_schema.diagnose(name, "/$schema", f"schemas are written for `{DRAFT}`")
    if schema.get("$id", f"{name}{SUFFIX}") != f"{name}{SUFFIX}":
        yield invalid_schema.diagnose(
            name, "/$id", f"the `$id` must be the name of the file, `{name}{SUFFIX}`", "references are looked up by file name"
        )


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through one schema. `fields` are the names the value may have, `None` where any may stand."""

    name: str
    schemas: Mapping[str, Schema]

    def fault(self, pointer: str, message: str, help_: str | None = None) -> Diagnostic:
        return invalid_schema.diagnose(self.name, pointer, message, help_)

    def part(self, part: Any, pointer: str, fields: frozenset[str] | None) -> Iterator[Diagnostic]:
        """A schema inside the schema, and all below it."""
        if not isinstance(part, Mapping):
            return
        sound: dict[str, Any] = {}
        for keyword, value in part.items():
            holds = KEYWORDS.get(keyword)
            if holds is None:
                yield self._unknown(keyword, pointer)
            elif not FITS[holds](value):
                yield self.fault(f"{pointer}/{keyword}", f"`{keyword}` must hold {holds.value}")
            else:
                sound[keyword] = value
        own = frozenset(sound["properties"]) if sound.get("additionalProperties") is False and "properties" in sound else None
        if own is not None and fields is not None:
            own |= fields
        known = own if "properties" in sound and own is not None else fields
        yield from self._values(sound, pointer, known)
        yield from self._below(sound, pointer, known)

    def _unknown(self, keyword: str, pointer: str) -> Diagnostic:
        near = nearest(keyword, KEYWORDS)
        return self.fault(pointer, f"unknown keyword `{keyword}`", f"a keyword has a similar name: {either(near)}" if near else "remove it")

    def _below(self, part: Mapping[str, Any], pointer: str, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        for keyword, value in part.items():
            inner = known if keyword in IN_PLACE else None
            match KEYWORDS[keyword]:
                case Holds.SCHEMA:
                    yield from self.part(value, f"{pointer}/{keyword}", inner)
                case Holds.SCHEMAS:
                    for name, each in value.items():
                        yield from self.part(each, f"{pointer}/{keyword}/{name}", inner)
                case Holds.BRANCHES:
                    for number, each in enumerate(value):
                        yield from self.part(each, f"{pointer}/{keyword}/{number}", inner)

    def _values(self, part: Mapping[str, Any], pointer: str, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        yield from self._object(part, pointer, known)
        yield from self._references(part, pointer)
        yield from self._patterns(part, pointer)
        if part.get("format", "date") not in FORMATS:
            yield self.fault(pointer, f"unknown format `{part['format']}`", f"the formats are {either(tuple(FORMATS))}")
        names = VALUE_RULES if not pointer else FORMATS
        for rule in _listed(part.get("x-rule")):
            if rule not in names:
                place = "the top of a schema" if not pointer else "a field"
                yield self.fault(pointer, f"unknown rule `{rule}`", f"the rules for {place} are {either(tuple(names))}")
        if "x-text" in part and "x-ref" not in part:
            yield self.fault(pointer, "`x-text` stands without `x-ref`", "it says that a reference may be plain text as well")

    def _object(self, part: Mapping[str, Any], pointer: str, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        if "object" in _listed(part.get("type")) and "additionalProperties" not in part:
            yield self.fault(
                pointer, "an object must state `additionalProperties`", 'write `"additionalProperties": false`, or misspelt fields pass'
            )
        if known is None:
            return
        for name in (*part.get("required", ()), *part.get("properties", ())):
            if name not in known:
                near = nearest(name, known)
                yield self.fault(
                    pointer,
                    f"there is no field `{name}`",
                    f"a field has a similar name: {either(near)}" if near else "add it to `properties`",
                )

    def _references(self, part: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
        if "$ref" in part:
            if follow(part["$ref"], self.name, self.schemas) is None:
                yield self.fault(
                    pointer,
                    f"the reference `{part['$ref']}` leads nowhere",
                    "refer to a file of `schemas/`, as in `defs.schema.json#/$defs/text`",
                )
            elif self._circles(part, self.name, frozenset()):
                yield self.fault(pointer, f"the reference `{part['$ref']}` comes back to itself without going deeper", "break the circle")
        collections = [name for name, schema in self.schemas.items() if isinstance(schema, Mapping) and "x-collection" in schema]
        for target in _listed(part.get("x-ref")):
            if target != "*" and target not in collections:
                near = nearest(target, collections)
                yield self.fault(
                    pointer,
                    f"there is no collection `{target}` to refer to",
                    f"a collection has a similar name: {either(near)}" if near else None,
                )

    def _circles(self, part: Any, base: str, seen: frozenset[tuple[str, str]]) -> bool:
        """Whether judging a value by this schema would ask for the same schema again, of the same value."""
        if not isinstance(part, Mapping):
            return False
        reference = part.get("$ref")
        if isinstance(reference, str):
            found, step = follow(reference, base, self.schemas), (base, reference)
            if step in seen or (found is not None and self._circles(found[1], found[0], seen | {step})):
                return True
        inner = [
            each for keyword in IN_PLACE & part.keys() for each in (part[keyword] if isinstance(part[keyword], list) else [part[keyword]])
        ]
        return any(self._circles(each, base, seen) for each in inner)

    def _patterns(self, part: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
        if "pattern" in part:
            if reason := patterns.fault(part["pattern"]):
                yield self.fault(pointer, f"the pattern `{part['pattern']}` {reason}", "write a simpler pattern")
            target = follow(part.get("$ref", ""), self.name, self.schemas) if "$ref" in part else None
            if "maxLength" not in part and not (target and isinstance(target[1], Mapping) and "maxLength" in target[1]):
                yield self.fault(pointer, "a `pattern` needs a `maxLength` beside it", "long texts make patterns slow")
        for pattern in part.get("patternProperties", ()):
            if reason := patterns.fault(pattern):
                yield self.fault(
                    f"{pointer}/patternProperties", f"the pattern `{pattern}` {reason}", f"{article('simpler pattern')} will do"
                )


def _is_object(schema: Any) -> bool:
    """The types promise it; a file may hold any JSON."""
    return isinstance(schema, Mapping)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
