"""Severities that a book sets: which files a pattern means, which setting counts, and what no setting changes."""

from pathlib import Path

import pytest

from pipeline import flow
from pipeline.check.severities import matches
from tests.conftest import BOOKS, Book

SETTINGS = (BOOKS / "minimal/content/book.yaml").read_text(encoding="utf-8")
LOST = "- {id: salt, title: Salt, url: https://notes.example.org/salt, kind: notes, author: ben-miller, covers: [dogh]}\n"


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("content/notes/**", "content/notes/a.yaml", True),
        ("content/notes/**", "content/notes/a/b/c.yaml", True),
        ("content/notes/**", "content/notesy/a.yaml", False),
        ("content/**/a.yaml", "content/a.yaml", True),
        ("content/**/a.yaml", "content/x/y/a.yaml", True),
        ("content/**/a.yaml", "content/x/y/ba.yaml", False),
        ("content/*/a.yaml", "content/x/y/a.yaml", False),
        ("content/*/a.*", "content/x/a.yaml", True),
        ("**", "content/x/a.yaml", True),
        ("**/notes/**/*.md", "content/notes/x.md", True),
        ("content/notes", "content/notes/a.yaml", False),
        ("content/?.yaml", "content/a.yaml", True),
        ("content/?.yaml", "content/A/yaml", False),
        ("CONTENT/a.yaml", "content/a.yaml", False),
    ],
)
def test_a_pattern_means_these_files(glob: str, path: str, fits: bool) -> None:  # noqa: FBT001
    assert matches(glob, path) is fits


def test_no_pattern_takes_long() -> None:
    assert not matches("**/" * 60 + "*a" * 100 + "/b", "/".join(["a" * 100] * 60))


def found(book: Book, settings: str) -> flow.Checked:
    return flow.check(book({"content/book.yaml": SETTINGS + settings, "content/notes/salt.yaml": LOST}))


def severities(checked: flow.Checked) -> dict[str, str]:
    return {finding.code.code: finding.severity.word for finding in checked.diagnostics}


def test_the_last_setting_that_fits_counts(book: Book) -> None:
    rules = ("content/**", "info"), ("content/notes/**", "warning"), ("content/notes/notes.yaml", "off")
    lines = "".join(f'    - {{glob: "{glob}", severity: {{REF302: "{word}"}}}}\n' for glob, word in rules)
    assert severities(found(book, ""))["REF302"] == "error"
    assert severities(found(book, f"check:\n  paths:\n{lines}"))["REF302"] == "warning"
    assert severities(found(book, 'check: {severity: {REF302: "off"}}\n')) == {}
    only = 'check: {severity: {REF302: "off"}, paths: [{glob: "content/notes/s*", severity: {REF302: info}}]}\n'
    assert severities(found(book, only)) == {"REF302": "info"}


def test_the_settings_themselves_are_judged_as_always(book: Book) -> None:
    settings = SETTINGS.replace("authors: [ada-baker]", "authors: [ada-bakr]").replace("slug: small-book-of-bread\n", "")
    root = book({"content/book.yaml": settings + 'check: {severity: {REF302: "off", SCH101: info}}\n'})
    checked = flow.check(root)
    assert severities(checked)["SCH101"] == "error"
    assert checked.status(strict=False) == 2


def test_a_setting_of_another_shape_is_reported_once(book: Book) -> None:
    for wrong in ("check: yes please\n", "check: {severity: [REF302]}\n", "check: {severity: {REF302: 3}}\n", "check: {paths: [REF302]}\n"):
        checked = found(book, wrong)
        own = [finding.code.code for finding in checked.diagnostics if finding.span.path == "content/book.yaml"]
        assert own[0] in {"SCH102", "SCH104"}
        assert len(own) == 1
        assert severities(checked)["REF302"] == "error"
        assert checked.status(strict=False) == 2


def test_what_no_writer_could_print_stays_out_whatever_the_settings_say(book: Book, tmp_path: Path) -> None:
    bad = "- {id: pale, url: https://bread.example.org/pale, kind: [book], topic: safety}\n"
    silent = SETTINGS + 'check: {severity: {SCH101: "off", SCH102: "off", SCH109: "off"}}\n'
    built = flow.build(book({"content/resources/pale.yaml": bad, "content/book.yaml": silent}), tmp_path)
    assert built.published is not None
    assert "Entries left out because of their errors: 1." in flow.summary(built)
    assert not (tmp_path / "html/resources/pale.html").exists()
