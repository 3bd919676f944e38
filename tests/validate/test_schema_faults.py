"""A schema that would not do what it seems to say is BLD902."""

import copy
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from making import Judge, Schemas, entry, make_book

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.schema import expand
from pipeline.model.span import Source
from pipeline.validate import schema_faults, validate
from pipeline.validate.places import Places

PATH = "schemas/recipes.schema.json"
RECIPES: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "recipes.schema.json",
    "title": "Recipe",
    "x-collection": {
        "folder": "recipes",
        "form": "yaml-list",
        "prefix": "recipe",
        "label": "Recipe",
        "plural": "Recipes",
        "title": ["{title}"],
        "route": "recipes/{id}.html",
    },
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title"],
    "properties": {
        "id": {"$ref": "defs.schema.json#/$defs/id"},
        "title": {"$ref": "defs.schema.json#/$defs/text"},
        "minutes": {"type": "integer", "minimum": 1},
        "after": {"$ref": "defs.schema.json#/$defs/reference", "x-ref": "chapters"},
        "code": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 9},
    },
}


def faults(schemas: Schemas, path: tuple[str, ...] = (), value: Any = None, *, drop: bool = False) -> list[Diagnostic]:
    """The faults of the project's schemas plus `recipes`, after one change in it."""
    changed = copy.deepcopy(RECIPES)
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    if drop:
        del part[path[-1]]
    elif path:
        part[path[-1]] = value
    text = json.dumps(changed, indent=2)
    return list(schema_faults({**schemas, "recipes": changed}, lambda path: Source.of(path, text if path == PATH else json.dumps(schemas))))


def test_the_schemas_of_the_project_are_sound(schemas: Schemas) -> None:
    assert list(schema_faults(schemas)) == []


def test_a_new_collection_needs_a_schema_and_nothing_else(schemas: Schemas) -> None:
    assert faults(schemas) == []
    every = {**schemas, "recipes": RECIPES}
    good = entry("recipes", "{id: bread, title: Bread, minutes: 90, after: dough}", None, every)
    bad = entry("recipes", "{id: cake, titel: Cake, minutes: 0}", None, every)
    found = list(validate(make_book([good, bad], every)))
    assert [(each.code.code, each.item) for each in found] == [("SCH103", "recipes:cake"), ("SCH108", "recipes:cake")]
    assert found[0].message == "unknown field `titel` in recipe `cake`"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("requird",), ["id"], "unknown keyword `requird`"),
        (("properties", "title", "x-reff"), "chapters", "unknown keyword `x-reff`"),
        (("properties", "title", "unevaluatedProperties"), False, "unknown keyword `unevaluatedProperties`"),
        (("properties", "minutes", "minimum"), "1", "`minimum` must hold a number"),
        (("properties", "minutes", "type"), "int", "`type` must hold one of the seven types of JSON"),
        (("required",), ["id", "titel"], "there is no field `titel`"),
        (("if",), {"required": ["minuts"]}, "there is no field `minuts`"),
        (("then",), {"properties": {"titel": {"minLength": 3}}}, "there is no field `titel`"),
        (("properties", "title", "$ref"), "defs.schema.json#/$defs/txt", "the reference `defs.schema.json#/$defs/txt` leads nowhere"),
        (("properties", "title", "$ref"), "gone.schema.json", "the reference `gone.schema.json` leads nowhere"),
        (("properties", "title", "$ref"), "https://example.org/s.json", "the reference `https://example.org/s.json` leads nowhere"),
        (("properties", "title", "$ref"), "#/properties/title", "comes back to itself"),
        (("$defs",), {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"if": {"$ref": "#/$defs/a"}}}, "comes back to itself"),
        (("properties", "after", "x-ref"), "chapter", "there is no collection `chapter` to refer to"),
        (("properties", "minutes", "x-text"), True, "`x-text` stands without `x-ref`"),
        (("properties", "title", "format"), "iso-date", "unknown format `iso-date`"),
        (("properties", "title", "x-rule"), "isbn", "unknown rule `isbn`"),
        (("properties", "title", "x-rule"), "edition", "unknown rule `edition`"),
        (("x-rule",), ["isbn13"], "unknown rule `isbn13`"),
        (("properties", "code", "pattern"), "^(a+)+$", "repeats"),
        (("properties", "code", "pattern"), "(", "is no regular expression"),
        (("properties", "minutes"), {"type": "object"}, "an object must state `additionalProperties`"),
        (("$schema",), "http://json-schema.org/draft-07/schema#", "the schema is written for another draft"),
        (("$id",), "recipe.schema.json", "the `$id` must be the name of the file, `recipes.schema.json`"),
        (("x-collection",), [], "`x-collection` must hold the declaration of a collection"),
        (("x-collection", "prefx"), "x", "unknown key `prefx`"),
        (("x-collection", "form"), "json", "`form` must be `markdown`, `yaml-list` or `yaml-file`"),
        (("x-collection", "prefix"), "book", "the prefix `book` is reserved"),
        (("x-collection", "prefix"), "https", "the prefix `https` is reserved"),
        (("x-collection", "prefix"), "mailto", "the prefix `mailto` is reserved"),
        (("x-collection", "prefix"), "resource", "the prefix `resource` is used by `recipes` as well"),
        (("x-collection", "prefix"), "people", "the prefix `people` is used by `people` as well"),
        (("x-collection", "folder"), "chapters", "the folder `chapters` is used by `chapters` as well"),
        (("x-collection", "route"), "chapters/{id}.html", "the page `chapters/{id}.html` is used by `chapters` as well"),
        (("x-collection", "route"), "notes/index.html#{id}", "the page `notes/index.html` is used by `notes` as well"),
        (("x-collection", "index"), "notes/index.html", "the page `notes/index.html` is used by `notes` as well"),
        (("x-collection", "route"), "recipes/index.html", "`route` must be a path such as"),
        (("x-collection", "route"), "../{id}.html", "`route` must be a path such as"),
        (("x-collection", "route"), "assets/{id}.html", "the folder `assets` is used by the site itself"),
        (("x-collection", "title"), ["{titel}"], "there is no field `titel`"),
        (("x-collection", "order"), ["-minuts"], "there is no field `minuts`"),
        (("x-collection", "keys"), ["cod"], "there is no field `cod`"),
        (("x-collection", "epub"), "front", "`epub` must be `body`, `end`, `notes` or `none`"),
    ],
)
def test_a_slip_in_a_schema_is_found(schemas: Schemas, path: Any, value: Any, message: str) -> None:
    found = faults(schemas, path, value)
    assert {each.code.code for each in found} == {"BLD902"}
    assert any(message in each.message for each in found), [each.message for each in found]
    assert all(each.span.start is not None and each.span.path.startswith("schemas/") and each.help for each in found)
    assert all(each.span.start is None for each in schema_faults({**schemas, "recipes": "x"}))


