"""Our own keywords of JSON Schema, and the validators built with them.

`pattern` looks at the length before it runs and reads a final `$` as the very end; `format` knows the formats of our
table and no others; `x-rule`, `x-words` and `x-deprecated` are ours. Nothing is ever fetched.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from pipeline.model.schema import SUFFIX, Schema
from pipeline.validate.meanings import MANY, compiled, twins, words
from pipeline.validate.values import FORMATS
from pipeline.validate.values.flaw import Check

SHORT = 300
"""Characters of a text on which a pattern from content is run."""

APPLICATORS = frozenset(
    {
        "$ref",
        "$dynamicRef",
        "properties",
        "patternProperties",
        "additionalProperties",
        "propertyNames",
        "unevaluatedProperties",
        "unevaluatedItems",
        "dependentSchemas",
        "items",
        "prefixItems",
        "contains",
        "if",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
    }
)


def validator(schema: Schema, schemas: Mapping[str, Schema]) -> Validator:
    """A schema (expanded, for speed) → its validator; what is left of `$ref` leads into `schemas` and nowhere else."""
    built: Validator = KIND(schema, registry=registry(schemas), format_checker=CHECKER)
    return built


def foreign(schema: Schema) -> Validator:
    """A schema that stands in content → its validator, without our own keywords; it can refer to nothing outside itself."""
    built: Validator = FOREIGN(schema, registry=registry({}), format_checker=CHECKER)
    return built


def registry(schemas: Mapping[str, Schema]) -> Registry[Any]:
    """Schemas by name → a registry that holds them by file name and asks nobody else."""
    named = [(f"{name}{SUFFIX}", DRAFT202012.create_resource(schema)) for name, schema in sorted(schemas.items())]
    empty: Registry[Any] = Registry()
    return empty.with_resources(named)


def _properties(validator: Any, properties: Schema, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    for name, part in properties.items() if isinstance(instance, Mapping) else ():
        if name in instance and not _plainly_fine(validator, instance[name], part):
            yield from validator.descend(instance[name], part, path=name, schema_path=name)


def _items(validator: Any, items: Any, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    if "prefixItems" in schema:
        yield from Draft202012Validator.VALIDATORS["items"](validator, items, instance, schema) or ()
        return
    faulty = 0
    for number, item in enumerate(instance if isinstance(instance, list) else ()):
        if not _plainly_fine(validator, item, items):
            found = list(validator.descend(item, items, path=number))
            yield from found
            faulty += bool(found)
            if faulty == MANY:
                return


def _plainly_fine(validator: Any, instance: Any, schema: Any) -> bool:
    """Whether a value without parts satisfies its schema: asked first, because going down costs five times as much.

    Only schemas that apply no other schema are tried here, so a faulty value is looked at twice and never more often.
    """
    if not isinstance(schema, dict) or not APPLICATORS.isdisjoint(schema):
        return False
    for keyword, bound in schema.items():
        judge = validator.VALIDATORS.get(keyword)
        if judge is not None and next(iter(judge(validator, bound, instance, schema) or ()), None) is not None:
            return False
    return True


def _unique(_validator: Validator, unique: bool, instance: Any, _schema: Schema) -> Iterator[ValidationError]:  # noqa: FBT001 - jsonschema calls it
    if unique and isinstance(instance, list) and twins(instance) is not None:
        yield ValidationError("an item stands twice")


def _pattern(_validator: Validator, pattern: str, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    # `maxLength` does not keep this keyword from running, and a pattern on a long text can take seconds.
    if isinstance(instance, str) and len(instance) <= schema.get("maxLength", len(instance)) and not compiled(pattern).search(instance):
        yield ValidationError("the pattern does not match")


def _short_pattern(validator: Validator, pattern: str, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    # Such a schema need not say how long its texts are.
    if isinstance(instance, str) and len(instance) <= SHORT:
        yield from _pattern(validator, pattern, instance, schema)


def _rule(_validator: Validator, rules: str | list[str], instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    for name in [rules] if isinstance(rules, str) else rules:
        check = FORMATS.get(name)
        if check is not None and check(instance) is not None:
            yield ValidationError("the rule does not hold", validator="format", validator_value=name)


def _words(_validator: Validator, bounds: Mapping[str, int], instance: Any, schema: Schema) -> Iterator[ValidationError]:
    if not isinstance(instance, str) or len(instance) > schema.get("maxLength", len(instance)):
        return
    count = words(instance)
    if count < bounds.get("minimum", 0):
        yield ValidationError("too few words", validator="minWords", validator_value=bounds["minimum"])
    elif count > bounds.get("maximum", count):
        yield ValidationError("too many words", validator="maxWords", validator_value=bounds["maximum"])


def _deprecated(_validator: Validator, _use: Any, _instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    yield ValidationError("the field is deprecated")


def _checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(_conforms(check))
    return checker


def _conforms(check: Check) -> Callable[[object], bool]:
    return lambda instance: check(instance) is None


CHECKER = _checker()
SAFE = {"properties": _properties, "items": _items, "uniqueItems": _unique, "pattern": _pattern}
OURS = {**SAFE, "x-rule": _rule, "x-words": _words, "x-deprecated": _deprecated}
KIND: Any = extend(Draft202012Validator, OURS)  # type: ignore[no-untyped-call] # the stubs leave `extend` untyped
FOREIGN: Any = extend(Draft202012Validator, {**SAFE, "pattern": _short_pattern})  # type: ignore[no-untyped-call] # as above
