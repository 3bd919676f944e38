"""The eight basic faults of a small book, in lists and in front matter, as each format tells them.

`pytest tests/cases tests/report --rewrite` writes what is printed now as what must be printed; `git diff` is the review.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from pipeline import flow
from pipeline.report import FORMATS
from tests.conftest import Book
from tests.report.conftest import told

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parent.parent.parent / "schemas/output/diagnostics.schema.json"
RESOURCES = """\
- id: salt-study
  title: Salt and Time
  kind: book
  year: "2019"
  topic: safety
- id: steam-study
  titel: Steam, Again
  url: https://bread.example.org/steam-again
  kind: bok
  updated: 2024-02-30
  topic: safety
"""
NOTES = """\
- id: reading-group-dough
  title: Notes: on dough
"""
TERMS = """\
- id: crumb
  term: Crumb
  term: Crumbs
  definition: The soft inside of a loaf, as fine or as open as the dough was wet.
  chapters: [dough]
"""
PAGE = """\
---
title: Salt
---
[](resource:salt-study) slows the yeast, and the [](term:crumb) grows even.
"""
LISTS = {"content/resources/salt.yaml": RESOURCES, "content/notes/notes.yaml": NOTES, "content/glossary/crumb.yaml": TERMS}
HEADS = {
    "missing": "summary: Of the sea",
    "wrong-type": 'title: Salt\norder: "3"',
    "unknown": "titel: Salt",
    "unlisted": "title: Salt\nstatus: drafft",
    "date": "title: Salt\nadded: 2024-02-30",
    "repeated-id": "id: about\ntitle: Salt",
    "syntax": "title: Salt: of the sea",
    "repeated-key": "title: Salt\ntitle: Salt, again",
}
BOOKS: dict[str, dict[str, str]] = {
    "basic": {**LISTS, "content/pages/salt.md": PAGE},
    "front-matter": {f"content/pages/{name}.md": f"---\n{head}\n---\nSalt slows the yeast.\n" for name, head in HEADS.items()},
}
FAULTS = ["REF301", "SCH101", "SCH102", "SCH103", "SCH104", "SCH105", "YML003", "YML004"]


@pytest.fixture(scope="module", params=BOOKS)
def name(request: pytest.FixtureRequest) -> str:
    """Where the faults are."""
    return str(request.param)


@pytest.fixture(scope="module")
def checked(book: Book, name: str) -> flow.Checked:
    return flow.check(book(BOOKS[name]))


def printed(checked: flow.Checked, form: str) -> str:
    return flow.report(checked, form, width=100, colour=False, ascii_only=False, verbose=True)


def settled(form: str, text: str) -> str:
    """A report without the pages of the rules, which have tests of their own."""
    if form != "sarif":
        return text
    log = json.loads(text)
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        for name in ("shortDescription", "fullDescription", "help"):
            rule[name] = dict.fromkeys(rule[name], "...")
    return json.dumps(log, indent=2) + "\n"


@pytest.mark.parametrize("form", FORMATS)
def test_golden(form: str, name: str, checked: flow.Checked, request: pytest.FixtureRequest) -> None:
    expected = GOLDEN / name / f"{form}.txt"
    if request.config.getoption("--rewrite"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(settled(form, printed(checked, form)), encoding="utf-8", newline="\n")
    assert settled(form, printed(checked, form)) == expected.read_text(encoding="utf-8")


def test_they_are_what_is_found(checked: flow.Checked) -> None:
    assert sorted(finding.code.code for finding in checked.diagnostics) == FAULTS
    assert checked.status(strict=False) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_all_formats_tell_as_many(form: str, checked: flow.Checked) -> None:
    assert told(form, printed(checked, form)) == FAULTS


def test_the_json_keeps_its_schema(checked: flow.Checked) -> None:
    jsonschema.validate(json.loads(printed(checked, "json")), json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_each_has_a_place_and_says_what_to_do(checked: flow.Checked) -> None:
    for finding in checked.diagnostics:
        assert finding.help
        # The id that a file's name gives stands in no line.
        assert finding.span.start is not None
