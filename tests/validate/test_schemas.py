"""The project's schemas: complete as a reference, safe to run, and true to their own examples."""

import json
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from making import ROOT, Judge, Schemas, read_schemas

from pipeline.model.schema import expand, fields
from pipeline.validate.faults import FAULTS
from pipeline.validate.keywords import validator

NAMES = [
    "appendix",
    "artifacts",
    "book",
    "case-studies",
    "chapters",
    "defs",
    "editions",
    "figures",
    "glossary",
    "incidents",
    "notes",
    "pages",
    "people",
    "prompts",
    "resources",
]
COMMON = ["id", "title", "status", "summary", "tags", "added", "updated", "aliases", "contributors", "lang", "source", "license", "doubt"]
EVERY = [(name, path) for name in NAMES for path, _ in fields(expand(name, read_schemas()))]


def part(schemas: Schemas, name: str, path: tuple[str, ...]) -> Any:
    return dict(fields(expand(name, schemas)))[path]


def test_there_is_a_schema_for_each_collection(schemas: Schemas) -> None:
    assert sorted(schemas) == NAMES
    assert {name for name in NAMES if "x-collection" not in schemas[name]} == {"book", "defs"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"book", "defs"}])
def test_every_collection_has_the_common_fields_first(schemas: Schemas, name: str) -> None:
    assert list(schemas[name]["properties"])[: len(COMMON)] == COMMON


@pytest.mark.parametrize(("name", "path"), EVERY, ids=lambda value: value if isinstance(value, str) else ".".join(value))
def test_every_field_explains_itself_with_examples_that_fit(schemas: Schemas, name: str, path: Any) -> None:
    field = part(schemas, name, path)
    assert field.get("title")
    assert field.get("description", "").endswith(".")
    assert field.get("examples")
    judge = validator(field, schemas)
    for example in field["examples"]:
        assert [error.message for error in judge.iter_errors(example)] == []


def test_descriptions_of_collections_are_there(schemas: Schemas) -> None:
    assert all(schema.get("title") and schema.get("description", "").endswith(".") for schema in schemas.values())


def test_annotations_are_the_ones_the_model_asks_for(schemas: Schemas) -> None:
    found: dict[str, dict[str, Any]] = {}
    for name in NAMES:
        for path, field in fields(expand(name, schemas)):
            if name == "book" or path[0] not in COMMON:
                for key in ("x-ref", "x-unique", "x-rule", "x-markdown", "x-asset", "x-link", "x-text", "x-words"):
                    if key in field:
                        found.setdefault(key, {})[f"{name}.{'.'.join(path)}"] = field[key]
    assert found["x-ref"] == {
        "appendix.chapters.*": "chapters",
        "book.authors.*": "people",
        "book.companion.authors.*": "people",
        "book.publish.nav.*": "*",
        "case-studies.chapters.*": "chapters",
        "case-studies.metrics.*.source": "resources",
        "case-studies.resources.*": "resources",
        "case-studies.techniques.*": "glossary",
        "chapters.figures.*": "figures",
        "chapters.prerequisites.*": "chapters",
        "figures.chapter": "chapters",
        "glossary.chapters.*": "chapters",
        "glossary.resources.*": "resources",
        "glossary.see_also.*": "glossary",
        "incidents.cause.*": "glossary",
        "incidents.chapters.*": "chapters",
        "incidents.sources.*": "resources",
        "notes.author": "people",
        "notes.covers.*": "chapters",
        "people.chapters.*": "chapters",
        "prompts.answers.*": "prompts",
        "prompts.chapters.*": "chapters",
        "prompts.inspired_by": "resources",
        "resources.authors.*": "people",
        "resources.chapters.*": "chapters",
        "resources.part_of": "resources",
    }
    assert sorted(found["x-text"]) == ["book.authors.*", "book.companion.authors.*", "notes.author", "resources.authors.*"]
    assert sorted(found["x-unique"]) == [
        "chapters.number",
        "editions.isbn13",
        "glossary.term",
        "notes.url",
        "people.name",
        "resources.cite_key",
        "resources.url",
    ]
    assert sorted(found["x-markdown"]) == [
        "artifacts.caption",
        "case-studies.outcome",
        "chapters.takeaways.*",
        "figures.caption",
        "glossary.definition",
        "incidents.lessons.*",
        "resources.note",
    ]
    assert found["x-asset"] == {"book.cover": True, "editions.cover.file": True, "figures.file": True}
    assert found["x-link"] == {"book.publish.url": "ignore", "resources.archived.url": "archive"}
    assert found["x-rule"] == {"prompts.output_schema": "json-schema", "resources.ids.arxiv": "arxiv"}
    assert found["x-words"] == {"glossary.definition": {"minimum": 12, "maximum": 60}, "resources.note": {"maximum": 60}}


