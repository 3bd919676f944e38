"""The look: templates and colours of a book's own, filters, cards, covers; pages stay small, and scripts stay out of them."""

import gzip
import json
import re
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.load import load
from pipeline.render.html import faults
from pipeline.render.html.theme import theme
from pipeline.render.html.tokens import DARK, LEAST, LIGHT, contrast, faint, stylesheet
from tests.conftest import Book
from tests.html.conftest import Build, Website

THEME = Path(__file__).parent.parent.parent / "pipeline" / "theme" / "html"
MOST = 60_000
"""Bytes of a chapter page with all it loads, compressed."""


def settings(book: Book, more: str) -> dict[str, str]:
    text = (book({}) / "content/book.yaml").read_text(encoding="utf-8")
    return {"content/book.yaml": text.replace("publish:\n", f"publish:\n{more}\n")}


def styles(site: Website) -> str:
    return next(site.page(path) for path in site.files if path.startswith("assets/theme."))


def found(book: Book, template: str, name: str = "missing.html") -> list[tuple[str, str]]:
    checked = flow.check(book({f"templates/{name}": template}))
    return [(finding.code.code, str(finding.span)) for finding in checked.diagnostics]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shipped")
    assert flow.build(Path(__file__).parent.parent.parent, out, outputs=("html",)).published
    return out / "html"


# Templates


def test_a_template_of_the_book_stands_in_for_the_themes(build: Build) -> None:
    own = '{% extends "theme/missing.html" %}\n{% block bottom %}<p>Baked at home.</p>{% endblock %}\n'
    site = build({"templates/missing.html": own})
    assert "Baked at home." in site.page("404.html")
    assert "There is no page at this address" in site.page("404.html")
    assert "Baked at home." not in site.page("index.html")


def test_one_template_changes_every_page_that_extends_it(build: Build) -> None:
    site = build(
        {"templates/page.html": '{% extends "theme/page.html" %}\n{% block head %}<meta name="robots" content="all">{% endblock %}\n'}
    )
    pages = [path for path in site.files if path.endswith(".html")]
    assert [path for path in pages if '<meta name="robots"' not in site.page(path)] == []


def test_a_style_sheet_of_the_book_comes_last(build: Build) -> None:
    site = build({"templates/custom.css": "main { border: 0 }\n", "templates/favicon.svg": "<svg/>"})
    assert styles(site).endswith("main { border: 0 }\n")
    assert next(site.page(path) for path in site.files if path.startswith("assets/favicon.")) == "<svg/>"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<h1>\n{{ page.title }\n</h1>", "templates/missing.html:2:1"),
        ('{% extends "page.html" %}\n{% block main %}\n', "templates/missing.html:2:1"),
        ("{{ 'é' }}\n{% nonsense %}\n", "templates/missing.html:2:1"),
    ],
)
def test_a_malformed_template_is_found_by_a_check(book: Book, template: str, place: str) -> None:
    ((code, span),) = found(book, template)
    assert code == "BLD910"
    assert span.startswith(place)


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{{ page.titel }}", "templates/missing.html:1:1"),
        ('{% extends "page.html" %}\n{% block main %}\n  {{ 1 // 0 }}\n{% endblock %}\n', "templates/missing.html:3:3"),
        ("\n{{ ''.__class__.__mro__ }}", "templates/missing.html:2:1"),
        ('{% include "nowhere.html" %}', "templates/missing.html:1:1"),
    ],
)
def test_a_template_that_fails_is_found_by_a_build(book: Book, tmp_path: Path, template: str, place: str) -> None:
    built = flow.build(book({"templates/missing.html": template}), tmp_path / "out", outputs=("html",))
    assert built.published is None
    assert [(finding.code.code, str(finding.span)) for finding in built.checked.diagnostics] == [("BLD910", place)]


def test_a_template_that_takes_away_what_others_need_is_named(book: Book, tmp_path: Path) -> None:
    built = flow.build(book({"templates/parts.html": "{# nothing #}"}), tmp_path / "out", outputs=("html",))
    assert {str(finding.span) for finding in built.checked.diagnostics} == {"templates/parts.html"}


# Colours and measures


