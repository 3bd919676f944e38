"""No content can make an id stand twice: a book whose headings, ids and entries are called like everything on a page."""

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline import flow
from pipeline.model.artifact import Artifact
from pipeline.model.ids import given, ours, stated
from pipeline.render import epub, html
from pipeline.render.epub.names import xml_name
from tests.conftest import Book

WORDS = """Main Navigation Places Find Seek Seek-help Mentions Footnotes Files Matrix Kinds Most Ways Group-1 List-notes Part-summary
Filter-text Title Coverage Coverage-figure Coverage-title Chart-coverage fn-1 fnref-1 fnref-1-2 p-title Figure-loaf Entry Contents Top
2024 _2024 __2024 ! ? Toc Landmarks Pages Salt""".split()
PAGE = """---
title: The sea
---
# The sea

Salt.[^1] More salt.[^1] Yeast.[^x] And <a id="sea">one</a> <a id="sea">two</a> <a id="page.main">three</a> <a name="salt">four</a>
<a id="1.5">five</a> <b id="1.5">six</b> <b id="100%">seven</b> <a id="fnref.1">eight</a>, see [a](#sea), [b](#salt), [c](#100%25),
[d](figure:loaf), [e](artifact:coverage), [f](#hidden).

```html
<p id="salt">x</p> <p id="salt">y</p> <a href="nowhere.html#place">z</a> <img src="none.png"> <p id="9">
```

![](artifact:coverage)

![](artifact:coverage)

![](figure:loaf)

![](figure:loaf)

""" + "".join(f"## {word}\n\nText.\n\n" for word in WORDS)
NOTES = """
[^1]: A note.

    ![](figure:loaf)

    ![](artifact:coverage)

[^x]: Another.

    ![](figure:figure-1-1)

    ![](figure:figure-1-1)

[^unused]: Nobody refers to it.

    ## Hidden
"""
RECIPES = {
    "title": "Recipe",
    "type": "object",
    "x-collection": {
        "folder": "recipes",
        "form": "markdown",
        "prefix": "recipe",
        "label": "Recipe",
        "plural": "Recipes",
        "title": ["{title}"],
        "route": "recipes/index.html#{id}",
        "facets": ["text", "my kind"],
    },
    "additionalProperties": False,
    "required": ["title"],
    "properties": {
        "id": {"$ref": "defs.schema.json#/$defs/id"},
        "title": {"$ref": "defs.schema.json#/$defs/title"},
        "text": {"type": "string"},
        "my kind": {"type": "string"},
        "mentions": {"type": "array", "items": {"type": "string"}},
        "footnotes": {"type": "array", "items": {"type": "string"}},
        "outline": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
}
LONG = "A text that is so long that it wants a heading of its own on the page."
RECIPE = f"""---
title: {{title}}
text: {{title}}
my kind: {{title}}
mentions: ["{LONG}"]
footnotes: ["{LONG}"]
outline: [{{{{id: why, title: Why, page: 3}}}}, {{{{id: why, title: Why, page: 3}}}}, {{{{id: main, title: Main}}}}]
---
Salt.[^1] See [](#main), [](recipe:find#main) and [](recipe:main#loose).

## Main

<a id="find">x</a> <a id="loose">y</a>

## Why not

[^1]: A note.
"""
FILES = {
    "content/pages/sea.md": PAGE + NOTES,
    "content/notes/ids.yaml": "".join(
        f"- {{id: {word.lower()}, title: {word}, kind: notes, handle: x, url: 'https://bread.example.org/{word}'}}\n"
        for word in ("Main", "Navigation", "Places", "Find", "Group-1", "Filter-text", "Page")
    ),
    "schemas/recipes.schema.json": json.dumps(RECIPES),
    **{f"content/recipes/{word.lower()}.md": RECIPE.format(title=word) for word in ("Main", "Find", "Page")},
}
Pages = dict[str, str]


@pytest.fixture(scope="module")
def built(book: Book, tmp_path_factory: pytest.TempPathFactory) -> tuple[flow.Built, Path]:
    out = tmp_path_factory.mktemp("out")
    return flow.build(book(FILES), out), out


@pytest.fixture(scope="module")
def pages(built: tuple[flow.Built, Path]) -> Pages:
    """All pages of the site and all documents of the publication."""
    _, out = built
    (volume,) = out.glob("epub/*.epub")
    with ZipFile(BytesIO(volume.read_bytes())) as container:
        inside = {name: container.read(name).decode() for name in container.namelist() if name.endswith(".xhtml")}
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.html"))} | inside


def test_nothing_stops_the_build(built: tuple[flow.Built, Path]) -> None:
    made, out = built
    assert [finding.message for finding in made.checked.diagnostics if finding.code.code == "BLD905"] == []
    assert made.published is not None
    assert made.checked.broken == frozenset()
    site = [Artifact(path.relative_to(out).as_posix(), path.read_bytes()) for path in out.rglob("*") if path.is_file()]
    assert list(html.problems(site)) == []
    (volume,) = out.glob("epub/*.epub")
    assert list(epub.problems(volume.read_bytes())) == []


def test_what_is_on_a_page_of_its_own_accord_has_ids_of_its_own(built: tuple[flow.Built, Path], pages: Pages) -> None:
    """Whatever is neither ours by its form nor a place of an item would be free to meet one."""
    items = built[0].checked.site.items.values()
    places = {place for item in items for place in (item.place(), *(item.place(anchor.id) for anchor in item.anchors))}
    inside = {xml_name(anchor.id) for item in items for anchor in item.anchors}
    shared = {item.fragment for item in items}
    for path, page in pages.items():
        for name in stated(page):
            entry, _, rest = name.partition(":")
            assert name in (inside if path.endswith(".xhtml") else places) or ours(rest if entry in shared else name), (path, name)


def test_every_name_of_an_id_names_one(pages: Pages) -> None:
    for path, page in pages.items():
        ids = set(stated(page))
        for tag in re.findall(r"<[a-z][^<>]*>", page):
            for names in re.findall(r'\s(?:aria-labelledby|aria-describedby|aria-controls|for)="([^"]*)"', tag):
                assert set(unescape(names).split()) <= ids, (path, tag)


def test_a_chart_shown_again_has_ids_of_its_own(pages: Pages) -> None:
    page = pages["html/pages/sea.html"]
    assert re.findall(r'<figure class="heatmap" id="([^"]*)"', page) == ["chart.coverage", "chart.coverage.2", "chart.coverage.3"]
    assert page.count('aria-labelledby="chart.coverage.2.title chart.coverage.2.desc"') == 1


def test_a_figure_is_a_place_where_it_is_shown_first(pages: Pages) -> None:
    page = pages["EPUB/text/pages.sea.xhtml"]
    assert page.count('src="../images/figures.loaf.svg"') == 3
    assert page.count('src="../images/heatmap.coverage.svg"') == 3
    assert page.count('id="figure.figure.loaf"') + pages["EPUB/text/chapters.dough.xhtml"].count('id="figure.figure.loaf"') == 1
    assert page.count('id="figure.artifact.coverage"') == 1


def test_headings_and_rows_are_where_links_lead(pages: Pages) -> None:
    page = pages["html/pages/sea.html"]
    assert '<h2 id="salt">Salt</h2>' in page
    assert '<a id="sea">one</a> <a>two</a> <a>three</a> <a>four</a>' in page
    assert page.count('id="hidden"') == 1
    assert '<b id="100%">seven</b>' in page
    assert '<a href="#100%25">c</a>' in page
    recipes = pages["html/recipes/index.html"]
    for word in ("main", "find", "page"):
        assert f'<article class="entry entry-recipes" id="{word}"' in recipes
        assert re.search(rf'<h[34] id="{word}:main">Main</h', recipes)
        assert recipes.count(f'<li id="{word}:why"') == 1
        assert f'<a class="note-ref" id="{word}:fnref.1" href="#{word}:fn.1"' in recipes
    assert 'See <a href="#main:main">Main</a>, <a href="#find:main">Main</a> and <a href="#main:loose">loose</a>' in recipes


def test_ids_that_xml_refuses_stay_apart(pages: Pages) -> None:
    page = pages["EPUB/text/pages.sea.xhtml"]
    for heading, place in (("2024", "_2024"), ("_2024", "__2024"), ("__2024", "___2024")):
        assert f'<h2 id="{place}">{heading}</h2>' in page
    assert ' id="9"' in re.sub("<[^<>]*>", "", page)


def test_a_chosen_name_gives_an_id_of_its_own() -> None:
    names = ["a b", "a.b", "a_b", "a-b", "a.20.b", "ab", "a  b", "a/b", "ä"]
    assert len({given("field", name) for name in names}) == len(names)
    assert all(ours(given("field", name)) and not re.search(r"[^\w.-]", given("field", name)) for name in names)
