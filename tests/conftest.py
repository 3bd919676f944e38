"""What all tests share: a small, complete, valid book to which each test adds only its difference."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOOKS = Path(__file__).parent / "books"

# The one clock of every test: 2026-01-01.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"

Book = Callable[[Mapping[str, str | bytes | None]], Path]
"""Files by path (`None` removes one) → the root of a new book in a folder of its own."""


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Make books: `book({"content/chapters/03-cake.md": "..."})` is the minimal book plus a chapter.

    The book is `tests/books/minimal/` with the schemas of the project; `book({})` is sound (no finding of any kind). Text is
    written as UTF-8, exactly as given. Every call makes a new folder, outside any git repository.
    """

    def make(files: Mapping[str, str | bytes | None]) -> Path:
        root = tmp_path_factory.mktemp("book")
        shutil.copytree(BOOKS / "minimal", root, dirs_exist_ok=True)
        shutil.copytree(ROOT / "schemas", root / "schemas", dirs_exist_ok=True)
        for path, content in files.items():
            put(root, path, content)
        return root

    return make


def put(root: Path, path: str, content: str | bytes | None) -> None:
    """Write one file of a book, or remove it."""
    file = root / path
    if content is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes what a golden test gives now as what it must give; `git diff` is the review."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the expected output of golden tests")
