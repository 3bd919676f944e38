"""`pipeline schema` as users run it: what it prints, and what it writes for editors."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline import flow
from pipeline.cli import app
from pipeline.edit.editors import modeline
from pipeline.load import load
from tests.conftest import ROOT, Book, put

LINE = "# yaml-language-server: $schema=../../schemas/editor/resources.schema.json"
BREAD = "content/resources/bread.yaml"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["schema", "--root", str(root), *arguments])


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_all_collections_are_listed(book: Book) -> None:
    root = book({})
    text = run(root).stdout
    assert [line.split()[0] for line in text.splitlines()] == sorted(kind.name for kind in load(root).value.collections)
    assert "resources     content/resources/: YAML files with lists of entries\n" in text


@pytest.mark.parametrize("name", sorted({path.name.split(".")[0] for path in (ROOT / "schemas").glob("*.json")} - {"defs"}))
def test_every_field_is_printed_with_its_type(name: str, book: Book) -> None:
    result = run(book({}), name)
    assert result.exit_code == 0
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    lines = result.stdout.splitlines()
    for field in schema["properties"]:
        (line,) = (line for line in lines if line.startswith(f"{field}  ("))
        assert (", required" in line) >= (field in schema.get("required", ()))
    assert "anything" not in "".join(line for line in lines if line.endswith(")") and not line.startswith("    "))


def test_a_field_is_explained(book: Book) -> None:
    text = run(book({}), "resources").stdout
    assert "cite_key  (text)\n" in text
    assert "chapters  (list: reference to chapters)\n    The chapters it belongs to." in text
    assert "    arxiv  (" in text
    assert "Such as `https://example.org/a-page`" in text


def test_a_prefix_will_do_and_a_misspelt_name_is_guessed(book: Book) -> None:
    root = book({})
    assert run(root, "chapter").stdout == run(root, "chapters").stdout
    result = run(root, "resorces")
    assert result.exit_code == 2
    assert "a similar one is `resources`" in result.stderr
    assert run(root, "xyz").exit_code == 2


def test_settings_are_written_once(book: Book) -> None:
    root = book({})
    before = files(root)
    assert "wrote .vscode/settings.json" in run(root, "--editor").stdout
    after = files(root)
    assert {path: after[path] for path in before} == before
    schemas = json.loads(after[".vscode/settings.json"])["yaml.schemas"]
    assert schemas["schemas/editor/resources.schema.json"] == ["content/resources/**/*.yaml", "content/resources/**/*.yml"]
    assert schemas["schemas/chapters.schema.json"] == ["content/chapters/**/*.md", "content/chapters/**/*.markdown"]
    assert schemas["schemas/book.schema.json"] == ["content/book.yaml"]
    assert all((root / path).is_file() for path in schemas)
    assert run(root, "--editor").stdout == "Nothing to write: everything is there.\n"
    assert files(root) == after
    # What was written declares nothing and breaks nothing.
    assert flow.check(root).diagnostics == ()


def test_settings_of_others_stay(book: Book) -> None:
    own = '{\n  // mine\n  "editor.rulers": [100],\n  "yaml.schemas": {"mine.json": "*.x.yaml"},\n}\n'
    root = book({".vscode/settings.json": own})
    assert run(root, "--editor").exit_code == 0
    text = (root / ".vscode/settings.json").read_text(encoding="utf-8")
    assert "// mine" in text
    assert '"mine.json": "*.x.yaml"' in text
    assert '"editor.rulers": [100]' in text
    assert "schemas/editor/resources.schema.json" in text


@pytest.mark.parametrize("text", ["{", "[]", '{"yaml.schemas": 1}', b"\xff"])
def test_settings_that_cannot_be_read_are_left_alone(book: Book, text: str | bytes) -> None:
    root = book({".vscode/settings.json": text})
    before = files(root)
    result = run(root, "--editor")
    assert result.exit_code == 2
    assert "can't be read" in result.stderr
    assert files(root) == before


def test_nothing_is_written_through_a_link(book: Book, tmp_path: Path) -> None:
    root = book({})
    (root / ".vscode").symlink_to(tmp_path)
    run(root, "--editor")
    assert list(tmp_path.iterdir()) == []


def test_first_lines_are_written_once(book: Book) -> None:
    root = book({})
    before = files(root)
    assert run(root, "--modelines").exit_code == 0
    after = files(root)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {path for path in before if path.startswith("content/") and path.endswith(".yaml")}
    for path in changed:
        first, rest = after[path].split(b"\n", 1)
        assert rest == before[path]
        schema = first.decode().partition("$schema=")[2]
        assert (root / path).parent.joinpath(schema).resolve().is_file()
    assert after[BREAD].startswith(LINE.encode())
    assert run(root, "--modelines").stdout == "Nothing to write: everything is there.\n"
    assert files(root) == after
    assert flow.check(root).diagnostics == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", f"{LINE}\na: 1\n"),
        ("a: 1\r\nb: 2\r\n", f"{LINE}\r\na: 1\r\nb: 2\r\n"),
        ("\ufeffa: 1\n", f"\ufeff{LINE}\na: 1\n"),
        ("", f"{LINE}\n"),
        ("#yaml-language-server: $schema=old.json\r\na: 1\n", f"{LINE}\r\na: 1\n"),
        ("# a comment\n# yaml-language-server: $schema=old.json\n", f"{LINE}\n# a comment\n# yaml-language-server: $schema=old.json\n"),
    ],
)
def test_only_the_first_line_changes(before: str, after: str) -> None:
    assert modeline("content/resources/a.yaml", before, "schemas/editor/resources.schema.json") == after
    assert modeline("content/resources/a.yaml", after, "schemas/editor/resources.schema.json") == after


def test_files_that_are_no_text_are_left_alone(book: Book) -> None:
    root = book({BREAD: b"\xff"})
    assert run(root, "--modelines").exit_code == 0
    assert (root / BREAD).read_bytes() == b"\xff"


def test_no_collection_is_named_beside_the_options(book: Book) -> None:
    assert run(book({}), "chapters", "--editor").exit_code == 2


def test_the_editor_files_of_this_repository_are_up_to_date(tmp_path: Path) -> None:
    for path in (
        *ROOT.glob("schemas/*.json"),
        ROOT / "content/book.yaml",
        ROOT / ".vscode/settings.json",
        *ROOT.glob("schemas/editor/*.json"),
    ):
        put(tmp_path, str(path.relative_to(ROOT)), path.read_bytes())
    assert run(tmp_path, "--editor").stdout == "Nothing to write: everything is there.\n"


def test_the_pattern_in_the_manual_reads_what_is_printed(book: Book) -> None:
    manual = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    task = json.loads(manual.split("```json\n")[1].split("```")[0])
    pattern = task["tasks"][0]["problemMatcher"]["pattern"]
    root = book({BREAD: "- {id: a, titel: A}\n"})
    lines = [
        line for line in CliRunner().invoke(app, ["check", "--root", str(root), "--format", "concise"]).stdout.splitlines() if ":" in line
    ]
    matches = [re.fullmatch(pattern["regexp"], line) for line in lines]
    found = {
        (match[pattern["file"]], match[pattern["line"]], match[pattern["severity"]], match[pattern["code"]]) for match in matches if match
    }
    assert (BREAD, "1", "error", "SCH103") in found
    assert all(matches)
