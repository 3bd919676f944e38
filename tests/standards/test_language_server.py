"""The settings and first lines that `pipeline schema` writes, before the YAML language server that editors use.

It needs Node and `npm install` in this folder; elsewhere it is skipped with a reason.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from language_server import Server
from typer.testing import CliRunner

from pipeline.cli import app
from tests.conftest import Book

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
SALT = "content/resources/salt.yaml"
TEXT = "- id: salt-study\n  titel: Salt\n  kind: bok\n  \n"
CHAPTER = "content/chapters/03-cake.md"

pytestmark = pytest.mark.judge


@pytest.fixture
def program() -> Path:
    if not (PROGRAM.exists() and shutil.which("node")):
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)("yaml-language-server is not installed")
    return PROGRAM


def settings(root: Path) -> Mapping[str, Any]:
    """What the editor hands to the server: the settings file, and no schemas from the network."""
    written = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8")) if (root / ".vscode").exists() else {}
    base = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
    return {"yaml": {**base, "schemas": written.get("yaml.schemas", {})}}


@pytest.mark.parametrize("option", ["--editor", "--modelines"])
def test_a_content_file_is_completed_and_checked(program: Path, book: Book, option: str) -> None:
    root = book({SALT: TEXT})
    assert CliRunner().invoke(app, ["schema", "--root", str(root), option]).exit_code == 0
    first = int(option == "--modelines")
    with Server(program, root, settings(root)) as server:
        found = {(each["range"]["start"]["line"], each["message"].split(".")[0]) for each in server.open(SALT)}
        assert (first + 1, "Property titel is not allowed") in found
        assert (first + 2, "Value is not accepted") in found
        assert {"title", "url", "authors"} <= server.completions(SALT, first + 3, 2)
        assert {"paper", "book"} <= server.completions(SALT, first + 2, 8)
        assert "name of the entry" in server.hover(SALT, first, 3)


def test_the_settings_and_files_of_their_own_are_checked_too(program: Path, book: Book) -> None:
    root = book({"content/book.yaml": "titel: A\n", "content/artifacts/bad.yaml": "title: A\nkind: heatmp\n"})
    assert CliRunner().invoke(app, ["schema", "--root", str(root), "--editor"]).exit_code == 0
    with Server(program, root, settings(root)) as server:
        assert any("titel is not allowed" in each["message"] for each in server.open("content/book.yaml"))
        assert any("Value is not accepted" in each["message"] for each in server.open("content/artifacts/bad.yaml"))


def test_front_matter_is_completed_where_an_editor_asks(program: Path, book: Book) -> None:
    root = book({CHAPTER: "---\nkind: chaptr\ntitle: Cake\n\n---\n## Hello\n"})
    assert CliRunner().invoke(app, ["schema", "--root", str(root), "--editor"]).exit_code == 0
    with Server(program, root, settings(root)) as server:
        assert any(
            "Value is not accepted" in each["message"] and each["range"]["start"]["line"] == 1 for each in server.open(CHAPTER, "markdown")
        )
        assert {"number", "pages", "summary"} <= server.completions(CHAPTER, 3, 0)
        assert {"preface", "chapter"} <= server.completions(CHAPTER, 1, 6)
