"""The keywords our schemas may use, and what each must hold.

JSON Schema ignores what it does not know, so a misspelt keyword would switch its check off. Keywords that are left out here
(`unevaluatedProperties`, `dependentSchemas`, `$anchor`, `$dynamicRef` ...) cost more or report worse than those that do the same.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any


class Holds(Enum):
    """What the value of a keyword may be."""

    TEXT = "text"
    FLAG = "`true` or `false`"
    COUNT = "a whole number from 0"
    NUMBER = "a number"
    NAMES = "a list of different names"
    LIST = "a list with at least one item"
    TYPE = "one of the seven types of JSON, or a list of them"
    ANYTHING = "anything"
    SCHEMA = "a schema"
    SCHEMAS = "schemas by name"
    BRANCHES = "a list of schemas"
    NEEDS = "lists of names by name"
    TARGETS = "the name of a collection, a list of them, or `*`"
    RULES = "the name of a rule, or a list of them"
    TREATMENT = "`archive` or `ignore`"
    WORDS = "`minimum`, `maximum` or both, as whole numbers"
    SUCCESSOR = "`{use: field}`"
    DECLARATION = "the declaration of a collection"


KEYWORDS: Mapping[str, Holds] = {
    "$schema": Holds.TEXT,
    "$id": Holds.TEXT,
    "$ref": Holds.TEXT,
    "$defs": Holds.SCHEMAS,
    "$comment": Holds.TEXT,
    "title": Holds.TEXT,
    "description": Holds.TEXT,
    "examples": Holds.LIST,
    "default": Holds.ANYTHING,
    "type": Holds.TYPE,
    "enum": Holds.LIST,
    "const": Holds.ANYTHING,
    "format": Holds.TEXT,
    "pattern": Holds.TEXT,
    "minLength": Holds.COUNT,
    "maxLength": Holds.COUNT,
    "minimum": Holds.NUMBER,
    "maximum": Holds.NUMBER,
    "exclusiveMinimum": Holds.NUMBER,
    "exclusiveMaximum": Holds.NUMBER,
    "multipleOf": Holds.NUMBER,
    "items": Holds.SCHEMA,
    "prefixItems": Holds.BRANCHES,
    "contains": Holds.SCHEMA,
    "minContains": Holds.COUNT,
    "maxContains": Holds.COUNT,
    "minItems": Holds.COUNT,
    "maxItems": Holds.COUNT,
    "uniqueItems": Holds.FLAG,
    "properties": Holds.SCHEMAS,
    "patternProperties": Holds.SCHEMAS,
    "additionalProperties": Holds.SCHEMA,
    "propertyNames": Holds.SCHEMA,
    "required": Holds.NAMES,
    "dependentRequired": Holds.NEEDS,
    "minProperties": Holds.COUNT,
    "maxProperties": Holds.COUNT,
    "if": Holds.SCHEMA,
    "then": Holds.SCHEMA,
    "else": Holds.SCHEMA,
    "allOf": Holds.BRANCHES,
    "anyOf": Holds.BRANCHES,
    "oneOf": Holds.BRANCHES,
    "not": Holds.SCHEMA,
    "x-collection": Holds.DECLARATION,
    "x-ref": Holds.TARGETS,
    "x-text": Holds.FLAG,
    "x-unique": Holds.FLAG,
    "x-rule": Holds.RULES,
    "x-markdown": Holds.FLAG,
    "x-asset": Holds.FLAG,
    "x-link": Holds.TREATMENT,
    "x-words": Holds.WORDS,
    "x-deprecated": Holds.SUCCESSOR,
}
"""`x-text: true` beside `x-ref` lets a text stand that names nothing; `x-ref: "*"` is any entry or list, by prefix."""

TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})

IN_PLACE = frozenset({"if", "then", "else", "not", "allOf", "anyOf", "oneOf"})
"""Keywords whose schemas speak of the same value."""

FITS: Mapping[Holds, Callable[[Any], bool]] = {
    Holds.TEXT: lambda value: isinstance(value, str),
    Holds.FLAG: lambda value: isinstance(value, bool),
    Holds.COUNT: lambda value: _whole(value) and value >= 0,
    Holds.NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    Holds.NAMES: lambda value: _names(value) and len(set(value)) == len(value),
    Holds.LIST: lambda value: isinstance(value, list) and bool(value),
    Holds.TYPE: lambda value: value in TYPES if isinstance(value, str) else _names(value) and bool(value) and set(value) <= TYPES,
    Holds.ANYTHING: lambda _value: True,
    Holds.SCHEMA: lambda value: isinstance(value, Mapping | bool),
    Holds.SCHEMAS: lambda value: isinstance(value, Mapping) and all(isinstance(part, Mapping | bool) for part in value.values()),
    Holds.BRANCHES: lambda value: isinstance(value, list) and bool(value) and all(isinstance(part, Mapping | bool) for part in value),
    Holds.NEEDS: lambda value: isinstance(value, Mapping) and all(_names(part) for part in value.values()),
    Holds.TARGETS: lambda value: isinstance(value, str) or (_names(value) and bool(value)),
    Holds.RULES: lambda value: isinstance(value, str) or (_names(value) and bool(value)),
    Holds.TREATMENT: lambda value: value in {"archive", "ignore"} if isinstance(value, str) else False,
    Holds.WORDS: lambda value: (
        isinstance(value, Mapping) and bool(value) and value.keys() <= {"minimum", "maximum"} and all(map(_whole, value.values()))
    ),
    Holds.SUCCESSOR: lambda value: (
        isinstance(value, Mapping) and value.keys() <= {"use"} and all(isinstance(each, str) for each in value.values())
    ),
    Holds.DECLARATION: lambda value: isinstance(value, Mapping),
}


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
