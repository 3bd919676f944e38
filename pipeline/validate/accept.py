"""An expanded schema → a quick test of values that says yes only where nothing is wrong.

jsonschema says what is wrong, but takes a hundred times as long to say that nothing is, and 50 ms to be imported. Nearly every entry is
sound, so it is asked about the others only. A yes here must mean that jsonschema finds nothing (a law under test); a no means nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.schema import Schema
from pipeline.validate.meanings import compiled, identity, twins, words
from pipeline.validate.values import FORMATS

Test = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a value is fine; `exact` when a no is as sure as a yes, as the branches of an `if` need it."""

    test: Test
    exact: bool = True


SILENT = frozenset({"$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default"})
"""Keywords that demand nothing; nor do those of ours that are not in `KEYWORDS`."""


def acceptor(schema: Any) -> Test:
    """A schema without references (see `expand`) → whether a value is surely valid by it."""
    return answer(schema).test


def answer(schema: Any) -> Answer:
    """The same, and whether a no is as sure as a yes."""
    if isinstance(schema, bool):
        return Answer(lambda _value: schema)
    # Several keywords may be answered together.
    table = TEXTS if schema.get("type") == "string" else KEYWORDS
    parts = dict.fromkeys(table.get(keyword, _unsure) for keyword in schema if keyword in table or not _silent(keyword))
    return _all(part(schema) for part in parts)


def _silent(keyword: str) -> bool:
    return keyword in SILENT or keyword.startswith("x-")


def _unsure(_schema: Schema) -> Answer:
    """For keywords that are not spelt out here: jsonschema will tell."""
    return Answer(lambda _value: False, exact=False)


def _all(answers: Iterable[Answer]) -> Answer:
    found = tuple(answers)
    tests = tuple(answer.test for answer in found)
    exact = all(answer.exact for answer in found)
    if len(tests) == 1:
        return found[0]

    def test(value: Any) -> bool:
        for each in tests:  # noqa: SIM110 - a generator would cost as much as the tests
            if not each(value):
                return False
        return True

    return Answer(test, exact)


def _type(schema: Schema) -> Answer:
    names = schema["type"]
    tests = tuple(TYPES[name] for name in ([names] if isinstance(names, str) else names))
    return Answer(tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests))


def _text(schema: Schema) -> Answer:
    """Nearly every field is a string; so what is said of it is asked in one go."""
    least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    if "pattern" not in schema:
        return Answer(lambda value: isinstance(value, str) and least <= len(value) <= most)
    search = compiled(schema["pattern"]).search
    return Answer(lambda value: isinstance(value, str) and least <= len(value) <= most and search(value) is not None)


def _enum(schema: Schema) -> Answer:
    return _one_of(schema["enum"])


def _const(schema: Schema) -> Answer:
    return _one_of([schema["const"]])


def _one_of(values: list[Any]) -> Answer:
    texts, known = frozenset(value for value in values if isinstance(value, str)), {identity(value) for value in values}
    return Answer(lambda value: value in texts if isinstance(value, str) else identity(value) in known)


def _length(schema: Schema) -> Answer:
    return _within(schema, "Length", lambda value: len(value) if isinstance(value, str) else None)


def _items_count(schema: Schema) -> Answer:
    return _within(schema, "Items", lambda value: len(value) if isinstance(value, list) else None)


def _properties_count(schema: Schema) -> Answer:
    return _within(schema, "Properties", lambda value: len(value) if isinstance(value, dict) else None)


def _within(schema: Schema, what: str, size: Callable[[Any], int | None]) -> Answer:
    least, most = schema.get(f"min{what}", 0), schema.get(f"max{what}", float("inf"))
    return Answer(lambda value: (found := size(value)) is None or least <= found <= most)


def _range(schema: Schema) -> Answer:
    least, most = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    return Answer(lambda value: not TYPES["number"](value) or least <= value <= most)


def _pattern(schema: Schema) -> Answer:
    most, search = schema.get("maxLength", float("inf")), compiled(schema["pattern"]).search
    return Answer(lambda value: not isinstance(value, str) or len(value) > most or search(value) is not None)


