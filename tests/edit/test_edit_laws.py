"""The laws of `--fix`, on every case of `tests/cases` that can be repaired."""

import difflib
from collections import Counter
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.model.diagnostic import Applicability, Diagnostic
from tests.cases.test_cases import CASES, laid
from tests.conftest import Book

OFFERED = {Applicability.SAFE: "(fix available)", Applicability.UNSAFE: "(fix available with --unsafe-fixes)"}


def repairable(how: Applicability) -> list[Path]:
    """The cases whose expected findings offer such a repair."""
    told = {case: case / "expected.txt" for case in CASES if (case / "expected.txt").exists()}
    return [case for case, expected in told.items() if OFFERED[how] in expected.read_text(encoding="utf-8")]


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the mode of every file; of a link, its target."""
    return {
        str(path.relative_to(root)): (str(path.readlink()).encode(), 0) if path.is_symlink() else (path.read_bytes(), path.stat().st_mode)
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def safe(findings: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [finding for finding in findings if finding.fix is not None and finding.fix.applicability is Applicability.SAFE]


def test_there_are_cases() -> None:
    assert len(repairable(Applicability.SAFE)) > 10
    assert len(repairable(Applicability.UNSAFE)) > 10


@pytest.mark.parametrize("case", repairable(Applicability.SAFE), ids=lambda case: case.name)
def test_safe_repairs_make_their_findings_go_and_touch_nothing_else(case: Path, book: Book) -> None:
    root = laid(case, book)
    untouched = state(root)
    fixed = flow.fix(root, unsafe=False, write=True)

    # Those findings are gone, and no other one has come, but for what one of them hid in its own line (one cause, one finding).
    assert safe(fixed.before.diagnostics)
    assert safe(fixed.after.diagnostics) == []
    words = Counter((finding.span.path, finding.code.code, finding.message) for finding in fixed.before.diagnostics)
    mended = {line(finding) for finding in safe(fixed.before.diagnostics)}
    later = [finding for finding in fixed.after.diagnostics if line(finding) not in mended]
    assert Counter((finding.span.path, finding.code.code, finding.message) for finding in later) - words == Counter()

    # Only lines that an edit names have changed, in those files alone; modes stay.
    now = state(root)
    edits = [edit for finding in safe(fixed.before.diagnostics) if finding.fix for edit in finding.fix.edits]
    assert {path for path in now if now[path] != untouched[path]} == set(fixed.texts) <= {edit.span.path for edit in edits}
    assert {path: mode for path, (_, mode) in now.items()} == {path: mode for path, (_, mode) in untouched.items()}
    for path in fixed.texts:
        named = {
            line
            for edit in edits
            if edit.span.path == path and edit.span.start and edit.span.end
            for line in range(edit.span.start.line, edit.span.end.line + 1)
        }
        before, after = (side[path][0].decode().splitlines(keepends=True) for side in (untouched, now))
        for kind, begin, end, _, _ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            assert kind == "equal" or set(range(begin + 1, end + 1)) <= named

    # A second run finds what was left, and changes nothing.
    second = flow.fix(root, unsafe=False, write=True)
    assert second.before.diagnostics == fixed.after.diagnostics
    assert second.texts == {}
    assert state(root) == now


def line(finding: Diagnostic) -> tuple[str, int]:
    """The line a finding begins in."""
    return finding.span.path, finding.span.start.line if finding.span.start else 0


@pytest.mark.parametrize("case", repairable(Applicability.UNSAFE), ids=lambda case: case.name)
def test_unsafe_repairs_come_to_an_end(case: Path, book: Book) -> None:
    root = laid(case, book)
    fixed = flow.fix(root, unsafe=True, write=True)
    assert fixed.texts
    now = state(root)
    assert flow.fix(root, unsafe=True, write=True).texts == {}
    assert state(root) == now
