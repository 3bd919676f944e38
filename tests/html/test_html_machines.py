"""What pages and files of the site tell machines: links that are shared, search engines, feed readers, home screens."""

import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from pipeline import flow
from pipeline.flow.judgement import charts
from pipeline.load import load, parse
from pipeline.render import compile as compiling
from pipeline.render import html
from pipeline.render.html.cover import GILT
from pipeline.render.html.head import locale
from pipeline.render.html.social import BASE
from pipeline.render.html.tokens import DARK, LIGHT
from pipeline.render.picture.drawing import colour
from pipeline.render.picture.setting import fitted
from pipeline.resolve import resolve
from tests.conftest import Book
from tests.html.conftest import Build, Website

ADDRESS = "https://bread.example.org/book/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DATED = {
    "content/pages/new.md": '---\ntitle: New & shiny\nadded: 2025-03-02\nupdated: 2025-06-01\nsummary: "It *is* new: `a < b`."\n---\nText.\n',
    "content/pages/older.md": "---\ntitle: Older\nadded: 2024-12\nsummary: It is older.\n---\nText.\n",
    "content/pages/year.md": "---\ntitle: Some year\nadded: 2024\n---\nText.\n",
    "content/pages/later.md": "---\ntitle: Later\nadded: 2026-01-02\n---\nText.\n",
    "content/pages/soon.md": "---\ntitle: Soon\nstatus: coming-soon\nadded: 2025-01-01\n---\nSecret text.\n",
    "content/pages/old.md": "---\ntitle: Old\nstatus: archived\nadded: 2025-01-01\n---\nText.\n",
    "content/pages/raw.md": "---\ntitle: Raw\nstatus: draft\nadded: 2025-01-01\n---\nText.\n",
}


def published(book: Book, more: str = "") -> str:
    """The settings of the minimal book, with an address."""
    settings = (book({}) / "content/book.yaml").read_text(encoding="utf-8")
    return settings.replace("publish:\n", f'publish:\n  url: "{ADDRESS}"\n{more}')


@pytest.fixture(scope="module")
def site(build: Build, book: Book) -> Website:
    """A book with an address, some dated entries, and one that moved."""
    return build({**DATED, "content/book.yaml": published(book)}, drafts=True)


def pages(site: Website) -> Iterator[tuple[str, str]]:
    yield from ((path, data.decode()) for path, data in site.files.items() if path.endswith(".html"))


