"""The quick test and jsonschema: a yes of the one is always a yes of the other, and where it claims to be exact, a no is a no."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ROOT, read_schemas

from pipeline.load import load
from pipeline.model.schema import expand
from pipeline.validate.accept import acceptor, answer
from pipeline.validate.keywords import validator

SCHEMAS = read_schemas()
EXPANDED = {name: expand(name, SCHEMAS) for name in SCHEMAS}
ENTRIES = sorted(((made.collection, made.data) for made in load(ROOT).value.entries), key=repr)

scalars = st.sampled_from(
    [None, True, False, 0, 1, 1.0, 1.5, -3, 10**9, "", "a", "b", "abc", "2024-02-30", "2024-02", "lora", "A b", "1\n"]
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3), max_leaves=6
)
names = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)
counts = st.integers(0, 3)
leaves = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null", ["string", "null"]]),
        "enum": st.lists(values, min_size=1, max_size=3),
        "const": values,
        "minLength": counts,
        "maxLength": counts,
        "pattern": st.sampled_from(["^[a-z]+$", "b", "^$"]),
        "format": st.sampled_from(["date", "id"]),
        "x-rule": st.sampled_from(["bcp47", "arxiv-year", ["date"]]),
        "x-words": st.sampled_from([{"minimum": 2}, {"maximum": 1}]),
        "minItems": counts,
        "maxItems": counts,
        "uniqueItems": st.booleans(),
        "minimum": counts,
        "maximum": counts,
        "exclusiveMaximum": counts,
        "required": names,
        "minProperties": counts,
        "title": st.just("A title"),
        "x-ref": st.just("chapters"),
    },
)


def _larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    branches = st.lists(inner, min_size=1, max_size=2)
    optional = {
        "properties": st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2),
        "additionalProperties": inner,
        "propertyNames": inner,
        "items": inner,
        "if": inner,
        "then": inner,
        "else": inner,
        "not": inner,
        "allOf": branches,
        "anyOf": branches,
        "oneOf": branches,
        "patternProperties": st.dictionaries(st.just("^a"), inner, max_size=1),
        "type": st.sampled_from(["object", "array", "string"]),
    }
    return st.fixed_dictionaries({}, optional=optional) | st.booleans()


schemas = st.recursive(leaves, _larger, max_leaves=6)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(schemas, st.lists(values, min_size=1, max_size=5))
def test_agrees_with_jsonschema(schema: Any, tried: list[Any]) -> None:
    quick, slow = answer(schema), validator(schema, {})
    for value in tried:
        valid = next(slow.iter_errors(value), None) is None
        assert not (quick.test(value) and not valid)
        assert not quick.exact or quick.test(value) == valid


@pytest.mark.parametrize("name", sorted(set(EXPANDED) - {"defs"}))
def test_is_exact_for_every_schema_of_the_project(name: str) -> None:
    assert answer(EXPANDED[name]).exact


def test_accepts_every_entry_of_the_book() -> None:
    tests = {name: acceptor(schema) for name, schema in EXPANDED.items()}
    assert [data for name, data in ENTRIES if not tests[name](data)] == []


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(ENTRIES), st.data())
def test_one_changed_value_of_an_entry_is_judged_alike(made: Any, data: Any) -> None:
    name, entry = made[0], deepcopy(dict(made[1]))
    part: Any = entry
    while True:
        places = list(part) if isinstance(part, dict) else list(range(len(part)))
        place = data.draw(st.sampled_from(places))
        if not isinstance(part[place], dict | list) or not part[place] or data.draw(st.booleans()):
            break
        part = part[place]
    if data.draw(st.booleans()):
        part[place] = data.draw(values)
    elif isinstance(part, dict):
        part[data.draw(st.sampled_from(["titel", "status", "kind", "id"]))] = part.pop(place)
    else:
        del part[place]
    assert acceptor(EXPANDED[name])(entry) == validator(EXPANDED[name], SCHEMAS).is_valid(entry)
