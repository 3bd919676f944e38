"""The website of a small book: every entry has a place, every link leads somewhere, whatever the collection."""

import json
import re

import pytest

from pipeline.load import load, parse
from pipeline.render import compile as compiling
from pipeline.render import html
from pipeline.resolve import resolve
from tests.conftest import Book
from tests.html.conftest import Build, Website

RECIPES = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "recipes.schema.json",
    "title": "Recipe",
    "description": "A loaf that can be baked at home. Authors see this sentence too.",
    "type": "object",
    "x-collection": {
        "folder": "recipes",
        "form": "yaml-list",
        "prefix": "recipe",
        "label": "Recipe",
        "plural": "Recipes",
        "title": ["{dish}"],
        "order": ["dish"],
        "route": "recipes/{id}.html",
        "group": "oven",
        "facets": ["chapters", "minutes"],
    },
    "additionalProperties": False,
    "required": ["id", "dish"],
    "properties": {
        "id": {"$ref": "defs.schema.json#/$defs/id"},
        "status": {"$ref": "defs.schema.json#/$defs/status"},
        "dish": {"$ref": "defs.schema.json#/$defs/text", "title": "Dish"},
        "oven": {"type": "string", "title": "Oven", "enum": ["stone-oven", "gas"]},
        "minutes": {"type": "integer", "title": "Minutes in the oven"},
        "chapters": {"$ref": "defs.schema.json#/$defs/chapters", "title": "Belongs to"},
        "method": {"type": "string", "title": "Method", "x-markdown": True},
        "seen": {"$ref": "defs.schema.json#/$defs/url", "title": "Seen at"},
        "parts": {
            "type": "array",
            "title": "What goes in",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string", "title": "Part"}, "grams": {"type": "integer", "title": "Grams"}},
            },
        },
    },
}
LOAVES = """\
- id: rye
  dish: Rye & barley
  oven: stone-oven
  minutes: 50
  chapters: [dough]
  method: "Mind the [](term:gluten), and *wait*."
  seen: "https://bread.example.org/rye"
  parts: [{name: rye flour, grams: 400}, {name: water, grams: 320}]
- {id: toast, dish: Toast, oven: gas, minutes: 3, chapters: [baking]}
"""


@pytest.fixture(scope="module")
def recipes(build: Build) -> Website:
    return build({"schemas/recipes.schema.json": json.dumps(RECIPES), "content/recipes/loaves.yaml": LOAVES})


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_every_entry_has_a_page_or_a_place(minimal: Website) -> None:
    for item in minimal.site.items.values():
        page = minimal.page(item.route)
        assert item.title.rsplit(". ", 1)[-1] in page
        if item.fragment:
            assert page.count(f'id="{item.fragment}"') == 1


def test_every_anchor_stands_exactly_once(minimal: Website) -> None:
    for item in minimal.site.items.values():
        for anchor in item.anchors:
            assert minimal.page(item.route).count(f' id="{item.place(anchor.id)}"') == 1, (item.key, anchor.id)


