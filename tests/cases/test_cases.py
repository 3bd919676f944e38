"""Every folder here is a case: files laid over the minimal book, and the findings they must give.

`<CODE>-<slug>/` holds the difference: files below `content/` or `schemas/` replace or join those of `tests/books/minimal/`; a file
called `removed.txt` lists paths to take away; `links.txt` lists symbolic links (`path -> target`); a file called `build.txt` says
that the finding comes from building. `expected.txt` is the report in the format `full`, after the line `exit N`.
A slug that begins with `good-` is a near miss: it gives no finding of its code.
"""

from pathlib import Path

import pytest

from pipeline import flow
from tests.conftest import Book

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and "-" in path.name)
OWN = {"expected.txt", "removed.txt", "links.txt", "build.txt"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, book: Book, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root = laid(case, book)
    checked = flow.build(root, tmp_path).checked if (case / "build.txt").exists() else flow.check(root)
    text = flow.report(checked, "full", width=120, colour=False, ascii_only=False)
    status = checked.status(strict=False)
    given = f"exit {status}\n{text}"
    expected = case / "expected.txt"
    if request.config.getoption("--rewrite"):
        expected.write_text(given, encoding="utf-8", newline="\n")
    assert given == expected.read_text(encoding="utf-8")
    code = case.name.split("-")[0]
    codes = [finding.code.code for finding in checked.diagnostics]
    if case.name.split("-", 1)[1].startswith("good-"):
        assert code not in codes
    else:
        assert code in codes
        assert all(finding.help for finding in checked.diagnostics if finding.code.code == code)


def laid(case: Path, book: Book) -> Path:
    """The minimal book with the files of a case laid over it."""
    files: dict[str, bytes | None] = {
        path.relative_to(case).as_posix(): path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file() and path.name not in OWN
    }
    if (case / "removed.txt").exists():
        files |= dict.fromkeys((case / "removed.txt").read_text(encoding="utf-8").split())
    root = book(files)
    if (case / "links.txt").exists():
        for line in (case / "links.txt").read_text(encoding="utf-8").splitlines():
            path, _, target = line.partition(" -> ")
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(target)
    return root


def test_every_code_has_a_case() -> None:
    covered = {case.name.split("-")[0] for case in CASES if not case.name.split("-", 1)[1].startswith("good-")}
    assert {code.code for code in flow.CODES} - covered == set()
