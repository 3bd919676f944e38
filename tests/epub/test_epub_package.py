"""The package document, the ways through the book, and the container."""

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from tests.conftest import Book
from tests.epub.conftest import Publish, Published

ROOT = Path(__file__).parent.parent.parent


def test_the_container_is_the_same_everywhere(minimal: Published) -> None:
    with ZipFile(BytesIO(minimal.data)) as container:
        entries = container.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == ZIP_STORED
    assert entries[0].extra == b""
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert all(name.isascii() for name in names)
    assert {entry.date_time for entry in entries} == {(2026, 1, 1, 0, 0, 0)}
    assert {(entry.external_attr, entry.create_system) for entry in entries} == {(0o100644 << 16, 3)}


@pytest.mark.slow
def test_another_machine_gives_the_same_bytes(book: Book, minimal: Published) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from tests.epub.conftest import published;"
        "print(hashlib.sha256(published(Path(sys.argv[1])).data).hexdigest())"
    )
    root = book({})
    found = {
        subprocess.run(
            [sys.executable, "-c", script, str(root)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone, language in (("1", "Pacific/Auckland", "tr_TR.UTF-8"), ("2", "America/New_York", "C"))
    }
    assert found == {hashlib.sha256(minimal.data).hexdigest()}


def test_an_isbn_is_the_identifier(minimal: Published) -> None:
    assert '<dc:identifier id="pub-id">urn:isbn:9780306406157</dc:identifier>' in minimal.text("package.opf")
    assert '<meta refines="#pub-id" property="identifier-type" scheme="onix:codelist5">15</meta>' in minimal.text("package.opf")
    assert '<meta name="dtb:uid" content="urn:isbn:9780306406157"/>' in minimal.text("toc.ncx")


def test_without_an_isbn_a_uuid_is_made_of_the_address(publish: Publish) -> None:
    settings = "title: T\nauthors: [A. Nobody]\nlanguage: {}\nslug: t\nisbn13: tbc\npublish: {{url: 'https://example.org/t/'}}\n"
    made = publish({"content/book.yaml": settings.format("en")})
    found = re.search(r'id="pub-id">(urn:uuid:[0-9a-f-]{36})<', made.text("package.opf"))
    assert found
    assert found[1] == "urn:uuid:00184a17-2611-545b-bdbe-e9b933cdf58b"


def test_metadata(minimal: Published) -> None:
    package = minimal.text("package.opf")
    for wanted in (
        '<dc:title id="title">A Small Book of Bread</dc:title>',
        '<meta refines="#subtitle" property="title-type">subtitle</meta>',
        '<dc:creator id="creator-1">Ada Baker</dc:creator>',
        '<meta refines="#creator-1" property="file-as">Baker, Ada</meta>',
        "<dc:language>en</dc:language>",
        "<dc:publisher>Mill Press</dc:publisher>",
        '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>',
    ):
        assert wanted in package
    assert package.count("dcterms:modified") == 1


def test_accessibility_is_derived_from_the_content(publish: Publish, everything: Published) -> None:
    rich = everything.text("package.opf")
    assert '<meta property="schema:accessMode">visual</meta>' in rich
    assert '<meta property="schema:accessibilityFeature">MathML</meta>' in rich
    assert '<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>' in rich
    chapter = "---\ntitle: A Chapter\n{}\n---\nWords.\n"
    plain = publish(
        {
            "content/chapters/01-dough.md": chapter.format("kind: chapter\nnumber: 1\noutline: [{id: whole-grain, title: Whole}]"),
            "content/chapters/02-baking.md": chapter.format("kind: chapter\nnumber: 2"),
            "content/chapters/00-preface.md": chapter.format("kind: preface"),
            "content/figures/figures.yaml": "- {id: figure-1-1, kind: figure, number: '1-1', chapter: dough, caption: Grains}\n",
        }
    )
    package = plain.text("package.opf")
    for absent in ("visual", "MathML", "alternativeText", "pageNavigation", "dc:source", "pageBreakSource"):
        assert absent not in package
    assert "page-list" not in plain.text("nav.xhtml")
    assert "pageList" not in plain.text("toc.ncx")
    assert "certifiedBy" not in package
    assert "conformsTo" not in package


def test_a_picture_that_moves_is_a_hazard_nobody_has_judged(publish: Publish) -> None:
    picture = b"GIF89a\x01\x00\x01\x00\x00\x00\x00!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00;"
    body = "---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\n![It turns](../assets/turn.gif)\n"
    package = publish({"content/chapters/03-cake.md": body, "content/assets/turn.gif": picture}).text("package.opf")
    assert '<meta property="schema:accessibilityHazard">unknown</meta>' in package
    assert "Some images move." in package


def test_print_pages_are_those_of_the_outlines(minimal: Published) -> None:
    nav = minimal.text("nav.xhtml")
    listed = re.search(r'<nav epub:type="page-list".*?</nav>', nav, re.DOTALL)
    assert listed
    assert sorted(re.findall(r">([0-9ivx]+)</a>", listed[0])) == sorted(["iii", "1", "2", "5", "11", "31", "33"])
    assert '<a href="text/chapters.dough.xhtml#page.5">5</a>' in listed[0]
    assert 'id="page.5" epub:type="pagebreak" role="doc-pagebreak"' in minimal.text("text/chapters.dough.xhtml")
    assert "A Small Book of Bread, print edition (Mill Press, 2024)</dc:source>" in minimal.text("package.opf")
    assert '<meta property="pageBreakSource">urn:isbn:9780306406157</meta>' in minimal.text("package.opf")
    assert minimal.text("toc.ncx").count("<pageTarget ") == 7


def test_contents_are_nested(minimal: Published) -> None:
    nav = re.sub(r"\s+", " ", minimal.text("nav.xhtml"))
    assert 'dough.xhtml">Chapter 1. Dough</a> <ol> <li><a href="text/chapters.dough.xhtml#flour">Flour</a>' in nav
    assert '<a href="text/case-studies.xhtml">Case studies</a> <ol> <li><a href="text/case-studies.village-oven.xhtml">' in nav
    ncx = minimal.text("toc.ncx")
    orders = [int(order) for order in re.findall(r'playOrder="(\d+)"', ncx)]
    assert orders == list(range(1, len(orders) + 1))


def test_landmarks(minimal: Published) -> None:
    landmarks = re.search(r'<nav epub:type="landmarks".*?</nav>', minimal.text("nav.xhtml"), re.DOTALL)
    assert landmarks
    found = re.findall(r'epub:type="([a-z]+)" href="([^"]+)"', landmarks[0])
    assert found[:3] == [("cover", "cover.xhtml"), ("titlepage", "title.xhtml"), ("toc", "nav.xhtml#p.contents")]
    assert {"bodymatter", "glossary", "bibliography", "index"} <= {kind for kind, _ in found}


def test_a_book_from_right_to_left(publish: Publish) -> None:
    made = publish({"content/book.yaml": "title: كتاب الخبز\nauthors: [ada-baker]\nlanguage: ar\nslug: bread\n"})
    assert 'page-progression-direction="rtl"' in made.text("package.opf")
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in made.text("text/chapters.dough.xhtml")