def _format(schema: Schema) -> Answer:
    return _checks([schema["format"]])


def _rule(schema: Schema) -> Answer:
    rules = schema["x-rule"]
    return _checks([rules] if isinstance(rules, str) else rules)


def _checks(names: list[str]) -> Answer:
    checks = tuple(FORMATS[name] for name in names if name in FORMATS)
    return Answer(lambda value: all(check(value) is None for check in checks))


def _words(schema: Schema) -> Answer:
    bounds, most = schema["x-words"], schema.get("maxLength", float("inf"))
    least, limit = bounds.get("minimum", 0), bounds.get("maximum", float("inf"))
    return Answer(lambda value: not isinstance(value, str) or len(value) > most or least <= words(value) <= limit)


def _required(schema: Schema) -> Answer:
    names = frozenset(schema["required"])
    return Answer(lambda value: not isinstance(value, dict) or names <= value.keys())


def _properties(schema: Schema) -> Answer:
    parts = {name: answer(part) for name, part in schema.get("properties", {}).items()}
    other = answer(schema.get("additionalProperties", True))
    tests, fallback = {name: part.test for name, part in parts.items()}, other.test

    def test(value: Any) -> bool:
        if isinstance(value, dict):
            for name, each in value.items():
                if not tests.get(name, fallback)(each):
                    return False
        return True

    return Answer(test, other.exact and all(part.exact for part in parts.values()))


def _names(schema: Schema) -> Answer:
    part = answer(schema["propertyNames"])
    return Answer(lambda value: not isinstance(value, dict) or all(map(part.test, value)), part.exact)


def _items(schema: Schema) -> Answer:
    if "prefixItems" in schema:
        return _unsure(schema)
    part = answer(schema["items"])
    return Answer(lambda value: not isinstance(value, list) or all(map(part.test, value)), part.exact)


def _unique(schema: Schema) -> Answer:
    unique = schema["uniqueItems"]
    return Answer(lambda value: not unique or not isinstance(value, list) or twins(value) is None)


def _if(schema: Schema) -> Answer:
    """Where the condition is not exact, both ways must be fine."""
    if "if" not in schema:
        return Answer(lambda _value: True)
    asked, then, other = answer(schema["if"]), answer(schema.get("then", True)), answer(schema.get("else", True))
    if not asked.exact:
        return Answer(_all((then, other)).test, exact=False)
    return Answer(lambda value: then.test(value) if asked.test(value) else other.test(value), then.exact and other.exact)


def _not(schema: Schema) -> Answer:
    part = answer(schema["not"])
    return Answer(lambda value: not part.test(value)) if part.exact else _unsure(schema)


def _all_of(schema: Schema) -> Answer:
    return _all(map(answer, schema["allOf"]))


def _any_of(schema: Schema) -> Answer:
    parts = tuple(map(answer, schema["anyOf"]))
    return Answer(lambda value: any(part.test(value) for part in parts), all(part.exact for part in parts))


TYPES: Mapping[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and value.is_integer()),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
KEYWORDS: dict[str, Callable[[Schema], Answer]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _items_count,
    "maxItems": _items_count,
    "minProperties": _properties_count,
    "maxProperties": _properties_count,
    "minimum": _range,
    "maximum": _range,
    "pattern": _pattern,
    "format": _format,
    "x-rule": _rule,
    "x-words": _words,
    "x-deprecated": lambda _schema: Answer(lambda _value: False),
    "required": _required,
    "properties": _properties,
    "additionalProperties": _properties,
    "patternProperties": _unsure,
    "propertyNames": _names,
    "items": _items,
    "uniqueItems": _unique,
    "if": _if,
    "then": _if,
    "else": _if,
    "not": _not,
    "allOf": _all_of,
    "anyOf": _any_of,
}
"""What each keyword demands, by the schema it stands in."""
TEXTS = KEYWORDS | dict.fromkeys(("type", "minLength", "maxLength", "pattern"), _text)
"""The same in the schema of a string."""