@pytest.mark.parametrize("key", ["folder", "form", "prefix", "label", "plural", "title", "route"])
def test_a_declaration_is_complete(schemas: Schemas, key: str) -> None:
    assert [each.message for each in faults(schemas, ("x-collection", key), drop=True)] == [f"the declaration has no `{key}`"]


def test_the_name_of_a_collection_is_no_scheme_either(schemas: Schemas) -> None:
    every = {**schemas, "data": {**RECIPES, "$id": "data.schema.json"}}
    assert [each.message for each in schema_faults(every)] == ["the prefix `data` is reserved"]


@pytest.mark.parametrize(
    ("path", "value", "cut"),
    [
        (("requird",), ["id"], '"requird"'),
        (("properties", "title", "x-reff"), "chapters", '"x-reff"'),
        (("properties", "minutes", "minimum"), "1", '"1"'),
        (("required",), ["id", "titel"], '"titel"'),
        (("then",), {"properties": {"titel": {"minLength": 3}}}, '"titel"'),
        (("properties", "title", "$ref"), "defs.schema.json#/$defs/txt", '"defs.schema.json#/$defs/txt"'),
        (("properties", "after", "x-ref"), ["resources", "chapter"], '"chapter"'),
        (("properties", "title", "format"), "iso-date", '"iso-date"'),
        (("properties", "title", "x-rule"), ["isbn"], '"isbn"'),
        (("properties", "code", "pattern"), '^(a\\+)+"$(', r'"^(a\\+)+\"$("'),
        (("properties", "minutes"), {"type": "object"}, '"type"'),
        (("properties", "minutes"), {"patternProperties": {"[{,:": True}}, '"[{,:"'),
        (("x-collection", "prefx"), "x", '"prefx"'),
        (("x-collection", "title"), ["{title}", "{titel}"], '"{titel}"'),
        (("x-collection", "prefix"), "resource", None),
    ],
)
def test_a_fault_stands_where_it_is(schemas: Schemas, path: Any, value: Any, cut: str | None) -> None:
    (found,) = faults(schemas, path, value)
    changed = copy.deepcopy(RECIPES)
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    source = Source.of(PATH, json.dumps(changed, indent=2))
    assert source.cut(found.span if cut else found.related[0].span) == (cut or '"resource"')


