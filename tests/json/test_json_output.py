"""The JSON output keeps its contract."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from tests.conftest import Book
from tests.json.conftest import Printed, printed

ROOT = Path(__file__).parent.parent.parent
LOCAL = re.compile(r'(?:href|src)="(?!https?:)([^"]*)"')


def test_the_published_schemas_are_those_of_the_project(minimal: Printed) -> None:
    files = sorted((ROOT / "schemas" / "output").iterdir())
    assert [f"schemas/output/{file.name}" for file in files] == [
        path for path in sorted(minimal.files) if path.startswith("schemas/output/")
    ]
    for file in files:
        assert minimal.files[f"schemas/output/{file.name}"] == file.read_bytes()
        jsonschema.Draft202012Validator.check_schema(json.loads(file.read_bytes()))
    own = json.loads((minimal.root / "schemas" / "chapters.schema.json").read_text(encoding="utf-8"))
    assert minimal.read("schemas/chapters.schema.json") == own


def test_spelling(everything: Printed) -> None:
    for path, data in everything.files.items():
        assert data.endswith((b"}\n", b"]\n")) or not path.endswith(".json"), path
        assert data.endswith(b"\n"), path
        assert b"\r" not in data
        assert b"\\u" not in data.replace(b"\\u00", b"").replace(b"\\u20", b"")
        if path.endswith(".json") and not path.startswith("schemas/output/"):
            value = json.loads(data)
            assert json.dumps(value) == json.dumps(value, sort_keys=True), path
    assert "Ötzi".encode() in everything.files["chapters/more.json"]


def test_one_file_an_item_and_one_list_a_collection(everything: Printed) -> None:
    for item in everything.site.items.values():
        assert everything.read(f"{item.collection.folder}/{item.id}.json")["key"] == item.key
    for collection in everything.site.collections:
        listed = everything.read(f"{collection.folder}/index.json")
        assert [item["key"] for item in listed["items"]] == [item.key for item in everything.site.of(collection.name)]
        assert sum(listed["counts"].values()) == len(listed["items"])


def test_an_item_called_index_has_a_file_beside_the_list(book: Book) -> None:
    made = printed(book({"content/pages/index.md": "---\ntitle: Index of things\n---\nThings.\n"}))
    assert made.read("pages/_index.json")["key"] == "page:index"
    assert "page:index" in [item["key"] for item in made.read("pages/index.json")["items"]]


def test_references_go_out_and_come_back(everything: Printed) -> None:
    graph = everything.read("graph.json")
    keys = {node["id"] for node in graph["nodes"]}
    assert all({edge["from"], edge["to"]} <= keys for edge in graph["edges"])
    items = everything.items
    strip = ("kind", "anchor", "text", "context", "file", "line", "column")

    def rows(edges: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[str]:
        return sorted(json.dumps([origin, target, *(edge[name] for name in strip)]) for origin, target, edge in edges)

    whole = rows((edge["from"], edge["to"], edge) for edge in graph["edges"])
    assert rows((key, edge["ref"], edge) for key, item in items.items() for edge in item["references"]) == whole
    back = rows((edge["ref"], key, edge) for key, item in items.items() for edge in item["mentioned_by"])
    assert back == [row for row in whole if json.loads(row)[0] != json.loads(row)[1]]
    assert len(whole) > 20


def test_an_edge_points_at_the_words_of_its_author(everything: Printed) -> None:
    for edge in everything.read("graph.json")["edges"]:
        line = (everything.root / edge["file"]).read_text(encoding="utf-8").split("\n")[edge["line"] - 1]
        rest = line[edge["column"] - 1 :]
        target = everything.site.items[edge["to"]]
        assert target.id in rest or str(target.data.get("cite_key")) in rest or rest.startswith(("02-", "p/", "book:", "@", "dough"))


def test_a_known_edge(minimal: Printed) -> None:
    edges = minimal.read("chapters/dough.json")["references"]
    edge = next(edge for edge in edges if (edge["kind"], edge["ref"]) == ("mentions", "term:gluten"))
    assert edge == {
        "ref": "term:gluten",
        "title": "gluten",
        "url": "glossary/gluten.html",
        "kind": "mentions",
        "anchor": None,
        "text": "gluten",
        "context": edge["context"],
        "file": "content/chapters/01-dough.md",
        "line": 17,
        "column": 33,
    }
    assert edge["context"].startswith("Flour meets water, and gluten forms.")


def test_open_values_are_null_and_named(everything: Printed) -> None:
    french = everything.read("editions/french.json")
    assert french["tbc"] == ["date", "isbn13"]
    assert french["fields"]["date"] is None
    assert french["fields"]["status"] == "tbc"
    assert french["status"] == "tbc"


def test_statuses(everything: Printed) -> None:
    assert "chapters/draft.json" not in everything.files
    assert not any(b"Secret words" in data for data in everything.files.values())
    soon = everything.read("chapters/soon.json")
    assert (soon["html"], soon["text"], soon["sections"]) == ("", "", [])
    assert soon["status"] == "coming-soon"
    assert everything.read("resources/old-book.json")["status"] == "archived"
    assert everything.read("chapters/index.json")["counts"] == {"coming-soon": 1, "published": 4}


def test_a_doubt_is_never_published(everything: Printed) -> None:
    assert not any(b"Perhaps there is no more" in data for data in everything.files.values())


def test_prose(everything: Printed) -> None:
    more = everything.read("chapters/more.json")
    assert '<a href="chapters/more.html#a-place">' in more["html"]
    assert "resources/index.html?kind=book" in more["html"]
    assert more["footnotes"][0]["html"].count('href="glossary/gluten.html"') == 1
    assert more["headings"] == [{"anchor": "a-place", "level": 2, "text": "A place"}]
    assert [section["anchor"] for section in more["sections"]][-1] == "a-place"
    assert more["links"][0]["url"] == "https://bread.example.org/out?a=1&b=2"
    dough = everything.read("chapters/dough.json")
    assert 'href="chapters/dough.html#water"' in dough["markdown_fields"]["takeaways/0"]
    row = {"id": "whole-grain", "level": 3, "page": "5", "title": "Whole Grain", "url": "chapters/dough.html#whole-grain"}
    assert row in dough["anchors"]


@pytest.mark.parametrize("which", ["everything", "shipped"])
def test_no_mark_is_left_and_every_link_leads_into_the_website(which: str, request: pytest.FixtureRequest) -> None:
    everything = request.getfixturevalue(which)
    ids = {path: set(re.findall(r'\sid="?([^"\s>]+)', data.decode())) for path, data in everything.pages.items() if path.endswith(".html")}
    count = 0
    for path, item in everything.items.items():
        pieces = [item["html"], *item["markdown_fields"].values(), *(note["html"] for note in item["footnotes"])]
        urls = [item["url"], *(each["url"] for each in (*item["anchors"], *item["references"], *item["mentioned_by"]))]
        for address in [*(match for piece in pieces for match in LOCAL.findall(piece)), *urls]:
            if address.startswith("#fn"):
                continue
            page, _, fragment = address.partition("#")
            page = unquote(page.partition("?")[0])
            assert page in everything.pages, (path, address)
            assert not fragment or unquote(fragment) in ids[page], (path, address)
            count += 1
        assert not any(mark in piece for piece in pieces for mark in "\x02\x03")
    assert count > 80


def test_a_chart_and_a_figure_are_shown(everything: Printed) -> None:
    assert "<figure><table>" in everything.read("chapters/more.json")["html"]
    assert '<td><a href="resources/index.html?kind=book">1</a></td>' in everything.read("artifacts/coverage.json")["html"]
    assert re.search(r'<img src="files/figures/loaf\.[0-9a-f]{8}\.svg" alt="A round', everything.read("figures/loaf.json")["html"])


def test_provenance(everything: Printed) -> None:
    for item in everything.items.values():
        place = item["provenance"]
        text = (everything.root / place["file"]).read_bytes()
        assert 1 <= place["line"] <= text.count(b"\n") + 1
        if place["file"].endswith(".md"):
            assert place["sha256"] == hashlib.sha256(text).hexdigest()
    first = everything.read("glossary/gluten.json")["provenance"]
    assert (first["file"], first["line"]) == ("content/glossary/terms.yaml", 1)
    assert first["sha256"] != everything.read("glossary/hydration.json")["provenance"]["sha256"]


def test_no_address_is_lost(everything: Printed) -> None:
    written = set()
    for name in ("resources", "editions", "notes", "people"):
        for item in everything.site.of(name):
            written |= set(re.findall(r"https?://[^\s'\"]+", json.dumps(item.data)))
    assert written
    whole = b"".join(data for path, data in everything.files.items() if path.count("/") == 1).decode()
    assert all(url in whole for url in written)


def test_the_site_lists_everything(everything: Printed) -> None:
    site = everything.read("site.json")
    listed = {file["path"]: file for file in site["files"]}
    assert listed.keys() == everything.files.keys() - {"site.json"}
    for path, file in listed.items():
        assert file["sha256"] == hashlib.sha256(everything.files[path]).hexdigest()
        assert file["bytes"] == len(everything.files[path])
    chapter = next(item for part in site["contents"] for item in part["items"] if item["key"] == "chapter:dough")
    assert [(row["title"], [below["title"] for below in row["children"]]) for row in chapter["children"]] == [
        ("Flour", ["Whole Grain"]),
        ("Water", []),
    ]
    assert site["book"]["title"] == "A Small Book of Bread"
    assert site["languages"][0] == "en"
    recipes = next(each for each in site["collections"] if each["name"] == "recipes")
    assert recipes["counts"] == {"published": 1}
    assert "recipes/plain.json" in listed


def test_the_search_index_is_there(everything: Printed) -> None:
    search = everything.read("search.json")
    assert "gluten" in search["terms"]
    assert "plain" in search["terms"]
    assert {item["url"] for item in search["items"]} <= {item["url"] for item in everything.items.values()}


def test_nothing_depends_on_the_clock(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({})
    before = printed(root).files
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1867225600")
    assert printed(root).files == before
