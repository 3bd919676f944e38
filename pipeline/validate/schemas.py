"""Schemas by name → BLD902 for everything in them that would not do what it seems to say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.schema import SUFFIX, Schema, Way, expand, follow
from pipeline.model.similar import nearest
from pipeline.model.span import Source
from pipeline.validate import declarations, patterns
from pipeline.validate.case import either
from pipeline.validate.faults import invalid_schema
from pipeline.validate.places import Places, Read
from pipeline.validate.values import FORMATS, VALUE_RULES
from pipeline.validate.vocabulary import FITS, IN_PLACE, KEYWORDS, Holds

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_faults(schemas: Mapping[str, Schema], read: Read = lambda _path: None) -> Iterator[Diagnostic]:
    """All schemas of a book, by name (`chapters` for `schemas/chapters.schema.json`) → what is wrong with them.

    `read` gives the text of a schema by its path; it is asked only for schemas with a fault. Without it a fault has no line.
    """

    @cache
    def source(path: str) -> Source | None:
        return read(path)

    def places(name: str) -> Places:
        return Places(f"schemas/{name}{SUFFIX}", source)

    for name, schema in sorted(schemas.items()):
        if not _is_object(schema):
            yield invalid_schema.diagnose(places(name).value(), "a schema is a JSON object", "put braces around it")
            continue
        yield from _head(name, places(name), schema)
        yield from _Walk(name, places(name), schemas).part(schema, (), None)
        if isinstance(schema.get("x-collection"), Mapping):
            yield from declarations.faults(name, places(name), schema["x-collection"], expand(name, schemas))
    yield from declarations.clashes(schemas, places)


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


def _head(name: str, places: Places, schema: Schema) -> Iterator[Diagnostic]:
    if schema.get("$schema", DRAFT) != DRAFT:
        yield invalid_schema.diagnose(places.value("$schema"), "the schema is written for another draft", f"write it for `{DRAFT}`")
    file = f"{name}{SUFFIX}"
    if schema.get("$id", file) != file:
        message, advice = f"the `$id` must be the name of the file, `{file}`", "references are looked up by file name"
        yield invalid_schema.diagnose(places.value("$id"), message, advice)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through one schema. `fields` are the names the value may have, `None` where any may stand."""

    name: str
    places: Places
    schemas: Mapping[str, Schema]

    def at(self, way: Way, message: str, help_: str) -> Diagnostic:
        """A finding about the value at a way."""
        return invalid_schema.diagnose(self.places.value(*way), message, help_)

    def named(self, way: Way, message: str, help_: str) -> Diagnostic:
        """A finding about the name at the end of a way."""
        return invalid_schema.diagnose(self.places.key(*way), message, help_)

    def part(self, part: Any, way: Way, fields: frozenset[str] | None) -> Iterator[Diagnostic]:
        """A schema inside the schema, and all below it."""
        if not isinstance(part, Mapping):
            return
        sound: dict[str, Any] = {}
        for keyword, value in part.items():
            holds = KEYWORDS.get(keyword)
            if holds is None:
                near = nearest(keyword, KEYWORDS)
                advice = f"a keyword has a similar name: {either(near)}" if near else "remove it"
                yield self.named((*way, keyword), f"unknown keyword `{keyword}`", advice)
            elif not FITS[holds](value):
                yield self.at((*way, keyword), f"`{keyword}` must hold {holds.value}", "correct its value")
            else:
                sound[keyword] = value
        own = frozenset(sound["properties"]) if sound.get("additionalProperties") is False and "properties" in sound else None
        if own is not None and fields is not None:
            own |= fields
        known = own if "properties" in sound and own is not None else fields
        yield from self._values(sound, way, known)
        yield from self._below(sound, way, known)

    def _below(self, part: Mapping[str, Any], way: Way, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        for keyword, value in part.items():
            inner = known if keyword in IN_PLACE else None
            match KEYWORDS[keyword]:
                case Holds.SCHEMA:
                    yield from self.part(value, (*way, keyword), inner)
                case Holds.SCHEMAS:
                    for name, each in value.items():
                        yield from self.part(each, (*way, keyword, name), inner)
                case Holds.BRANCHES:
                    for number, each in enumerate(value):
                        yield from self.part(each, (*way, keyword, number), inner)

    def _values(self, part: Mapping[str, Any], way: Way, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        yield from self._object(part, way, known)
        yield from self._reference(part, way)
        yield from self._targets(part, way)
        yield from self._patterns(part, way)
        if part.get("format", "date") not in FORMATS:
            yield self.at((*way, "format"), f"unknown format `{part['format']}`", f"the formats are {either(tuple(FORMATS))}")
        names = VALUE_RULES if not way else FORMATS
        for number, rule in enumerate(_listed(part.get("x-rule"))):
            if rule not in names:
                place = "the top of a schema" if not way else "a field"
                advice = f"the rules for {place} are {either(tuple(names))}"
                yield self.at((*way, "x-rule", number), f"unknown rule `{rule}`", advice)
        if "x-text" in part and "x-ref" not in part:
            yield self.named((*way, "x-text"), "`x-text` stands without `x-ref`", "it says that a reference may be plain text as well")

    def _object(self, part: Mapping[str, Any], way: Way, known: frozenset[str] | None) -> Iterator[Diagnostic]:
        if "object" in _listed(part.get("type")) and "additionalProperties" not in part:
            advice = 'write `"additionalProperties": false`, or misspelt fields pass'
            yield self.named((*way, "type"), "an object must state `additionalProperties`", advice)
        if known is None:
            return
        required = ((("required", number), name) for number, name in enumerate(part.get("required", ())))
        properties = ((("properties", name), name) for name in part.get("properties", ()))
        for place, name in (*required, *properties):
            if name not in known:
                near = nearest(name, known)
                advice = f"a field has a similar name: {either(near)}" if near else "add it to `properties`"
                yield self.named((*way, *place), f"there is no field `{name}`", advice)

    def _reference(self, part: Mapping[str, Any], way: Way) -> Iterator[Diagnostic]:
        if "$ref" not in part:
            return
        if follow(part["$ref"], self.name, self.schemas) is None:
            advice = "refer to a file of `schemas/`, as in `defs.schema.json#/$defs/text`"
            yield self.at((*way, "$ref"), f"the reference `{part['$ref']}` leads nowhere", advice)
        elif self._circles(part, self.name, frozenset()):
            message = f"the reference `{part['$ref']}` comes back to itself without going deeper"
            yield self.at((*way, "$ref"), message, "break the circle")

    def _targets(self, part: Mapping[str, Any], way: Way) -> Iterator[Diagnostic]:
        """The collections that a field may refer to."""
        collections = [name for name, schema in self.schemas.items() if isinstance(schema, Mapping) and "x-collection" in schema]
        for number, target in enumerate(_listed(part.get("x-ref"))):
            if target != "*" and target not in collections:
                near = nearest(target, collections)
                advice = f"a collection has a similar name: {either(near)}" if near else "name a collection, or `*` for any"
                yield self.at((*way, "x-ref", number), f"there is no collection `{target}` to refer to", advice)

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

    def _patterns(self, part: Mapping[str, Any], way: Way) -> Iterator[Diagnostic]:
        if "pattern" in part:
            if reason := patterns.fault(part["pattern"]):
                yield self.at((*way, "pattern"), f"the pattern `{part['pattern']}` {reason}", "write a simpler pattern")
            target = follow(part.get("$ref", ""), self.name, self.schemas) if "$ref" in part else None
            if "maxLength" not in part and not (target and isinstance(target[1], Mapping) and "maxLength" in target[1]):
                yield self.named((*way, "pattern"), "a `pattern` needs a `maxLength` beside it", "long texts make patterns slow")
        for pattern in part.get("patternProperties", ()):
            if reason := patterns.fault(pattern):
                yield self.named((*way, "patternProperties", pattern), f"the pattern `{pattern}` {reason}", "write a simpler pattern")


def _is_object(schema: Any) -> bool:
    """The types promise it; a file may hold any JSON."""
    return isinstance(schema, Mapping)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