def test_places_are_those_of_every_part(schemas: Schemas) -> None:
    for name, schema in schemas.items():
        for indent in (None, 3):
            source = Source.of(name, json.dumps(schema, indent=indent, ensure_ascii=False))
            places = Places(name, lambda _, source=source: source)  # type: ignore[misc]
            for way, value in parts(schema, ()):
                assert json.loads(source.cut(places.value(*way))) == value
                assert json.loads(source.cut(places.key(*way))) == (way[-1] if isinstance(way[-1], str) else value)


def parts(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Everything below a value, with the way to it."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in steps:
        yield (*way, step), each
        yield from parts(each, (*way, step))


def test_a_misspelt_keyword_gets_the_right_one(schemas: Schemas) -> None:
    assert faults(schemas, ("requird",), ["id"])[0].help == "a keyword has a similar name: `required`"


def test_a_pattern_needs_a_length(schemas: Schemas) -> None:
    assert [each.message for each in faults(schemas, ("properties", "code", "maxLength"), drop=True)] == [
        "a `pattern` needs a `maxLength` beside it"
    ]
    assert faults(schemas, ("properties", "code"), {"$ref": "defs.schema.json#/$defs/text", "pattern": "^[a-z]+$"}) == []


@pytest.mark.parametrize(
    "schema",
    [None, 5, "x", [], {"x-collection": {"form": 5, "route": 7, "title": 3, "order": "a"}}, {"properties": {"a": 5}, "type": ["x"]}],
)
def test_nonsense_is_a_finding_and_no_traceback(schemas: Schemas, schema: Any) -> None:
    every = {**schemas, "recipes": schema}
    assert next(schema_faults(every)).span.path == "schemas/recipes.schema.json"
    assert list(validate(make_book([], every))) == []


def test_a_broken_schema_silences_its_own_collections_only(schemas: Schemas) -> None:
    broken = {**schemas, "glossary": {**schemas["glossary"], "requird": []}}
    entries = [entry("glossary", "{id: a}", None, schemas), entry("people", "{id: a}", None, schemas)]
    assert [each.item for each in validate(make_book(entries, broken))] == ["people:a", "people:a"]
    # Everything refers to the shared definitions, so nothing can be judged without them.
    assert list(validate(make_book(entries, {**schemas, "defs": {"$defs": {"id": {"requird": []}}}}))) == []


def test_nothing_is_fetched(schemas: Schemas) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"type": "string"}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/s.json"
        changed = copy.deepcopy(RECIPES)
        changed["properties"]["title"] = {"$ref": address}
        every = {**schemas, "recipes": changed}
        assert [each.code.code for each in schema_faults(every)] == ["BLD902"]
        list(validate(make_book([entry("recipes", "{id: a, title: x}", None, every)], every)))
        front = f"kind: defence\nchapters: [a]\noutput_schema: {{$ref: '{address}'}}\nsample_output: {{tag: 5}}\n"
        prompt = entry("prompts", front, "```prompt\nx\n```\n", schemas)
        assert [each.code.code for each in validate(make_book([prompt], schemas))] == ["SCH109"]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []


def test_deep_recursion_of_a_schema_is_followed(schemas: Schemas) -> None:
    tree = {
        "$defs": {
            "row": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text"],
                "properties": {"text": {"type": "string"}, "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}}},
            }
        }
    }
    changed = {**copy.deepcopy(RECIPES), **tree}
    changed["properties"]["row"] = {"$ref": "#/$defs/row"}
    every = {**schemas, "recipes": changed}
    assert list(schema_faults(every)) == []
    made = entry("recipes", "{id: a, title: x, row: {text: a, rows: [{text: b, rows: [{txt: c}, {text: 5}]}]}}", None, every)
    found = list(validate(make_book([made], every)))
    assert [(each.code.code, made.source.cut(each.span)) for each in found] == [("SCH103", "txt"), ("SCH102", "5")]