def test_routes_and_prefixes_are_the_published_ones(schemas: Schemas) -> None:
    told = {
        name: (schema["x-collection"]["prefix"], schema["x-collection"]["route"])
        for name, schema in schemas.items()
        if "x-collection" in schema
    }
    assert told == {
        "appendix": ("appendix", "appendix/{id}.html"),
        "artifacts": ("artifact", "artifacts/{id}.html"),
        "case-studies": ("case", "case-studies/{id}.html"),
        "chapters": ("chapter", "chapters/{id}.html"),
        "editions": ("edition", "editions/index.html#{id}"),
        "figures": ("figure", "figures/index.html#{id}"),
        "glossary": ("term", "glossary/{id}.html"),
        "incidents": ("incident", "incidents/{id}.html"),
        "notes": ("note", "notes/index.html#{id}"),
        "pages": ("page", "pages/{id}.html"),
        "people": ("person", "people/{id}.html"),
        "prompts": ("prompt", "prompts/{id}.html"),
        "resources": ("resource", "resources/{id}.html"),
    }


def test_every_pattern_ends_on_hostile_text(schemas: Schemas) -> None:
    patterns = sorted({field["pattern"] for name in NAMES for _, field in fields(expand(name, schemas)) if "pattern" in field})
    assert len(patterns) > 5
    code = (
        "import re, sys, json\n"
        "from pipeline.validate.meanings import compiled\n"
        "for pattern in json.loads(sys.argv[1]):\n"
        "    for unit in ('a', '0', '-', 'a-', 'A', 'i', '0-', '9' * 9, 'a0_', ' ', '\\u00e9', '.', '/a'):\n"
        "        for size in (30, 300, 3000):\n"
        "            compiled(pattern).search(unit * size + '!')\n"
        "            compiled(pattern).search(unit * size + '\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(patterns)], cwd=ROOT, timeout=20, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_end_of_a_pattern_is_the_end_of_the_text(judge: Judge) -> None:
    entry = 'id: a\ntitle: A\nurl: "https://example.org"\nkind: repo\ntopic: t\nids: {github: "a/b\\n"}\n'
    assert judge("resources", entry).codes == ["SCH109"]


def test_a_long_text_does_not_run_a_pattern(judge: Judge) -> None:
    entry = f'id: a\ntitle: A\nurl: "https://example.org"\nkind: repo\ntopic: t\ncite_key: "{"x" * 100_000}!"\n'
    assert judge("resources", entry).codes == ["SCH108"]


def test_the_slow_grammars_of_formats_are_never_loaded() -> None:
    names = {"rfc3987_syntax", "rfc3987", "lark", "requests", "jinja2"}
    code = f"import sys, pipeline.validate; print([name for name in sys.modules if name in {names}])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_schema_of_the_report_is_valid_and_closed() -> None:
    schema = json.loads((ROOT / "schemas/output/diagnostics.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    place = {"path": "content/a.md", "start": {"line": 1, "column": 2}, "end": {"line": 1, "column": 5}}
    finding = {
        **place,
        "code": "SCH103",
        "name": "unknown-field",
        "severity": "error",
        "message": "unknown field `titel`",
        "help": None,
        "item": "resources:lora",
        "related": [{**place, "text": "in this entry"}],
        "fix": {"applicability": "safe", "edits": [{**place, "text": "title"}]},
        "url": None,
    }
    report = {"version": 1, "summary": {"errors": 1, "warnings": 0, "infos": 0}, "diagnostics": [finding]}
    assert judge.is_valid(report)
    assert judge.is_valid({**report, "diagnostics": [{**finding, "start": None, "end": None, "item": None, "fix": None}]})
    assert not judge.is_valid({**report, "diagnostics": [{**finding, "colour": "red"}]})
    assert not judge.is_valid({**report, "diagnostics": [{**finding, "severity": "fatal"}]})
    assert not judge.is_valid({key: value for key, value in report.items() if key != "summary"})
    for lost in finding:
        assert not judge.is_valid({**report, "diagnostics": [{key: value for key, value in finding.items() if key != lost}]})


def test_every_code_has_a_manual_page_with_both_examples() -> None:
    assert len({fault.code for fault in FAULTS}) == len(FAULTS)
    for fault in FAULTS:
        assert "\nBad:\n" in fault.page
        assert "\nGood:\n" in fault.page
