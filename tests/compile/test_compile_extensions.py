"""Extensions of Python-Markdown: run over the finished tree where they are installed and allowed, and never otherwise."""

import sys
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.render.compile import extensions
from tests.conftest import BOOKS, Book

SETTINGS = (BOOKS / "minimal/content/book.yaml").read_text(encoding="utf-8") + "markdown: {extensions: [loud, gone]}\n"
CODE = """
from pathlib import Path
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

Path(__file__).with_suffix(".ran").touch()

class Loud(Treeprocessor):
    def run(self, root):
        for heading in root.iter("h2"):
            heading.text = (heading.text or "") + "!" + self.md.htmlStash.store("<b>1 &lt; 2</b>")

class LoudExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(Loud(md), "loud", 5)
"""
POINTS = "[markdown.extensions]\nloud = loud_extension:LoudExtension\n"


def package(folder: Path, code: str = CODE) -> Path:
    """A package as an installer leaves it → the file that shows that it ran."""
    metadata = folder / "loud-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    (folder / "loud_extension.py").write_text(code, encoding="utf-8")
    return folder / "loud_extension.ran"


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delitem(sys.modules, "loud_extension", raising=False)
    return monkeypatch


def built(root: Path) -> tuple[flow.Built, str]:
    made = flow.build(root, root / "build", outputs=("html",))
    page = root / "build/html/chapters/dough.html"
    return made, page.read_text(encoding="utf-8") if page.is_file() else ""


def reasons(made: flow.Built) -> list[str]:
    return [finding.message for finding in made.checked.diagnostics if finding.code.code == "BLD908"]


def test_an_allowed_extension_changes_the_tree(book: Book, tmp_path: Path, path: pytest.MonkeyPatch) -> None:
    ran = package(tmp_path)
    path.syspath_prepend(str(tmp_path))
    path.setattr(extensions, "_homes", lambda: (str(tmp_path),))
    path.setenv("PIPELINE_EXTENSIONS", "other, loud gone")
    made, page = built(book({"content/book.yaml": SETTINGS}))
    assert ran.exists()
    assert "Flour!<b>1 &lt; 2</b></h2>" in page
    assert reasons(made) == ["the extension `gone` is not run: no package that is installed registers it"]


def test_a_book_alone_can_not_start_one(book: Book, tmp_path: Path, path: pytest.MonkeyPatch) -> None:
    ran = package(tmp_path)
    path.syspath_prepend(str(tmp_path))
    path.setattr(extensions, "_homes", lambda: (str(tmp_path),))
    path.delenv("PIPELINE_EXTENSIONS", raising=False)
    root = book({"content/book.yaml": SETTINGS})
    flow.check(root)
    made, page = built(root)
    assert not ran.exists()
    assert "Flour</h2>" in page
    assert all("this build does not allow it" in reason for reason in reasons(made))
    assert len(reasons(made)) == 2
    assert flow.build(root, root / "strict", strict=True).published is None


def test_what_lies_in_the_book_is_no_package(book: Book, path: pytest.MonkeyPatch) -> None:
    root = book({"content/book.yaml": SETTINGS})
    ran = package(root)
    path.syspath_prepend(str(root))
    path.setenv("PIPELINE_EXTENSIONS", "loud,gone")
    made, _ = built(root)
    assert not ran.exists()
    assert reasons(made)[0] == "the extension `loud` is not run: no package that is installed registers it"


def test_a_file_of_the_book_takes_no_place_of_a_package(book: Book, tmp_path: Path, path: pytest.MonkeyPatch) -> None:
    root = book({"content/book.yaml": SETTINGS, "loud_extension.py": CODE})
    package(tmp_path)
    path.syspath_prepend(str(tmp_path))
    path.syspath_prepend(str(root))
    path.chdir(root)
    path.setattr(extensions, "_homes", lambda: (str(tmp_path),))
    path.setenv("PIPELINE_EXTENSIONS", "loud")
    made, _ = built(root)
    assert not (root / "loud_extension.ran").exists()
    assert reasons(made)[0] == "the extension `loud` is not run: no package that is installed registers it"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import nothing_of_that_name\n", "loading it failed (ModuleNotFoundError: No module named 'nothing_of_that_name')"),
        ("class LoudExtension:\n    def extendMarkdown(self, md): pass\n", "it registers no tree processor"),
    ],
)
def test_one_that_can_not_work(book: Book, tmp_path: Path, path: pytest.MonkeyPatch, code: str, reason: str) -> None:
    package(tmp_path, code)
    path.syspath_prepend(str(tmp_path))
    path.setattr(extensions, "_homes", lambda: (str(tmp_path),))
    path.setenv("PIPELINE_EXTENSIONS", "loud")
    made, _ = built(book({"content/book.yaml": SETTINGS}))
    assert reasons(made)[0] == f"the extension `loud` is not run: {reason}"