def test_an_outline_row_carries_the_anchor_only_where_no_heading_does(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    assert '<li id="whole-grain"' in page
    assert '<a href="#flour">Flour</a>' in page
    assert re.search(r'<h2 id="flour">', page)


def test_an_unknown_collection_is_printed_whole(recipes: Website) -> None:
    page = recipes.page("recipes/rye.html")
    assert "<h1>Rye &amp; barley</h1>" in page
    assert "<dt>Minutes in the oven</dt><dd>50</dd>" in page
    assert "<dt>Oven</dt><dd>stone oven</dd>" in page
    assert '<dt>Belongs to</dt><dd><a href="../chapters/dough.html">Chapter 1. Dough</a></dd>' in page
    assert (
        '<dt>Method</dt><dd>Mind the <a title="The net of proteins that flour and water make together; it holds the gas that the yeast gives off." href="../glossary/gluten.html">gluten</a>, and <em>wait</em>.</dd>'
        in page
    )
    assert 'rel="noopener" href="https://bread.example.org/rye">bread.example.org/rye</a>' in page
    assert re.search(r"What goes in</h2>.*<th scope=\"col\">Grams</th>.*<td>400</td>", page, re.DOTALL)


def test_an_unknown_collection_is_listed_grouped_and_can_be_narrowed(recipes: Website) -> None:
    page = recipes.page("recipes/index.html")
    assert page.index(">Stone oven</h2>") < page.index(">Gas</h2>")
    facets = [json.loads(found.replace("&#34;", '"')) for found in re.findall(r'data-facets="([^"]*)"', page)]
    assert facets == [{"chapters": ["dough"], "minutes": ["50"]}, {"chapters": ["baking"], "minutes": ["3"]}]
    assert (
        re.search(r'<option value="50">50 \(1\)</option>|class="chip" name="minutes" value="50"', page) is None
    )  # two entries need no filter
    assert "Authors see this sentence too" not in page
    assert "A loaf that can be baked at home" not in page


def test_an_unknown_collection_is_found_from_everywhere(recipes: Website) -> None:
    assert '<a href="recipes/index.html">' in recipes.page("index.html")
    assert 'href="recipes/toast.html">Toast</a>' in recipes.page("contents.html")
    assert re.search(r'Recipes <span class="count">1</span></h2>.*\.\./recipes/rye\.html', recipes.page("chapters/dough.html"), re.DOTALL)
    assert "recipes/rye.html" in recipes.page(next(path for path in recipes.files if "search-index" in path))


def test_mentions_are_told_with_their_sentence(minimal: Website) -> None:
    page = minimal.page("glossary/gluten.html")
    told = words(page[page.index('id="page.mentions"') :])
    assert "Chapters Chapter 1. Dough Flour meets water, and gluten forms." in told
    assert "hydration" in told


def test_a_mention_is_linked_where_it_stands(minimal: Website) -> None:
    assert 'href="../chapters/dough.html#flour">Chapter 1. Dough</a>' in minimal.page("chapters/baking.html")


def test_a_citation_leads_to_the_resource(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    assert re.search(r'<span class="citation">\[<a href="\.\./resources/bread-science\.html"', page)


def test_figures_are_shown_with_their_size_and_number(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    image = re.search(r'<img src="\.\./(files/figures/loaf\.[0-9a-f]{8}\.svg)" alt="A round loaf[^"]*" width="120" height="60"', page)
    assert image
    assert image[1] in minimal.files
    listed = minimal.page("figures/index.html")
    assert re.search(r"Figure 1-1<.*?Grains under a lens.*?in the printed book", listed, re.DOTALL)


def test_images_in_prose_keep_their_room_and_wait(build: Build) -> None:
    text = '![A loaf](../assets/figures/loaf.svg)\n\n<img src="../assets/figures/loaf.svg" alt="A small one" width="40" height="20">\n'
    page = build({"content/pages/more.md": f"---\ntitle: More\n---\n{text}"}).page("pages/more.html")
    own, told = re.findall(r"<img [^>]*>", page)
    assert own.endswith(' alt="A loaf" width="120" height="60" loading="lazy" decoding="async">')
    assert re.search(r' alt="A small one" width="40" height="20"[^0-9]* loading="lazy" decoding="async">', told)


def test_footnotes_stand_at_the_end_and_lead_back(build: Build) -> None:
    page = build({"content/pages/more.md": "---\ntitle: More\n---\nSalt.[^1]\n\n[^1]: *Sea* salt.\n"}).page("pages/more.html")
    assert re.search(r'id="fnref\.1" href="#fn\.1"', page)
    assert re.search(r'<li id="fn\.1"><p><em>Sea</em> salt\.</p><p class="back"><a href="#fnref\.1"', page)


def test_entries_in_another_language_say_so(build: Build) -> None:
    site = build({"content/pages/brot.md": "---\ntitle: Brot\nlang: de\nsummary: Vom Brot.\n---\nMehl.\n"})
    assert re.search(r'<article [^>]*lang="de">', site.page("pages/brot.html"))
    assert '<span lang="de" dir="auto">Brot</span>' in site.page("contents.html")
    assert '<span lang="de" dir="auto">Ein kleines Brotbuch</span>' in site.page("editions/index.html")


def test_open_values_are_to_be_confirmed(build: Build) -> None:
    line = "- {id: thai, language: th, format: print, publisher: Khanom, status: tbc, date: tbc, isbn13: tbc}\n"
    page = build({"content/editions/thai.yaml": line}).page("editions/index.html")
    thai = page[page.index('id="thai"') : page.index("</article>", page.index('id="thai"'))]
    assert "Not everything about this entry is known yet" in thai
    assert re.search(r'ISBN-13</dt><dd><em class="open">to be confirmed</em>', thai)
    assert "tbc" not in words(thai)
    assert ">Thai</h2>" in page


def test_announced_archived_and_draft_entries(build: Build) -> None:
    files = {
        "content/pages/soon.md": "---\ntitle: Soon\nstatus: coming-soon\nsummary: What will come.\n---\nSecret body.\n\n## Place\n",
        "content/pages/old.md": "---\ntitle: Old\nstatus: archived\n---\nOld body.\n",
        "content/pages/raw.md": "---\ntitle: Raw\nstatus: draft\n---\nRaw body.\n",
    }
    site = build(files)
    soon = site.page("pages/soon.html")
    assert "What will come." in soon
    assert "Secret body." not in soon
    assert '<span id="place"></span>' in soon
    assert "Archived: kept at its address" in site.page("pages/old.html")
    listed = site.page("pages/index.html")
    assert listed.index("About this book</a>") < listed.index(">Coming soon</h2>") < listed.index(">Archived</h2>")
    assert "pages/raw.html" not in site.files
    marked = build(files, drafts=True)
    assert "Draft: not published" in marked.page("pages/raw.html")
    index = marked.page(next(path for path in marked.files if "search-index" in path))
    assert '"Old"' in index
    assert '"Raw"' not in index


def test_a_page_speaks_for_itself(minimal: Website) -> None:
    for path in (path for path in minimal.files if path.endswith(".html")):
        page = minimal.page(path)
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">'), path
        assert re.search(r'<meta name="description" content="[^"]{10,160}">', page), path
        assert re.search(r"<title>[^<]{3,90}</title>", page), path
        assert page.count("<main ") == page.count("<h1") == 1, path
        names = re.findall(r'<nav [^>]*aria-label="([^"]*)"', page)
        assert len(names) == len(set(names)), path
        assert 'property="og:title"' in page, path


def test_pages_reach_out_to_nothing(minimal: Website) -> None:
    for path, data in minimal.files.items():
        if path.endswith(".html"):
            loaded = re.findall(r'<(?:script|img|link rel="(?:icon|stylesheet)"[^>]*)[^>]*(?:src|href)="([^"]*)"', data.decode())
            assert not [address for address in loaded if re.match(r"[a-z]+:|/", address)], path
        elif path.endswith((".css", ".js")) and "search-index" not in path:
            assert not re.search(rb"@import|url\(|fetch\(|https?:", data), path


def test_assets_are_named_after_their_bytes(minimal: Website) -> None:
    names = [path for path in minimal.files if path.startswith("assets/")]
    assert {"assets/cards-glossary", "assets/look", "assets/page", "assets/theme"} <= {name.split(".")[0] for name in names}
    assert {".css", ".js", ".svg", ".png"} == {name[name.rindex(".") :] for name in names}
    assert all(re.fullmatch(r"assets/[a-z0-9-]+\.[0-9a-f]{8}\.(css|js|svg|png)", name) for name in names)


def test_neighbours_and_breadcrumbs(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    assert '<link rel="next" href="../chapters/baking.html">' in page
    assert 'rel="next" href="../chapters/baking.html"><span>Next</span> Chapter 2. Baking</a>' in page
    assert re.search(
        r'aria-label="Breadcrumb">.*index\.html">A Small Book of Bread</a>.*aria-current="page">Chapter 1\. Dough<', page, re.DOTALL
    )


def test_the_navigation_follows_the_settings_and_marks_the_place(minimal: Website) -> None:
    page = minimal.page("chapters/dough.html")
    side = page[page.index('id="page.navigation"') :]
    assert side.index("About this book") < side.index("Dough") < side.index(">Resources") < side.index(">Glossary")
    assert 'href="../chapters/dough.html" aria-current="page"' in side
    assert 'href="../glossary/index.html" aria-current="true"' in minimal.page("glossary/gluten.html")


def test_the_published_address_is_named_where_there_is_one(build: Build, book: Book) -> None:
    settings = (book({}) / "content/book.yaml").read_text(encoding="utf-8")
    site = build({"content/book.yaml": settings.replace("publish:", 'publish:\n  url: "https://bread.example.org/book/"')})
    assert '<link rel="canonical" href="https://bread.example.org/book/chapters/dough.html">' in site.page("chapters/dough.html")
    assert 'href="https://bread.example.org/book/"' in site.page("404.html")


def test_an_entry_may_take_the_place_of_the_first_page(build: Build, book: Book) -> None:
    schema = json.loads((book({}) / "schemas/pages.schema.json").read_text(encoding="utf-8"))
    schema["x-collection"]["route"] = "{id}.html"
    site = build(
        {
            "schemas/pages.schema.json": json.dumps(schema),
            "content/pages/index.md": "---\ntitle: Welcome\n---\nCome in.\n",
            "content/pages/search.md": "---\ntitle: The search for yeast\n---\nIt floats.\n",
        }
    )
    assert "Come in." in site.page("index.html")
    assert "It floats." in site.page("search.html")
    assert "What are you looking for?" in site.page("book-search.html")


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    def files() -> dict[str, bytes]:
        site = resolve(load(book({})).value).value
        return {artifact.path: artifact.data for artifact in html.write(site, compiling.manuscript(site, parse), ())}

    assert files() == files()


def test_former_addresses_lead_on(minimal: Website) -> None:
    page = minimal.page("glossary/wetness.html")
    assert '<meta http-equiv="refresh" content="0; url=../glossary/hydration.html">' in page
    assert 'This page has a new address: <a href="../glossary/hydration.html">hydration</a>' in page


def test_headings_fit_below_the_title(build: Build) -> None:
    body = "# Odd\n\nText.\n\n# Second\n\n#### Deep\n\n## Less\n"
    page = build({"content/pages/odd.md": f"---\ntitle: Odd\n---\n{body}"}).page("pages/odd.html")
    levels = re.findall(r"<h([1-6]) id=\"([a-z]+)\">", page)
    assert levels == [("1", "odd"), ("2", "second"), ("3", "deep"), ("2", "less")]