def test_the_theme_keeps_the_contrast_it_asks_of_others() -> None:
    css = (THEME / "theme.css").read_text(encoding="utf-8")
    for colours in (LIGHT, DARK):
        assert all(f"--{name}: {colour};" in css for name, colour in colours.items())
        assert all(contrast(colour, colours["paper"]) >= LEAST for name, colour in colours.items() if name != "paper")


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#abcdef", "#abcdef", 1)]
)
def test_contrast(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


def test_colours_of_the_book_reach_the_style_sheet(build: Build, book: Book) -> None:
    site = build(
        settings(
            book,
            '  theme: {light: {accent: "#123456"}, dark: {accent: "#abcdef"}, fonts: {text: "Charter, serif"}, measure: 40}\n  footer: Free.',
        )
    )
    assert ":root{--accent:#123456;--serif:Charter, serif;--measure:40rem;}" in styles(site)
    assert styles(site).count("--accent:#abcdef;") == 2
    assert "<p>Free.</p>" in site.page("chapters/dough.html")


def test_what_is_no_colour_stays_out_of_the_style_sheet() -> None:
    assert stylesheet({"light": {"ink": "red}body{display:none"}, "fonts": {"text": "x;}"}, "measure": True}) == ""


def test_pale_colours_are_found(book: Book) -> None:
    assert next(iter(faint({"dark": {"ink": "#333333"}})))[:2] == ("dark", "ink")
    assert {name for _, name, _ in faint({"light": {"paper": "#777777"}})} == {"paper"}
    assert list(faint({"light": {"line": "#fcfaf6"}})) == []
    pale = load(book(settings(book, '  theme: {light: {quiet: "#bbbbbb"}}'))).value
    assert [(finding.code.code, str(finding.span)) for finding in faults(pale)] == [("BLD911", "content/book.yaml:13:26")]


def test_a_theme_that_nobody_changed_is_read_once() -> None:
    assert theme({}) is theme({})


# Languages


def test_a_book_from_right_to_left(build: Build, book: Book) -> None:
    text = (book({}) / "content/book.yaml").read_text(encoding="utf-8")
    site = build({"content/book.yaml": text.replace("language: en", "language: ar")})
    assert '<html lang="ar" dir="rtl">' in site.page("chapters/dough.html")


def test_the_style_sheet_names_no_left_and_no_right() -> None:
    css = (THEME / "theme.css").read_text(encoding="utf-8")
    without = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert re.findall(r"\b(?:margin|padding|border|inset)?-?(?:left|right)\b[^;{]*:", without) == []


# What pages show


def test_print_pages_are_counted(minimal: Website) -> None:
    assert "Print page iii" in minimal.page("index.html")
    assert re.search(r"Print pages</span>|Print pages </span>\d+–\d", minimal.page("chapters/dough.html"))


def test_a_preface_is_no_chapter(minimal: Website) -> None:
    assert 'class="kicker"' not in minimal.page("chapters/preface.html")
    assert '<p class="kicker">Resource</p>' in minimal.page("resources/bread-science.html")


def test_the_first_page_tells_of_the_latest_additions(build: Build, minimal: Website) -> None:
    assert "Latest additions" not in minimal.page("index.html")
    page = build({"content/pages/new.md": "---\ntitle: Brand new\nadded: 2025-11-02\n---\nText.\n"}).page("index.html")
    assert re.search(
        r'Latest additions</h2>\s*<ul>\s*<li><a href="pages/new\.html">Brand new</a> <small>Page, 2 November 2025</small>', page
    )


def test_an_entry_can_be_edited_where_the_settings_say_so(build: Build, book: Book) -> None:
    site = build(
        settings(book, '  edit: "https://example.org/edit/{path}"')
        | {"content/pages/new.md": "---\ntitle: New\nupdated: 2025-11-02\n---\nText.\n"}
    )
    assert re.search(
        r'class="colophon"><span>Updated <time[^>]*>2 November 2025</time></span><a href="https://example.org/edit/content/pages/new.md"',
        site.page("pages/new.html"),
    )
    assert "Edit this page" in site.page("chapters/dough.html")


def test_resources_can_be_cited(minimal: Website) -> None:
    page = minimal.page("resources/bread-science.html")
    assert re.search(r'<section class="cite".*<cite>.*</cite>.*@\w+\{[\w-]+,', page, re.DOTALL)
    assert 'class="cite"' not in minimal.page("glossary/gluten.html")


def test_cards_say_what_a_link_leads_to(minimal: Website) -> None:
    told = re.search(r'<body data-cards="([^"]*)">', minimal.page("chapters/dough.html"))
    assert told
    pairs = told[1].split(" ")
    files = dict(zip(pairs[::2], pairs[1::2], strict=True))
    script = minimal.page(files["glossary/{id}.html"])
    name, data = re.fullmatch(r'\(globalThis\.bookCards\?\?=\{\}\)\["([^"]*)"\]=(.*);\n', script, re.DOTALL).groups()
    assert files["glossary/{id}.html"].startswith(name + ".")
    assert json.loads(data)["gluten"][:2] == ["gluten", "Term"]


def test_long_listings_lead_to_the_list(shipped: Path) -> None:
    page = (shipped / "chapters/rag-and-agents.html").read_text(encoding="utf-8")
    listed = page[page.index('id="list.resource"') : page.index('id="list.case"')]
    (total,) = re.findall(r'href="\.\./resources/index\.html\?chapters=rag-and-agents">All (\d+)', listed)
    assert listed.count('class="title"') < int(total)
    everything = (shipped / "resources/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r"data-facets=\"[^\"]*rag-and-agents", everything)) == int(total)


def test_editions_have_covers_and_figures_a_gallery(shipped: Path) -> None:
    editions = (shipped / "editions/index.html").read_text(encoding="utf-8")
    assert editions.count('class="jacket"') == editions.count('class="entry entry-editions')
    assert "AI工程" in editions[editions.index('class="jacket"') :]
    assert 'class="gallery"' in (shipped / "figures/index.html").read_text(encoding="utf-8")


def test_the_glossary_can_be_jumped_through(shipped: Path) -> None:
    page = (shipped / "glossary/index.html").read_text(encoding="utf-8")
    letters = re.findall(r'<li><a href="#(group\.\d+)">(.)</a></li>', page)
    assert [letter for _, letter in letters] == sorted({letter for _, letter in letters})
    assert all(f'<h2 id="{anchor}">{letter}</h2>' in page for anchor, letter in letters)


# Bytes and scripts


def test_a_chapter_is_small_with_all_it_loads(shipped: Path) -> None:
    for chapter in sorted((shipped / "chapters").glob("*.html")):
        page = chapter.read_text(encoding="utf-8")
        loaded = [chapter, *((chapter.parent / path).resolve() for path in re.findall(r'(?:src|href)="([^"]*\.(?:css|js))"', page))]
        assert len(loaded) >= 4
        assert sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in loaded) <= MOST, chapter.name


def test_one_script_alone_holds_the_page_up_and_it_is_tiny(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    blocking = [path for path, rest in re.findall(r'<script src="\.\./([^"]*)"([^>]*)>', page) if "defer" not in rest]
    assert [path.split(".")[0] for path in blocking] == ["assets/look"]
    assert len(minimal.files[blocking[0]]) < 800
