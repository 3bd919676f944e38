"""Every folder here is a case: files laid over the minimal book, and the findings they must give.

`<CODE>-<slug>/` holds the difference: files below `content/` or `schemas/` replace or join those of `tests/books/minimal/`; a file
called `removed.txt` lists paths to take away; `links.txt` lists symbolic links (`path -> target`); a file called `build.txt` says
that the finding comes from building, `heatmap.txt` that it comes from comparing the charts with those in the folder `heatmap/`.
`expected.txt` is the report in the format `full`, after the line `exit N`.
A slug that begins with `good-` is a near miss: it gives no finding of its code.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import cache, flow, load, validate
from pipeline.model.heatmap import Order
from tests.conftest import Book

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and "-" in path.name)
ELSEWHERE = {
    "BLD907": "publish/test_verification.py",
    "LNK209": "links/test_links_flow.py",
    "LNK210": "links/test_links_flow.py",
    "LNK211": "links/test_links_flow.py",
}
"""Codes of faults that no content can bring about, and the test that does."""
OWN = {"expected.txt", "removed.txt", "links.txt", "build.txt", "heatmap.txt"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, book: Book, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root = laid(case, book)
    checked = judged(case, root, tmp_path)
    text = flow.report(checked, "full", width=120, colour=False, ascii_only=False)
    status = int(checked.fails(strict=False)) if isinstance(checked, flow.Drawn) else checked.status(strict=False)
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


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[cache.Store]:
    """One store for all cases: what they have in common is read once."""
    made = cache.opened(tmp_path_factory.mktemp("store"))
    assert made is not None
    yield made
    made.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cache_changes_nothing(case: Path, book: Book, store: cache.Store) -> None:
    root = laid(case, book)
    plain = flow.check(root)
    for _ in ("what other cases have left is used", "the whole answer is known"):
        again = flow.judge(root, store=store)
        assert (again.diagnostics, again.health, again.sources) == (plain.diagnostics, plain.health, plain.sources)
    assert type(again) is flow.Verdict


def judged(case: Path, root: Path, out: Path) -> flow.Verdict | flow.Drawn:
    """What is found in a book, by checking it unless the case says otherwise."""
    if (case / "heatmap.txt").exists():
        return flow.draw(Order(formats=("json",)), root / "heatmap", root=root, check=True)
    return flow.build(root, out).checked if (case / "build.txt").exists() else flow.check(root)


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
    assert {code.code for code in flow.codes()} - covered == ELSEWHERE.keys()
    assert all(code in (HERE.parent / test).read_text(encoding="utf-8") for code, test in ELSEWHERE.items())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_faults_of_files_need_no_mentions(case: Path, book: Book) -> None:
    """What a hook leaves out of Markdown in fields changes no finding about a file alone."""
    tree = load.read(laid(case, book))
    whole, quick = load.interpret(tree), load.interpret(tree, mentions=False)
    assert quick.diagnostics == whole.diagnostics
    if not tuple(validate.schema_faults(whole.value.schemas)):
        assert tuple(validate.validate(quick.value)) == tuple(validate.validate(whole.value))
