"""Laws over the content of the book itself: what is sound stays silent, and one slip is one finding that its repair removes."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ROOT, Plain, entry, make_book, read_schemas

from pipeline.load import load
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Entry, Fence, Marks, Prose
from pipeline.model.span import Source, Span
from pipeline.validate import validate

SCHEMAS = read_schemas()
LOADED = load(ROOT).value
Text = tuple[str, str, str | None]
"""A collection, the YAML of an entry, its body."""

RELAXED = {"draft", "coming-soon", "tbc"}


def texts() -> Iterator[Text]:
    """Every entry of the content as (collection, its own YAML, its body), written again field by field in one style."""
    for made in LOADED.entries:
        front = yaml.safe_dump(dict(made.data), allow_unicode=True, sort_keys=False, width=1000)
        yield made.collection, front, made.body.text if made.body else None


ENTRIES = sorted(texts())


def judged(collection: str, text: str, body: str | None) -> tuple[Entry, list[Diagnostic]]:
    made = entry(collection, text, body, SCHEMAS)
    book = make_book([made], SCHEMAS)
    return made, [found for found in validate(book) if found.code.code not in {"SCH106", "SCH107", "SCH110", "EDN602"}]


def test_the_content_of_the_book_is_sound() -> None:
    errors = [found for found in validate(LOADED) if found.severity.word == "error"]
    assert [(str(found.span), found.code.code, found.message) for found in errors] == []
    assert len(LOADED.entries) > 400


def test_every_span_of_a_finding_about_the_content_cuts_its_value() -> None:
    for found in validate(LOADED):
        if found.code.code == "SCH110":
            text = LOADED.sources[found.span.path].cut(found.span)
            assert text.strip("'\"")[:40] in found.message + text


def required() -> Iterator[tuple[str, str, str | None, str]]:
    """(collection, text, body, required field) for each entry and each field it must have."""
    for collection, text, body in ENTRIES:
        schema = SCHEMAS[collection]
        data = yaml.load(text, Plain)  # noqa: S506 - a safe loader
        names = [*schema.get("required", ()), *(() if data.get("status") in RELAXED else schema.get("else", {}).get("required", ()))]
        yield from ((collection, text, body, name) for name in names if name in data)


REQUIRED = list(required())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(REQUIRED), st.data())
def test_one_misspelt_required_field_is_one_finding_and_its_repair_removes_it(case: Any, data: Any) -> None:
    collection, text, body, name = case
    before = judged(collection, text, body)[1]
    place = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(
        st.sampled_from([name[:place] + name[place + 1 :], name[:place] + "q" + name[place + 1 :], name[:place] + "q" + name[place:]])
    )
    if slip in SCHEMAS[collection]["properties"] or len(slip) < 4:
        return
    made, found = judged(collection, re.sub(rf"^{name}:", f"{slip}:", text, count=1, flags=re.MULTILINE), body)
    fresh = [each for each in found if each.message not in {old.message for old in before}]
    assert [each.code.code for each in fresh] == ["SCH103"], (slip, [each.message for each in fresh])
    assert made.source.cut(fresh[0].span) == slip
    assert f"`{name}`" in (fresh[0].help or "")
    if fresh[0].fix:
        (edit,) = fresh[0].fix.edits
        assert edit.text == name


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(REQUIRED))
def test_one_lost_required_field_is_one_finding(case: Any) -> None:
    collection, text, body, name = case
    data = yaml.load(text, Plain)  # noqa: S506 - a safe loader
    before = {each.message for each in judged(collection, text, body)[1]}
    del data[name]
    _, found = judged(collection, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), body)
    fresh = [each for each in found if each.message.replace("entry without id", "") not in before]
    fresh = [each for each in fresh if f"`{name}`" in each.message]
    assert [each.code.code for each in fresh] == ["SCH101"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["tbc", "draft", "2024-02-30", "#"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["id", "title", "type", "$ref", "properties", "date"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ENTRIES), st.data())
def test_no_value_anywhere_gives_a_traceback_or_a_span_outside_the_file(case: Any, data: Any) -> None:
    collection, text, body = case
    fields = yaml.load(text, Plain)  # noqa: S506 - a safe loader
    name = data.draw(st.sampled_from([*SCHEMAS[collection]["properties"], "nonsense"]))
    fields[name] = data.draw(JSON)
    made = entry(collection, yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), body, SCHEMAS)
    found = list(validate(make_book([made], SCHEMAS)))
    assert found == list(validate(make_book([made], SCHEMAS)))
    for each in found:
        assert each.span.path == made.source.path
        if each.span.start is not None and each.span.end is not None:
            assert 0 <= made.source.offset(each.span.start) <= made.source.offset(each.span.end) <= len(made.source.text)
        assert "\n" not in each.message
        assert len(each.message) < 400


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": [*range(40_000), "x", "x"]},
        {"tags": [f"t{number}" for number in range(100_000)] + ["t0"]},
        {"tags": [{"a": [number]} for number in range(40_000)]},
        {f"field-{number}": number for number in range(100_000)},
        {"x" * 1_000_000: 1},
        {"note": "](" * 200_000},
        {"note": '](a "' * 200_000},
        {"title": "a" * 1_000_000, "cite_key": "a" * 1_000_000, "url": "https://" + "a." * 500_000, "lang": "a-" * 500_000},
        {"date": "2" * 1_000_000, "ids": {"doi": "10." + "1" * 1_000_000, "arxiv": "a" * 1_000_000, "isbn": "9" * 1_000_000}},
    ],
    ids=["numbers", "twins", "mappings", "fields", "key", "brackets", "quotes", "texts", "ids"],
)
def test_hostile_sizes_end_soon_and_say_little(fields: dict[str, Any]) -> None:
    data = {"id": "a", "title": "A", "url": "https://example.org", "kind": "post", "topic": "t", **fields}
    text = "x"
    made = Entry("resources", "a", data, Source.of("content/resources/x.yaml", text), Marks(0, 1))
    start = time.process_time()
    found = list(validate(make_book([made], SCHEMAS)))
    assert time.process_time() - start < 2
    assert 1 <= len(found) <= 110
    assert all(len(each.message) < 400 for each in found)


@pytest.mark.parametrize(
    ("schema", "sample"),
    [
        ({"x-rule": 5, "x-words": "a", "x-deprecated": 3}, "text"),
        ({"type": "number", "multipleOf": 0.5}, "NaN"),
        ({"type": "integer"}, "9" * 5000),
        ({"pattern": "^a*a*$"}, "a" * 7_000 + "!"),
        ({"pattern": "^(a|ab)*$"}, "a" * 7_000 + "!"),
        ({"$ref": "#"}, "text"),
        ({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}, {}),
        ({"$ref": "#/nowhere"}, {}),
        ({"$dynamicRef": "https://example.org/x"}, {}),
        ({"$id": "https://example.org/x", "$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}, {}),
        ({"unevaluatedProperties": False, "dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}),
        ({"properties": {"a": False}}, {"a": 1}),
        (True, {}),
        (False, {}),
    ],
)
def test_no_schema_inside_content_gives_a_traceback_or_hangs(schema: Any, sample: Any) -> None:
    data = {"kind": "technique", "chapters": ["a"], "output_schema": schema, "sample_output": sample}
    body = Prose("x", fences=(Fence("prompt", "Hello", Span("x")),))
    made = Entry("prompts", "a", data, Source.of("content/prompts/a.md", "x"), Marks(0, 1), body)
    start = time.process_time()
    assert {found.code.code[:3] for found in validate(make_book([made], SCHEMAS))} <= {"SCH"}
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("content/resources/x.yaml", "", [("SCH101", "the file is empty")]),
        ("content/resources/x.yaml", "# nothing yet\n", [("SCH101", "the file is empty")]),
        ("content/resources/x.yaml", "just text\n", [("SCH102", "a resource is a group of fields, and this is text")]),
        ("content/resources/x.yaml", "- just text\n", [("SCH102", "a resource is a group of fields, and this is text")]),
        ("content/resources/x.yaml", "- \n", [("SCH101", "the resource is empty")]),
        ("content/resources/x.yaml", "id: x\n", [("SCH102", "a list of resources is wanted, and this is a group of fields")]),
        ("content/artifacts/x.yaml", "", [("SCH101", "the file is empty")]),
        ("content/artifacts/x.yaml", "[a]\n", [("SCH102", "an artifact is a group of fields, and this is a list")]),
        ("content/pages/x.md", "", [("SCH101", "the file is empty")]),
        ("content/pages/x.md", "Some text.\n", [("SCH101", "the front matter is missing")]),
        ("content/pages/x.md", "---\n---\nSome text.\n", [("SCH101", "the front matter is empty")]),
        ("content/pages/x.md", "---\n- a\n---\nSome text.\n", [("SCH102", "a page is a group of fields, and this is a list")]),
        ("content/book.yaml", "", [("SCH101", "the file is empty")]),
        ("content/book.yaml", "- a\n", [("SCH102", "a book is a group of fields, and this is a list")]),
    ],
)
def test_files_that_hold_no_entry_are_one_finding(tmp_path: Path, path: Any, content: str, expected: Any) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    for name, text in {"content/book.yaml": (ROOT / "content/book.yaml").read_text(), path: content}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert [(found.code.code, found.message) for found in validate(load(tmp_path).value)] == expected


def test_settings_that_could_not_be_read_are_not_called_empty(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    assert list(validate(load(tmp_path).value)) == []
    (tmp_path / "content").mkdir()
    (tmp_path / "content/book.yaml").write_text("title: a: b\n")
    assert list(validate(load(tmp_path).value)) == []