def metas(page: str) -> dict[str, str]:
    """The `meta` elements of a page by name or property, none of them twice."""
    found = re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"(?: media="([^"]*)")?>', page)
    named = [(f"{name} {media}".strip(), unescape(content)) for name, content, media in found]
    assert len(named) == len({name for name, _ in named})
    return dict(named)


def links(page: str, relation: str) -> list[str]:
    tags = re.findall(rf'<link rel="{relation}"[^>]*>', page)
    return [unescape(re.findall(r'href="([^"]*)"', tag)[0]) for tag in tags]


def graph(page: str) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(found)
    assert said["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = said["@graph"]
    return nodes


def told(page: str, kind: str) -> dict[str, Any]:
    (found,) = [node for node in graph(page) if node["@type"] == kind]
    return found


def values(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(part)


def png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_every_page_is_described_for_those_who_share_it(site: Website) -> None:
    for path, page in pages(site):
        said = metas(page)
        assert 0 < len(said["description"]) <= 160, path
        assert not re.search(r"[<>\x02]|\]\(|\*\w", said["description"].replace("a < b", "")), path
        assert said["og:title"], path
        assert said["og:description"] == said["description"], path
        assert said["og:type"] in {"book", "article", "website", "profile"}, path
        assert said["og:site_name"] == "A Small Book of Bread", path
        assert said["twitter:card"] == "summary_large_image", path
        assert said["og:image:alt"], path
        image = said["og:image"].removeprefix(ADDRESS)
        assert png_size(site.files[image]) == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630), path


def test_every_page_has_one_published_address(site: Website) -> None:
    for path, page in pages(site):
        moved = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', page)
        route = "" if path == "index.html" else path
        expected = urljoin(ADDRESS + path, moved[1]) if moved else ADDRESS + route
        assert metas(page)["og:url"] == expected, path
        nowhere = path == "404.html" or "Draft: not published" in page
        assert links(page, "canonical") == ([] if nowhere else [expected]), path


def test_without_an_address_nothing_claims_one(minimal: Website) -> None:
    assert not {"sitemap.xml", "feed.xml", "feed.json"} & minimal.files.keys()
    assert minimal.page("robots.txt") == "User-agent: *\nAllow: /\n"
    for path, page in pages(minimal):
        said = metas(page)
        assert "og:url" not in said, path
        assert not links(page, "canonical") + links(page, "alternate"), path
        whole = re.findall(r"https?://[^\"]*", json.dumps(graph(page)))
        assert not [url for url in whole if "example.org/book" in url], path
        assert urljoin(path, said["og:image"]) in minimal.files, path
        for node in values(graph(page)):
            if isinstance(node, dict) and "@id" in node:
                assert urlsplit(urljoin(path, node["@id"])).path in minimal.files, (path, node["@id"])


def test_what_nobody_should_find_says_so(site: Website) -> None:
    hidden = {path for path, page in pages(site) if metas(page).get("robots") == "noindex"}
    assert hidden == {"404.html", "glossary/wetness.html", "pages/raw.html"}
    moved = site.page("glossary/wetness.html")
    assert links(moved, "canonical") == [f"{ADDRESS}glossary/hydration.html"]
    assert 'This page has a new address: <a href="../glossary/hydration.html">' in moved


def test_the_page_of_what_is_yet_to_come_does_not_tell_it(site: Website) -> None:
    assert metas(site.page("pages/soon.html"))["description"] == "Page: Soon"
    assert "Secret" not in "".join(page for _, page in pages(site))


def test_the_language_has_a_country() -> None:
    assert [locale(tag) for tag in ("en", "pt", "pt-PT", "zh-Hant-TW", "vi", "tlh")] == ["en_US", "pt_BR", "pt_PT", "zh_TW", "vi_VN", ""]


def test_the_home_page_tells_of_the_site_and_the_book(site: Website) -> None:
    page = site.page("index.html")
    web, whole = told(page, "WebSite"), told(page, "Book")
    assert web["@id"] == f"{ADDRESS}#site"
    assert web["about"] == {"@id": whole["@id"]} == {"@id": f"{ADDRESS}#book"}
    assert web["potentialAction"]["target"]["urlTemplate"] == f"{ADDRESS}search.html?q={{words}}"
    assert 'new URLSearchParams(location.search).get("q")' in site.page(
        next(path for path in site.files if path.startswith("assets/search."))
    )
    assert whole["isbn"] == "9780306406157"
    assert whole["author"] == [{"@type": "Person", "@id": f"{ADDRESS}people/ada-baker.html", "name": "Ada Baker"}]
    assert whole["publisher"] == {"@type": "Organization", "name": "Mill Press"}
    assert whole["datePublished"] == "2024"
    assert [(each["@type"], each["inLanguage"]) for each in whole["workTranslation"]] == [("Book", "de"), ("Book", "el")]
    said = metas(page)
    assert (said["og:type"], said["book:isbn"], said["book:release_date"]) == ("book", "9780306406157", "2024")


def test_translations_are_told_with_their_numbers(site: Website) -> None:
    whole = told(site.page("editions/index.html"), "Book")
    assert whole["@id"] == f"{ADDRESS}#book"
    german = next(each for each in whole["workTranslation"] if each["inLanguage"] == "de")
    assert german["@id"].startswith(f"{ADDRESS}editions/index.html#")
    assert re.fullmatch(r"978\d{10}", german["isbn"])
    assert german["publisher"]["name"] == "Mühle Verlag"


def test_open_values_are_not_stated(build: Build, book: Book) -> None:
    line = "- {id: thai, language: th, format: print, publisher: Khanom, status: tbc, date: tbc, isbn13: tbc}\n"
    settings = published(book).replace('"9780306406157"', "tbc")
    site = build({"content/editions/thai.yaml": line, "content/book.yaml": settings})
    assert "isbn" not in told(site.page("index.html"), "Book")
    assert "book:isbn" not in metas(site.page("index.html"))
    thai = next(each for each in told(site.page("editions/index.html"), "Book")["workTranslation"] if each["inLanguage"] == "th")
    assert thai.keys() == {"@type", "@id", "inLanguage", "publisher"}


def test_a_chapter_knows_its_place(site: Website) -> None:
    chapter = told(site.page("chapters/dough.html"), "Chapter")
    pages = next(item.data["pages"] for item in site.site.items.values() if item.key == "chapter:dough")
    assert chapter["name"] == "Dough"
    assert (chapter["position"], chapter["pageStart"]) == (1, pages["from"])
    assert chapter["isPartOf"] == {"@type": "Book", "@id": f"{ADDRESS}#book", "name": "A Small Book of Bread"}
    assert {"@id": f"{ADDRESS}resources/bread-science.html"} in chapter["citation"]
    assert "position" not in told(site.page("chapters/preface.html"), "Chapter")
    listed = told(site.page("chapters/index.html"), "Book")["hasPart"]
    assert [part["name"] for part in listed] == ["Preface", "Dough", "Baking"]
    assert chapter["@id"] in {part["@id"] for part in listed}


def test_terms_belong_to_their_set(site: Website) -> None:
    terms = told(site.page("glossary/index.html"), "DefinedTermSet")
    term = told(site.page("glossary/gluten.html"), "DefinedTerm")
    assert term["inDefinedTermSet"] == terms["@id"]
    assert term["@id"] in {each["@id"] for each in terms["hasDefinedTerm"]}
    assert term["description"]


def test_works_of_others_keep_their_address_and_their_names(build: Build) -> None:
    files = {
        "content/resources/more.yaml": (
            '- {id: loaves, title: Loaves, url: "https://arxiv.org/abs/2106.09685", kind: paper, year: 2021, authors: [ada-baker, Hu et al.],'
            " chapters: [dough], ids: {arxiv: '2106.09685'}, part_of: bread-science, note: \"See [](term:gluten).\"}\n"
        )
    }
    work = told(build(files).page("resources/loaves.html"), "ScholarlyArticle")
    assert work["url"] == "https://arxiv.org/abs/2106.09685"
    assert work["@id"] == "../resources/loaves.html"
    assert [each["name"] for each in work["author"]] == ["Ada Baker"]
    assert work["creditText"] == "Hu et al."
    assert (work["datePublished"], work["identifier"]) == ("2021", ["arxiv:2106.09685"])
    assert work["isPartOf"] == {"@id": "../resources/bread-science.html"}
    assert work["description"] == "See gluten."


def test_people_incidents_and_pictures_are_what_they_are(site: Website) -> None:
    assert told(site.page("people/ada-baker.html"), "Person")["name"] == "Ada Baker"
    incident = told(site.page("incidents/mill-fire.html"), "Article")
    assert incident["temporalCoverage"]
    assert "datePublished" not in incident


def test_what_a_list_tells_in_full_it_names_in_full(site: Website) -> None:
    printed, drawn = sorted(told(site.page("figures/index.html"), "CollectionPage")["hasPart"], key=lambda node: str(node["@type"]))
    assert drawn["@type"] == "ImageObject"
    assert drawn["contentUrl"].removeprefix(ADDRESS) in site.files
    assert printed["@type"] == "CreativeWork"
    (note, *_) = told(site.page("notes/index.html"), "CollectionPage")["hasPart"]
    assert note["url"].startswith("https://")
    assert note["about"]["name"] == "A Small Book of Bread"


def test_numbers_are_a_dataset_only_where_they_are_published(book: Book) -> None:
    def chart(root: Any) -> str:
        made = resolve(load(root).value).value
        files = html.write(made, compiling.manuscript(made, parse), charts(made).value)
        return next(file.data.decode() for file in files if file.path == "html/artifacts/coverage.html")

    data = told(chart(book({})), "Dataset")
    assert data["distribution"] == [
        {"@type": "DataDownload", "contentUrl": "../../heatmap/coverage.json", "encodingFormat": "application/json"}
    ]
    settings = (book({}) / "content/book.yaml").read_text(encoding="utf-8").replace("[html, json, epub, heatmap]", "[html]")
    assert "Dataset" not in {node["@type"] for node in graph(chart(book({"content/book.yaml": settings})))}


def test_breadcrumbs_are_those_of_the_page(site: Website) -> None:
    for path, page in pages(site):
        shown = re.search(r'aria-label="Breadcrumb">(.*?)</nav>', page, re.DOTALL)
        crumbs = [node for node in graph(page) if node["@type"] == "BreadcrumbList"]
        if shown and "http-equiv" not in page:
            steps = [unescape(words) for words in re.findall(r"<li[^>]*>(?:<a[^>]*>)?([^<]*)", shown[1])]
            assert [step["name"] for step in crumbs[0]["itemListElement"]] == steps, path
            assert [step["position"] for step in crumbs[0]["itemListElement"]] == list(range(1, len(steps) + 1)), path
        else:
            assert not crumbs, path


def test_no_title_ends_the_data(build: Build) -> None:
    title = "</script><script>alert(1)</script><!-- & \\u2028"
    page = build({"content/pages/odd.md": f"---\ntitle: {json.dumps(title)}\n---\nText.\n"}).page("pages/odd.html")
    assert told(page, "WebPage")["name"] == title
    assert page.count("<script>") == 0


def test_an_entry_on_the_first_page_does_not_hide_the_book(build: Build, book: Book) -> None:
    schema = json.loads((book({}) / "schemas/pages.schema.json").read_text(encoding="utf-8"))
    schema["x-collection"]["route"] = "{id}.html"
    files = {"schemas/pages.schema.json": json.dumps(schema), "content/pages/index.md": "---\ntitle: Welcome\n---\nCome in.\n"}
    assert [node["@type"] for node in graph(build(files).page("index.html"))][:3] == ["WebSite", "Book", "WebPage"]


def test_each_chapter_has_a_picture_and_all_else_the_book_s(site: Website) -> None:
    images = {path: metas(page)["og:image"] for path, page in pages(site)}
    own = [images[f"chapters/{name}.html"] for name in ("preface", "dough", "baking")]
    assert len({*own, images["index.html"]}) == 4
    assert {image for path, image in images.items() if not path.startswith("chapters/")} == {images["index.html"]}
    assert all(len(data) <= 40_000 for path, data in site.files.items() if path.endswith(".png"))


def row(data: bytes, y: int) -> list[tuple[int, int, int]]:
    """A row of pixels of one of our pictures: indexed, no filter."""
    at = data.index(b"IDAT")
    raw = zlib.decompress(data[at + 4 : at + 4 + struct.unpack(">I", data[at - 4 : at])[0]])
    palette = data[data.index(b"PLTE") + 4 :]
    width = png_size(data)[0] + 1
    assert raw[y * width] == 0
    return [(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) for i in raw[y * width + 1 : (y + 1) * width]]


def test_the_picture_of_a_chapter_lights_its_place(site: Website) -> None:
    lit = []
    for name in ("preface", "dough", "baking"):
        image = metas(site.page(f"chapters/{name}.html"))["og:image"].removeprefix(ADDRESS)
        places = [x for x, pixel in enumerate(row(site.files[image], BASE + 5)) if pixel == colour(GILT)]
        assert places == list(range(places[0], places[-1] + 1))
        lit.append((places[0], places[-1]))
    assert lit == sorted(lit)
    assert all(end < begin for (_, end), (begin, _) in pairwise(lit))
    book = metas(site.page("index.html"))["og:image"].removeprefix(ADDRESS)
    assert colour(GILT) not in row(site.files[book], BASE + 5)


def test_a_text_that_is_too_long_says_that_it_goes_on() -> None:
    rows, height = fitted("Incomprehensibilities of bread " * 20, 1000, 80, 2)
    assert (len(rows), height <= 26, rows[-1][-3:]) == (2, True, "...")
    assert fitted("Bread", 1000, 80, 2) == (["Bread"], 80)


def test_a_title_without_letters_still_has_a_picture(build: Build) -> None:
    site = build(
        {
            "content/book.yaml": "title: 面包之书\nlanguage: zh-Hans\nslug: bread\n",
            "content/chapters/02-baking.md": "---\nkind: chapter\nnumber: 2\ntitle: 烘焙\npages: {from: 40, to: 60}\n---\n火。\n",
        }
    )
    said = metas(site.page("chapters/baking.html"))
    assert said["og:image:alt"].endswith("烘焙. 面包之书")
    assert png_size(site.files[urljoin("chapters/baking.html", said["og:image"])]) == (1200, 630)


def test_a_long_title_stays_on_the_picture(build: Build, book: Book) -> None:
    settings = published(book).replace("A Small Book of Bread", "Incomprehensibilities of " * 12 + "Bread")
    site = build({"content/book.yaml": settings})
    assert png_size(site.files[metas(site.page("index.html"))["og:image"].removeprefix(ADDRESS)]) == (1200, 630)


def test_a_map_leads_to_what_may_be_found(site: Website) -> None:
    root = ET.fromstring(site.files["sitemap.xml"])  # noqa: S314 - our own
    assert root.tag == f"{MAP}urlset"
    listed = {entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod") for entry in root}
    canonical = {url for path, page in pages(site) if "noindex" not in page for url in links(page, "canonical")}
    assert canonical - listed.keys() == {f"{ADDRESS}pages/{name}.html" for name in ("soon", "old")}
    assert listed.keys() <= canonical
    assert {url: date for url, date in listed.items() if date} == {
        f"{ADDRESS}pages/new.html": "2025-06-01",
        f"{ADDRESS}pages/older.html": "2024-12",
        f"{ADDRESS}pages/year.html": "2024",
        f"{ADDRESS}pages/later.html": "2026-01-02",
    }
    assert site.page("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"


def atoms(site: Website) -> Iterator[tuple[str, ET.Element]]:
    yield from ((path, ET.fromstring(data)) for path, data in site.files.items() if path.endswith("feed.xml"))  # noqa: S314 - our own


def test_atom_feeds_keep_rfc_4287(site: Website) -> None:
    found = dict(atoms(site))
    assert {"feed.xml", "pages/feed.xml"} <= found.keys()
    ids = []
    for path, feed in found.items():
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            # 4.1.1 and 4.1.2: exactly one id, title and updated each.
            once = [element.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")]
            assert [len(each) for each in once] == [1, 1, 1], path
            assert urlsplit(once[0][0].text or "").scheme == "https", path
            assert MOMENT.fullmatch(once[2][0].text or ""), path
            ids.append((path, once[0][0].text))
            relations = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link")]
            assert len(relations) == len(set(relations)), path
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ada Baker"
        (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == ADDRESS + path
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
        for entry in entries:
            # 4.1.2: an entry without content must have an alternate link.
            (leads,) = [link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            route, _, place = (leads or "").removeprefix(ADDRESS).partition("#")
            assert route in site.files, leads
            assert not place or f'id="{place}"' in site.page(route), leads
            assert entry.findtext(f"{ATOM}summary"), leads
            assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "")
    assert len(ids) == len(set(ids))
    assert len({own for path, own in ids if path == own.removeprefix(ADDRESS)}) == len(found)


def test_feeds_tell_the_newest_first_and_nothing_unsettled(site: Website) -> None:
    feed = ET.fromstring(site.files["pages/feed.xml"])  # noqa: S314 - our own
    entries = [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated"), entry.findtext(f"{ATOM}published"))
        for entry in feed.findall(f"{ATOM}entry")
    ]
    assert entries == [
        ("New & shiny", "2025-06-01T00:00:00Z", "2025-03-02T00:00:00Z"),
        ("Older", "2024-12-01T00:00:00Z", "2024-12-01T00:00:00Z"),
    ]
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == "It is new: a < b."
    whole = {entry.findtext(f"{ATOM}id") for entry in ET.fromstring(site.files["feed.xml"]).findall(f"{ATOM}entry")}  # noqa: S314 - our own
    for path, each in atoms(site):
        assert {entry.findtext(f"{ATOM}id") for entry in each.findall(f"{ATOM}entry")} <= whole, path


def test_json_feeds_keep_version_1_1_and_tell_the_same(site: Website) -> None:
    for path, atom in atoms(site):
        feed: Mapping[str, Any] = json.loads(site.files[path.replace(".xml", ".json")])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == ADDRESS + path.replace(".xml", ".json")
        assert feed["home_page_url"].startswith(ADDRESS)
        assert feed["favicon"].removeprefix(ADDRESS) in site.files
        assert feed["authors"] == [{"name": "Ada Baker"}]
        for item in feed["items"]:
            assert item.keys() <= {
                "id",
                "url",
                "external_url",
                "title",
                "content_text",
                "date_published",
                "date_modified",
                "language",
                "tags",
            }
            assert item["content_text"]
            assert MOMENT.fullmatch(item["date_modified"])
        assert [item["id"] for item in feed["items"]] == [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]


def test_pages_name_the_feeds_near_them(site: Website) -> None:
    assert links(site.page("index.html"), "alternate") == ["feed.xml", "feed.json"]
    assert links(site.page("pages/new.html"), "alternate") == ["../feed.xml", "../feed.json", "../pages/feed.xml", "../pages/feed.json"]
    assert links(site.page("glossary/gluten.html"), "alternate") == ["../feed.xml", "../feed.json"]


def test_a_feed_holds_no_more_than_a_reader_wants(build: Build, book: Book) -> None:
    many = {
        f"content/pages/day-{n:02}.md": f"---\ntitle: Day {n}\nadded: 2025-{n // 28 + 1:02}-{n % 28 + 1:02}\n---\nText.\n"
        for n in range(60)
    }
    feed = json.loads(build({**many, "content/book.yaml": published(book)}).files["pages/feed.json"])
    assert [item["title"] for item in feed["items"]] == [f"Day {n}" for n in range(59, 9, -1)]


def test_feeds_can_be_switched_off(build: Build, book: Book) -> None:
    site = build({**DATED, "content/book.yaml": published(book, "  feeds: false\n")})
    assert not [path for path in site.files if "feed." in path]
    assert not links(site.page("index.html"), "alternate")
    assert "sitemap.xml" in site.files


def test_home_screens_get_a_name_and_icons(minimal: Website) -> None:
    said = json.loads(minimal.files["site.webmanifest"])
    assert said["name"] == "A Small Book of Bread: Four Things and Some Time"
    assert said["start_url"] in minimal.files
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    assert "maskable" in {icon.get("purpose") for icon in said["icons"]}
    for icon in said["icons"]:
        assert "x".join(map(str, png_size(minimal.files[icon["src"]]))) == icon["sizes"]
    for path, page in pages(minimal):
        (named,) = re.findall(r'<script [^>]*data-manifest="([^"]*)"', page)
        assert urljoin(path, named) == "site.webmanifest", path
        # A page opened from disk may not load it, and Chromium complains about each link that names one.
        assert not links(page, "manifest"), path


def test_there_is_an_icon_for_every_browser(minimal: Website) -> None:
    small, drawn = links(minimal.page("chapters/dough.html"), "icon")
    assert drawn.endswith(".svg")
    data = minimal.files[urljoin("chapters/dough.html", small)]
    assert struct.unpack("<HHHBBBBHHII", data[:22]) == (0, 1, 1, 32, 32, 0, 0, 1, 8, len(data) - 22, 22)
    assert png_size(data[22:]) == (32, 32)


def test_what_surrounds_a_page_has_its_colour(minimal: Website, build: Build, book: Book) -> None:
    def shown(site: Website) -> list[str]:
        said = metas(site.page("index.html"))
        return [said[f"theme-color (prefers-color-scheme: {shade})"] for shade in ("light", "dark")]

    assert shown(minimal) == [LIGHT["paper"], DARK["paper"]]
    own = published(book, '  theme: {light: {paper: "#ffffff"}, dark: {accent: "#ffccaa"}}\n')
    assert shown(build({"content/book.yaml": own})) == ["#ffffff", DARK["paper"]]


def test_one_request_holds_a_page_up(minimal: Website) -> None:
    for path, page in pages(minimal):
        head = page[: page.index("</head>")]
        assert len(links(head, "stylesheet")) == 1, path
        scripts = re.findall(r"<script [^>]*>", head)
        # One more waits, of a few hundred bytes: the reader's choice of light or dark must be there before anything is drawn.
        holding = [tag for tag in scripts if " defer" not in tag and 'type="application/ld+json"' not in tag]
        assert len(holding) == 1, path
        assert "assets/look." in holding[0], path


def test_what_machines_ask_for_stands_at_the_root(book: Book, tmp_path: Any) -> None:
    flow.build(book({"content/book.yaml": published(book), **DATED}), tmp_path, outputs=("html",))
    root = {path.name for path in (tmp_path / "html").iterdir() if path.is_file()}
    assert {
        "robots.txt",
        "sitemap.xml",
        "llms.txt",
        "llms-full.txt",
        "feed.xml",
        "feed.json",
        "site.webmanifest",
        "favicon.ico",
        "404.html",
    } <= root
    assert f"({ADDRESS}llms-full.txt)" in (tmp_path / "html" / "llms.txt").read_text(encoding="utf-8")
