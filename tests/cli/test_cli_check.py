"""`pipeline check` as users run it: what it prints where, what it writes, and how it ends."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from tests.conftest import Book, put

PATH = "content/resources/salt.yaml"
RENAMED = "- {id: salt-study, titel: Salt, url: https://bread.example.org/salt, kind: book, topic: safety}\n"
REPAIRED = RENAMED.replace("titel", "title")
UNKNOWN = "- {id: salt-study, title: Salt, url: https://bread.example.org/salt, kind: bok, topic: safety}\n"
COMMENT = "    # pipeline: ignore[REF303] nobody has read it yet\n"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", "--root", str(root), *arguments])


@pytest.fixture
def faulty(book: Book) -> Path:
    """A book with one safe and one unsafe repair."""
    return book({PATH: RENAMED, "content/resources/more.yaml": UNKNOWN.replace("salt", "more")})


def test_a_clean_book_ends_with_0(book: Book) -> None:
    result = run(book({}))
    assert result.exit_code == 0
    assert result.stdout.startswith("No problems found")


def test_findings_end_with_1_and_warnings_only_if_strict(book: Book) -> None:
    assert run(book({PATH: RENAMED})).exit_code == 1
    warning = book({"content/pages/salt.md": "---\ntitle: Salt\n---\n### Deep\n"})
    assert (run(warning).exit_code, run(warning, "--strict").exit_code) == (0, 1)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/book.yaml", "title: [\n"),
        ("content/book.yaml", "title: Bread\n"),
        ("content/book.yaml", None),
        ("schemas/notes.schema.json", "{"),
        ("schemas/notes.schema.json", '{"$id": "notes.schema.json", "tpye": "object"}'),
    ],
)
def test_broken_settings_and_schemas_end_with_2(book: Book, path: str, text: str | None) -> None:
    root = book({path: text})
    result = run(root) if text is not None else CliRunner().invoke(app, ["build", "--root", str(root)])
    assert result.exit_code == 2
    # Whatever was asked for, the reason is told.
    assert text is None or f"{path}" in run(root, "--select", "LNK", str(root / "content/chapters")).stdout


def test_a_file_that_cannot_be_read_ends_with_2(book: Book) -> None:
    root = book({})
    (root / PATH).mkdir()
    (root / "content/notes/pipe.yaml").symlink_to(root / PATH)
    result = run(root, "--format", "json")
    assert {finding["code"] for finding in json.loads(result.stdout)["diagnostics"]} == {"BLD901"}
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--unsafe-fixes",),
        ("--write-baseline",),
        ("--diff", "--format", "json"),
        ("--diff", "--baseline", "x", "--write-baseline"),
        ("--baseline", "nowhere.json"),
        ("content/nowhere.md",),
        ("/etc",),
        ("--format", "yaml"),
    ],
)
def test_wrong_usage_ends_with_2(book: Book, arguments: tuple[str, ...]) -> None:
    result = run(book({}), *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_fix_repairs_what_is_safe(faulty: Path) -> None:
    result = run(faulty, "--fix")
    assert (faulty / PATH).read_text(encoding="utf-8") == REPAIRED
    assert "kind: bok" in (faulty / "content/resources/more.yaml").read_text(encoding="utf-8")
    assert result.stderr == "1 file repaired.\n"
    assert "SCH103" not in result.stdout
    assert "SCH104" in result.stdout
    assert result.exit_code == 1


def test_fix_touches_what_is_shown_only(faulty: Path) -> None:
    run(faulty, "--fix", "--select", "REF")
    run(faulty, "--fix", "--ignore", "SCH1")
    run(faulty, "--fix", str(faulty / "content/chapters"))
    assert (faulty / PATH).read_text(encoding="utf-8") == RENAMED
    assert run(faulty, "--fix", str(faulty / "content/resources")).stderr == "1 file repaired.\n"


def test_unsafe_repairs_are_asked_for(faulty: Path) -> None:
    put(faulty, "content/resources/more.yaml", UNKNOWN.replace("salt", "more").replace("bok", "bookk"))
    run(faulty, "--fix", "--unsafe-fixes")
    assert "kind: book," in (faulty / "content/resources/more.yaml").read_text(encoding="utf-8")


def test_diff_prints_what_git_can_apply_and_writes_nothing(faulty: Path) -> None:
    result = run(faulty, "--diff")
    assert (faulty / PATH).read_text(encoding="utf-8") == RENAMED
    assert result.stdout.splitlines()[:2] == [f"--- a/{PATH}", f"+++ b/{PATH}"]
    assert result.exit_code == 1
    subprocess.run(["git", "apply", "-"], input=result.stdout, text=True, cwd=faulty, check=True, timeout=60)
    assert (faulty / PATH).read_text(encoding="utf-8") == REPAIRED


def test_a_difference_shows_no_secret(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.report.secrets.SECRET", frozenset({"SCH104"}))
    root = book({PATH: UNKNOWN.replace("title", "titel").replace("bok", "s3cret")})
    stdout = run(root, "--diff").stdout
    assert "+- {id: salt-study, title: Salt, " in stdout
    assert "kind: ******" in stdout
    assert "s3cret" not in stdout


def test_a_suppressed_finding_is_not_repaired(book: Book) -> None:
    quiet = RENAMED.replace("\n", " # pipeline: ignore[SCH103, SCH101] the name is Danish\n")
    root = book({PATH: quiet})
    assert run(root, "--fix").stderr == "0 files repaired.\n"
    assert (root / PATH).read_text(encoding="utf-8") == quiet


def test_a_baseline_is_written_only_when_asked(faulty: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert run(faulty, "--baseline", str(file)).exit_code == 2
    assert not file.exists()
    written = run(faulty, "--baseline", str(file), "--write-baseline")
    assert written.exit_code == 0
    assert " findings now.\n" in written.stderr
    text = file.read_bytes()
    result = run(faulty, "--baseline", str(file), "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("No problems found")
    assert file.read_bytes() == text


def test_a_baseline_hides_nothing_new_and_says_what_is_gone(faulty: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    run(faulty, "--baseline", str(file), "--write-baseline")
    put(faulty, PATH, UNKNOWN)
    before = file.read_bytes()
    result = run(faulty, "--baseline", str(file))
    assert [line.split(" ")[2] for line in result.stdout.splitlines()[:-1] if "error" in line] == ["SCH104"]
    assert result.exit_code == 1
    assert "no longer occur: --write-baseline takes them out." in result.stderr
    assert file.read_bytes() == before


def test_a_baseline_knows_no_locked_code(book: Book, tmp_path: Path) -> None:
    root = book({PATH: "- {id: a, id: b}\n"})
    file = tmp_path / "baseline.json"
    assert "YML004" in run(root, "--baseline", str(file), "--write-baseline").stdout
    assert "YML004" in run(root, "--baseline", str(file)).stdout


def test_no_baseline_is_made_of_a_book_without_sound_settings(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert run(book({"content/book.yaml": "title: Bread\n"}), "--baseline", str(file), "--write-baseline").exit_code == 2
    assert not file.exists()


def test_known_findings_are_not_repaired(faulty: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    run(faulty, "--baseline", str(file), "--write-baseline")
    assert run(faulty, "--baseline", str(file), "--fix").stderr == "0 files repaired.\n"


@pytest.mark.parametrize("form", ["github", "sarif", "gitlab", "rdjson", "junit"])
def test_a_book_inside_a_repository_is_named_from_its_root(book: Book, form: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    root = tmp_path / "docs" / "bread"
    book({PATH: RENAMED}).rename(root)
    real = root / "content/resources/real.yaml"
    (root / PATH).rename(real)
    (root / PATH).symlink_to(real)
    stdout = run(root, "--format", form).stdout
    assert "docs/bread/content/resources/real.yaml" in stdout
    assert str(tmp_path) not in stdout
    assert PATH in run(root, "--format", "json").stdout


@pytest.mark.parametrize("path", ["README.md", "docs", "content/empty"])
def test_what_is_no_part_of_the_book_is_not_called_sound(book: Book, path: str) -> None:
    root = book({"README.md": "# [", "docs/a.md": "# ["})
    (root / "content/empty").mkdir()
    result = run(root, str(root / path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: `{path}` is no part of the book, ")
    both = run(root, str(root / path), str(root / "content/pages"))
    assert both.exit_code == 0
    assert f"note: `{path}` is no part of the book" in both.stderr
    for part in (".", "content", "schemas", "schemas/notes.schema.json", "content/assets", "content/book.yaml"):
        assert run(root, str(root / part)).exit_code == 0


def test_infos_that_are_asked_for_are_shown(book: Book) -> None:
    rows = "".join(RENAMED.replace("titel", "title").replace("salt", f"salt-{n}") for n in range(12))
    root = book({f"content/resources/salt-{n}.yaml": row for n, row in enumerate(rows.splitlines(keepends=True))})
    assert "and 12 infos: 12 REF303 (-v shows all)\n" in run(root).stdout
    assert run(root, "-v").stdout.count("info REF303") == 12
    assert run(root, "--select", "REF303").stdout.count("info REF303") == 12


def test_a_family_is_explained_by_its_codes() -> None:
    result = CliRunner().invoke(app, ["explain", "yml"])
    assert result.exit_code == 0
    assert result.stdout.startswith("YML001  error   undecodable-text\n")
    assert {line[:3] for line in result.stdout.splitlines()} == {"YML"}
    assert CliRunner().invoke(app, ["explain", "ZZZ"]).exit_code == 2
    assert CliRunner().invoke(app, ["explain", "REF302"]).stdout.startswith("# REF302: unknown-id\n")


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-C", str(root), "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_github_is_told_of_the_branch_first(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    root = book({"content/resources/a.yaml": UNKNOWN.replace("salt", "a")})
    places = ["content/resources/a.yaml", "content/resources/z.yaml"]
    git(root, "init", "-q", "-b", "trunk")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    git(root, "checkout", "-q", "-b", "work")
    put(root, places[1], UNKNOWN.replace("salt", "z"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")

    def told() -> list[str]:
        lines = run(root, "--format", "github").stdout.splitlines()
        return [line.split("file=")[1].split(",")[0] for line in lines if line.startswith("::error")]

    assert told() == places
    monkeypatch.setenv("GITHUB_BASE_REF", "trunk")
    assert told() == places[::-1]
    monkeypatch.delenv("GITHUB_BASE_REF")
    git(root, "branch", "main", "trunk")
    assert told() == places[::-1]


@pytest.mark.parametrize("text", ["{", '{"tpye": 1}'])
def test_no_setting_hides_a_broken_schema(book: Book, text: str) -> None:
    settings = (book({}) / "content/book.yaml").read_text(encoding="utf-8")
    off = "check: {severity: {BLD901: 'off', BLD902: 'off'}, paths: [{glob: 'schemas/**', severity: {BLD901: info, BLD902: info}}]}\n"
    result = run(book({"schemas/notes.schema.json": text, "content/book.yaml": settings + off}), "--ignore", "BLD")
    assert result.exit_code == 2
    assert "error BLD90" in result.stdout