def test_what_a_reference_says_and_what_stands_beside_it_both_hold(schemas: Schemas) -> None:
    merged = expand("x", {**schemas, "x": {"properties": {"a": {"$ref": "defs.schema.json#/$defs/text", "maxLength": 5, "title": "A"}}}})[
        "properties"
    ]["a"]
    assert (merged["maxLength"], merged["title"], merged["type"]) == (5, "A", "string")
    looser = expand("x", {**schemas, "x": {"$ref": "defs.schema.json#/$defs/text", "maxLength": 5000}})
    assert looser["maxLength"] == 300
    both = expand("x", {**schemas, "x": {"$ref": "defs.schema.json#/$defs/text", "type": ["string", "null"]}})
    assert both["type"] == ["string", "null"]
    assert both["allOf"][0]["type"] == "string"
    kept = expand(
        "x",
        {"x": {"properties": {"default": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "string"}}, "examples": [{"$ref": "#/$defs/a"}]}},
    )
    assert kept["properties"]["default"] == {"type": "string"}
    assert kept["examples"] == [{"$ref": "#/$defs/a"}]


def test_a_renamed_field_is_a_warning_with_a_repair(judge: Judge, schemas: Schemas) -> None:
    changed = copy.deepcopy(RECIPES)
    changed["properties"]["duration"] = {"type": "integer", "x-deprecated": {"use": "minutes"}}
    every = {**schemas, "recipes": changed}
    judged = judge("recipes", "{id: bread, title: Bread, duration: 90}", own=every)
    assert (judged.cuts, judged.only.severity.word) == ([("SCH103", "duration")], "warning")
    assert judged.fixed() == "{id: bread, title: Bread, minutes: 90}"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (
            {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 2}]},
            "[]",
            [("SCH109", "[]", "`code` of recipe `a` fits none of the forms allowed")],
        ),
        (
            {
                "oneOf": [
                    {"type": "object", "additionalProperties": False, "properties": {"kind": {"const": kind}, name: {"type": "integer"}}}
                    for kind, name in (("a", "x"), ("b", "y"))
                ]
            },
            "{kind: b, y: no!}",
            [("SCH102", "no!", "`code.y` is text, not a whole number")],
        ),
        ({"not": {"const": 5}}, "5", [("SCH109", "5", "`code` of recipe `a` holds what is not allowed here")]),
        ({"type": "array", "contains": {"const": 5}}, "[4]", [("SCH109", "[4]", "`code` of recipe `a` lacks an item that must be in it")]),
        (
            {"type": "array", "prefixItems": [{"type": "integer"}], "items": False},
            "[4, 5]",
            [("SCH109", "[4, 5]", "`code` of recipe `a` has more items than it may have")],
        ),
        (
            {"type": "array", "maxItems": 1},
            "[4, 5]",
            [("SCH108", "[4, 5]", "`code` of recipe `a` has 2 items, and at most 1 item is wanted")],
        ),
        ({"type": "integer", "multipleOf": 5}, "7", [("SCH108", "7", "`code` is 7, and a multiple of 5 is wanted")]),
        ({"type": "array", "uniqueItems": True}, "[1, true, 1.0]", [("SCH109", "1.0", "`1.0` stands twice in `code`")]),
        (
            {"type": "object", "additionalProperties": True, "dependentRequired": {"a": ["b", "c"]}},
            "{c: 1, a: 2}",
            [("SCH101", "a", "`a` of `code` of recipe `a` needs `b` beside it")],
        ),
        (
            {"type": "object", "additionalProperties": True, "propertyNames": {"maxLength": 2}},
            "{abc: 1}",
            [("SCH109", "abc", "`abc` cannot be a field of `code`")],
        ),
        (
            {"type": "object", "additionalProperties": False, "patternProperties": {"^x-": {}}},
            "{x-a: 1, y: 2}",
            [("SCH103", "y", "unknown field `y` in `code` of recipe `a`")],
        ),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            "{a: b}",
            [("SCH102", "b", "`code.a` is text, not a whole number")],
        ),
    ],
)
def test_every_keyword_has_its_finding(judge: Judge, schemas: Schemas, field: Any, value: Any, expected: Any) -> None:
    changed = copy.deepcopy(RECIPES)
    changed["properties"]["code"] = field
    every = {**schemas, "recipes": changed}
    assert list(schema_faults(every)) == []
    judged = judge("recipes", f"{{id: a, title: A, code: {value}}}", own=every)
    assert [(code, text, found.message) for (code, text), found in zip(judged.cuts, judged.found, strict=True)] == expected
