"""The publication's own words: every phrase in every language, and which way they run."""

import ast
import re
import string
from pathlib import Path

import pytest

from pipeline.render import epub
from pipeline.render.compile.transforms.alerts import WORDS
from pipeline.render.direction import right_to_left
from pipeline.render.epub.words import table, word
from tests.conftest import BOOKS, ROOT
from tests.epub.conftest import Publish, Published

CODE = ROOT / "pipeline" / "render" / "epub"
THEME = ROOT / "pipeline" / "theme" / "epub"
TOLD = re.compile(r'\bword\((?:label|shelf\.heading|"([^"]+)")|\bword\("([^"]+)" if [^)]*? else "([^"]+)"\)|else word\("([^"]+)"\)')


def asked() -> set[str]:
    """Every phrase that a template or the code asks for."""
    found = {"Where to buy", "Links", "Terms", "Further reading", *WORDS.values()}
    for file in THEME.glob("*.*"):
        if file.suffix in {".xhtml", ".opf", ".ncx"}:
            found.update(phrase for groups in TOLD.findall(file.read_text(encoding="utf-8")) for phrase in groups if phrase)
    for file in CODE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "word":
                found.update(
                    part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
    return found


@pytest.mark.parametrize("language", sorted(table()))
def test_every_phrase_is_there_with_its_places(language: str) -> None:
    assert asked() - {"coming-soon"} <= table()[language].keys()
    for english, phrase in table()[language].items():
        assert fields(english) == fields(phrase), english
    assert all(table()[language].keys() == each.keys() for each in table().values())


def fields(phrase: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_a_language_without_words_speaks_english() -> None:
    assert word("Contents", "vi") == word("Contents", "und") == "Contents"
    assert word("Contents", "de-AT") == "Inhalt"
    assert word("page {page}", "ar", page="ix") == "صفحة ix"


@pytest.mark.parametrize(
    ("language", "turned"),
    [("ar", True), ("he-IL", True), ("fa", True), ("az-Arab", True), ("ar-Latn", False), ("en", False), ("und", False), ("de-1996", False)],
)
def test_direction(language: str, *, turned: bool) -> None:
    assert right_to_left(language) is turned


@pytest.fixture(scope="module")
def qahwa(publish: Publish) -> Published:
    """The minimal book's files give way to those of the book that runs from right to left."""
    gone: dict[str, str | bytes | None] = {
        str(path.relative_to(BOOKS / "minimal")): None for path in (BOOKS / "minimal").rglob("*.*") if path.is_file()
    }
    own = {str(path.relative_to(BOOKS / "qahwa")): path.read_bytes() for path in (BOOKS / "qahwa").rglob("*.*") if path.is_file()}
    return publish({**gone, **own})


def test_nothing_is_wrong_with_a_book_from_right_to_left(qahwa: Published) -> None:
    assert list(epub.problems(qahwa.data)) == []


def test_it_runs_from_right_to_left(qahwa: Published) -> None:
    assert 'page-progression-direction="rtl"' in qahwa.text("package.opf")
    for path in qahwa.spine:
        wanted = 'lang="en" xml:lang="en">' if path == "text/appendix.english-summary.xhtml" else 'lang="ar" xml:lang="ar" dir="rtl">'
        assert wanted in qahwa.text(path), path


def test_it_speaks_arabic(qahwa: Published) -> None:
    nav = qahwa.text("nav.xhtml")
    for phrase in ("المحتويات", "صفحة العنوان", "كشاف المصطلحات", "معالم الكتاب", "صفحات الطبعة الورقية"):
        assert phrase in nav
    assert '<p class="alert-title">تحذير</p>' in qahwa.text("text/chapters.beans.xhtml")
    assert "<caption>النوع, " in qahwa.text("text/chapters.beans.xhtml")
    assert "القهوة في البيت، الطبعة الورقية" in qahwa.text("package.opf")
    english = re.findall(
        r">([^<>]*[a-z]{4}[^<>]*)<", re.sub(r"<(code|math|style).*?</\1>|<[^<>]*lang=\"(?:la|en)[^<>]*>[^<>]*", "", nav, flags=re.DOTALL)
    )
    assert [words for words in english if "English" not in words and "numbers" not in words] == []


def test_code_and_addresses_run_from_left_to_right(qahwa: Published) -> None:
    html = qahwa.text("text/chapters.grinding.xhtml")
    assert '<pre dir="ltr" class="code"><code dir="ltr" class="language-python">' in html
    assert '<kbd dir="ltr">Enter</kbd>' in html
    assert '<a class="external" dir="ltr" href="https://coffee.example.org/beans">' in qahwa.text("text/resources.xhtml")


def test_what_the_book_says_in_an_english_document_is_marked(qahwa: Published) -> None:
    html = qahwa.text("text/appendix.english-summary.xhtml")
    assert '<dl class="facts" lang="ar" xml:lang="ar" dir="rtl">' in html
    assert '<span lang="ar" xml:lang="ar" dir="rtl">قهوة</span>' in html
    assert '<span lang="en" xml:lang="en" dir="ltr">An Atlas of Coffee: Where It Grows</span>' in qahwa.text("text/resources.xhtml")


def test_headings_of_any_script_are_places(qahwa: Published) -> None:
    assert '<h2 id="_نسبة-الماء-إلى-القهوة">' in qahwa.text("text/chapters.grinding.xhtml")
    assert 'href="chapters.grinding.xhtml#_%D9%86%D8%B3%D8%A8%D8%A9' in qahwa.text("text/chapters.preface.xhtml")


def test_an_evaluation_that_was_made_is_told(qahwa: Published) -> None:
    package = qahwa.text("package.opf")
    assert '<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>' in package
    assert '<meta property="a11y:certifiedBy" id="certifier" refines="#conformance">دار المحمصة</meta>' in package
    assert '<link rel="a11y:certifierReport" refines="#certifier" href="https://coffee.example.org/accessibility.html"/>' in package


def test_the_folder_holds_no_stray_file() -> None:
    assert {Path(path).suffix for path in (BOOKS / "qahwa").rglob("*.*") if path.is_file()} == {".md", ".yaml", ".json", ".svg"}
