"""The eight basic faults of a small book, as each format tells them.

`pytest tests/cases tests/report --rewrite` writes what is printed now as what must be printed; `git diff` is the review.
"""

import json
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.report import FORMATS
from tests.conftest import Book
from tests.report.conftest import told

GOLDEN = Path(__file__).parent / "golden" / "basic"
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
FAULTS = ["REF301", "SCH101", "SCH102", "SCH103", "SCH104", "SCH105", "YML003", "YML004"]


@pytest.fixture(scope="module")
def checked(book: Book) -> flow.Checked:
    lists = {"content/resources/salt.yaml": RESOURCES, "content/notes/notes.yaml": NOTES, "content/glossary/crumb.yaml": TERMS}
    return flow.check(book({**lists, "content/pages/salt.md": PAGE}))


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
def test_golden(form: str, checked: flow.Checked, request: pytest.FixtureRequest) -> None:
    expected = GOLDEN / f"{form}.txt"
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
