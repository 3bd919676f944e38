"""`pipeline check --hook` itself: what it imports, what it says of a file, how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cache, flow, hook, load, validate
from pipeline.cli import app
from pipeline.hook import files
from tests.cases.test_cases import CASES, laid
from tests.conftest import Book, put

SALT = "content/resources/salt.yaml"
SOUND = "- {id: salt-study, title: Salt, url: https://bread.example.org/salt, kind: book, topic: safety}\n"
BROKEN = SOUND.replace("title", "titel")
NEVER = {"typer", "click", "rich", "requests", "markdown", "jinja2", "pygments", "pipeline.cli", "pipeline.render", "pipeline.publish"}
MODULES = """
import sys
sys.argv = ["pipeline", "check", "--hook", *sys.argv[1:]]
from pipeline.__main__ import main
try:
    main()
finally:
    sys.stderr.write("\\n".join(sys.modules))
"""


def modules(root: Path, *arguments: str) -> set[str]:
    """What a hook imports."""
    done = subprocess.run([sys.executable, "-c", MODULES, *arguments], cwd=root, capture_output=True, text=True, check=False, timeout=60)
    return set(done.stderr.split())


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "check", "--hook", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)


def test_imports_are_few(book: Book) -> None:
    root = book({SALT: SOUND})
    changed = modules(root, SALT)
    assert changed & NEVER == set()
    assert changed & {"jsonschema", "pipeline.flow", "pipeline.check", "pipeline.resolve"} == set()
    assert {"pipeline.load", "pipeline.validate"} <= changed
    known = modules(root, SALT)
    assert known & {*NEVER, "yaml", "pipeline.load", "pipeline.validate", "pipeline.model.diagnostic"} == set()
    put(root, SALT, BROKEN)
    assert modules(root, SALT) & NEVER == set()
    put(root, "content/artifacts/coverage.yaml", None)
    put(root, "content/assets/figures/loaf.svg", None)
    assert modules(root, "--tree") & NEVER == set()


def test_help_does_not_import_the_hook() -> None:
    script = MODULES.replace('"check", "--hook", *sys.argv[1:]', '"--help"')
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert set(done.stderr.split()) & {"pipeline.hook", "pipeline.flow", "sqlite3"} == set()


def test_a_sound_file_says_nothing(book: Book) -> None:
    root = book({SALT: SOUND})
    for _ in range(2):
        done = run(root, SALT)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_broken_file_says_the_same_again(book: Book) -> None:
    root = book({SALT: BROKEN})
    line = f"{SALT}:1:20: error SCH103 unknown field `titel` in resource `salt-study`; similar: `title` [*]\n"
    texts = [run(root, *arguments, SALT).stdout for arguments in ((), (), ("--no-cache",))]
    assert texts == [f"{line}Found 1 error in 1 file (1 file checked). 1 fixable with --fix.\n"] * 3
    assert run(root, SALT).returncode == 1


def test_warnings_fail_only_if_strict(book: Book) -> None:
    root = book({SALT: f"\ufeff{SOUND}"})
    assert (run(root, SALT).returncode, run(root, SALT).stdout) == (0, "")
    done = run(root, "--strict", SALT)
    assert done.returncode == 1
    assert "warning YML002" in done.stdout


def test_comments_and_settings_silence(book: Book) -> None:
    settings = book({}) / "content/book.yaml"
    root = book({SALT: f"# pipeline: ignore[SCH103, SCH101] an example\n{BROKEN}"})
    assert run(root, SALT).returncode == 0
    put(root, SALT, BROKEN)
    assert run(root, SALT).returncode == 1
    put(root, "content/book.yaml", settings.read_text(encoding="utf-8") + "check: {severity: {SCH103: warning}}\n")
    assert run(root, SALT).returncode == 0


def test_what_is_not_of_the_book_is_passed_over(book: Book, tmp_path: Path) -> None:
    root = book({"README.md": "# [", "content/assets/figures/a.svg": "<svg/>"})
    outside = tmp_path / "x.yaml"
    outside.write_text("[")
    assert run(root, "README.md", str(outside), "content/gone.md", "content/assets/figures/a.svg").returncode == 0
    assert run(root).returncode == 0


def test_links_out_of_the_book_are_not_read(book: Book, tmp_path: Path) -> None:
    outside = tmp_path / "x.md"
    outside.write_text("---\ntitle: [secret\n---\n")
    root = book({})
    (root / "content/pages/link.md").symlink_to(outside)
    done = run(root, "content/pages/link.md")
    assert done.returncode == 1
    assert "BLD904" in done.stdout
    assert "secret" not in done.stdout


def test_broken_schemas_and_settings_end_with_2(book: Book) -> None:
    root = book({SALT: SOUND, "schemas/resources.schema.json": "{"})
    assert run(root, SALT).returncode == 2
    root = book({SALT: SOUND, "content/book.yaml": "title: [\n"})
    assert run(root, "content/book.yaml").returncode == 2
    assert run(root, "--tree").returncode == 2


def test_where_there_is_no_book_it_ends_with_2(tmp_path: Path) -> None:
    for done in (run(tmp_path, "a.md"), run(tmp_path, "--tree"), run(tmp_path, "--root", "nowhere")):
        assert done.returncode == 2
        assert "no content/book.yaml" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["--format", "json"], ["--fix"], ["--tree", "content"], ["--baseline", "b"], ["--output", "x"], ["--unknown"]]
)
def test_other_options_are_refused(book: Book, words: list[str]) -> None:
    root = book({})
    assert run(root, *words).returncode == 2
    assert list(root.glob("x")) == []


def test_tree_alone_is_refused(book: Book) -> None:
    result = CliRunner().invoke(app, ["check", "--root", str(book({})), "--tree"])
    assert result.exit_code == 2


def test_the_command_line_knows_the_hook_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({SALT: BROKEN})
    monkeypatch.chdir(root)
    assert CliRunner().invoke(app, ["check", "--hook", SALT]).exit_code == 1
    assert CliRunner().invoke(app, ["check", "--hook", "--tree"]).exit_code == 1


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["check", "--hook"], hook.Asked()),
        (["check", "--hook", "a.md", "--strict", "b.md"], hook.Asked(("a.md", "b.md"), strict=True)),
        (["check", "--root", "book", "--tree", "--hook", "--no-cache"], hook.Asked(tree=True, cached=False, root="book")),
        (["check", "a.md"], None),
        (["build", "--hook"], None),
        (["check", "--hook", "--tree", "a.md"], None),
        (["check", "--hook", "-v"], None),
        ([], None),
    ],
)
def test_words_are_understood_or_left_to_typer(words: list[str], asked: hook.Asked | None) -> None:
    assert hook.asked(words) == asked


OWN = {code.code for code in (*load.FAULTS, *validate.FAULTS)}
CHOSEN = [case for code in sorted(OWN) for case in [case for case in CASES if case.name.startswith(code)][:2]]
"""Two cases for each code that a file can be given by itself."""


@pytest.mark.parametrize("case", CHOSEN, ids=lambda case: case.name)
def test_files_alone_are_judged_as_in_the_whole_book(case: Path, book: Book) -> None:
    """What one file says by itself, the whole book says too; and many files at once say what each says alone."""
    root = laid(case, book)
    names = [str(path) for path in (root / "content").rglob("*") if path.is_file() or path.is_symlink()]
    changed = [name for name in names if (case / Path(name).relative_to(root)).exists()]
    store = cache.opened(root)
    assert store is not None
    found, again = (files.judge(root, names, store)[0] for _ in range(2))
    store.close()
    alone = [finding for name in changed for finding in files.judge(root, [name], None)[0]]
    whole = [finding for finding in flow.check(root).diagnostics if finding.code.code in OWN]
    # A name that is no text can't be given to a hook, and the settings that are missing are no file.
    told = {repr(finding) for finding in whole if finding.code.code != "BLD901" or finding.span.path.startswith("schemas/")}
    assert sorted(map(repr, again)) == sorted(map(repr, found))
    assert set(map(repr, found)) == told
    assert {repr(finding) for finding in alone} == {repr(finding) for finding in found if str(root / finding.span.path) in changed} | {
        repr(finding) for finding in found if finding.span.path.startswith("schemas/") and changed
    }


def test_there_are_cases_for_it() -> None:
    assert len(CHOSEN) > 50
