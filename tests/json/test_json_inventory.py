"""Other books can find their way in: the Sphinx inventory, MyST's references, and `llms.txt`."""

import io
import json
import re
import zlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from sphobjinv import Inventory

from pipeline.render import html
from pipeline.render import json as writer
from tests.conftest import Book
from tests.json.conftest import Printed, printed

LINE = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")
"""How Sphinx reads a line of an inventory (sphinx.util.inventory)."""

LINK = re.compile(r"- \[((?:[^\\\]]|\\.)+)\]\(([^)\s]+)\)(?:: (.+))?\Z")


def lines(made: Printed) -> dict[tuple[str, str], tuple[str, str]]:
    """The inventory as Sphinx reads it: address and words, by role and name."""
    stream = io.BytesIO(made.pages["objects.inv"])
    head = [stream.readline().decode() for _ in range(4)]
    assert head[0] == "# Sphinx inventory version 2\n"
    assert "zlib" in head[3]
    rows = [LINE.fullmatch(line) for line in zlib.decompress(stream.read()).decode().splitlines()]
    assert all(rows)
    found = {(row[2], row[1]): (row[4], row[5]) for row in rows if row}
    assert len(found) == len(rows), "no name stands twice in a role"
    return found


@pytest.mark.parametrize("which", ["shipped", "minimal", "everything"])
def test_the_inventory_names_every_entry_and_place(which: str, request: pytest.FixtureRequest) -> None:
    made: Printed = request.getfixturevalue(which)
    found = lines(made)
    for item in made.site.items.values():
        assert ("std:label", item.key) in found
        assert item.fragment or ("std:doc", item.route.removesuffix(".html")) in found
        assert all(("std:label", f"{item.key}#{anchor.id}") in found for anchor in item.anchors)
    for address, _ in found.values():
        page, _, fragment = address.partition("#")
        assert page in made.pages
        assert not fragment or f'id="{unquote(fragment)}"' in made.pages[page].decode()


def test_another_program_reads_the_inventory(shipped: Printed, tmp_path: Path) -> None:
    file = tmp_path / "objects.inv"
    file.write_bytes(shipped.pages["objects.inv"])
    read = Inventory(str(file))
    assert (read.project, read.version) == ("AI Engineering", "2025")
    assert read.count == len(lines(shipped))
    terms = {each.name: each.uri for each in read.objects if each.role == "term"}
    assert terms["perplexity"] == "glossary/perplexity.html"
    assert len(terms) == len(shipped.site.of("glossary"))


def test_an_empty_collection_is_in_no_inventory(book: Book) -> None:
    made = printed(book({"content/notes/notes.yaml": "[]\n"}))
    assert ("std:label", "note:") not in lines(made)
    assert next(each for each in made.read("site.json")["collections"] if each["name"] == "notes")["url"] is None
    assert made.read("notes/index.json")["url"] is None


def test_myst_finds_pages_by_name_and_their_words(shipped: Printed) -> None:
    rows = json.loads(shipped.pages["myst.xref.json"])["references"]
    named = [row["identifier"] for row in rows if "identifier" in row and "implicit" not in row]
    assert sorted(named) == sorted(shipped.site.items), "every name that is not implicit stands once"
    row = next(row for row in rows if row.get("identifier") == "chapter:finetuning")
    assert row == {
        "kind": "page",
        "identifier": "chapter:finetuning",
        "url": "/chapters/finetuning.html",
        "data": "/../json/chapters/finetuning.json",
    }
    page = shipped.read("chapters/finetuning.json")
    assert page["frontmatter"]["title"] == page["title"]
    heads = {node["identifier"]: node["children"][0]["value"] for node in page["mdast"]["children"]}
    assert heads["chapter:finetuning"] == page["title"]
    below = [row for row in rows if row["url"] == "/chapters/finetuning.html" and row.get("implicit")]
    assert [heads[row["identifier"]] for row in below] == [anchor["title"] for anchor in page["anchors"]]


@pytest.mark.parametrize("which", ["shipped", "minimal", "everything"])
def test_llms_txt_has_the_form_and_leads_to_pages(which: str, request: pytest.FixtureRequest) -> None:
    made: Printed = request.getfixturevalue(which)
    head, *blocks = made.pages["llms.txt"].decode().split("\n## ")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n", head)
    assert "\n#" not in head
    assert [block.split("\n")[0] for block in blocks] == ["Chapters", "Collections", "Data"]
    for block in blocks:
        title, empty, *rows = block.rstrip("\n").split("\n")
        assert title
        assert empty == ""
        for row in rows:
            link = LINK.match(row)
            assert link, row
            place = link[2]
            assert place.removeprefix("../json/") in made.files if place.startswith("../json/") else place in made.pages


def test_llms_txt_says_whole_addresses_where_the_book_says_its_own(book: Book) -> None:
    settings = "title: Bread\nauthors: [ada-baker]\nlanguage: en\nslug: bread\npublish: {url: 'https://bread.example.org/book/', formats: [html]}\n"
    made = printed(book({"content/book.yaml": settings}))
    text = made.pages["llms.txt"].decode()
    assert "](https://bread.example.org/book/chapters/dough.html): " in text
    assert "site.json" not in text, "what is not published is not linked"
    assert "<https://bread.example.org/book/chapters/dough.html>" in made.pages["llms-full.txt"].decode()


def test_llms_full_txt_holds_the_text(everything: Printed) -> None:
    text = everything.pages["llms-full.txt"].decode()
    assert "### Chapter 3. More & <more>\n\n<chapters/more.html>\n\n" in text
    assert "#### A place\n" in text
    assert "Flour meets water, and gluten forms." in text
    assert "Not yet these words" not in text
    assert "An Old Book" not in text
    assert max(len(match[0]) for match in re.finditer(r"^#+", text, re.MULTILINE)) <= 6


def test_the_signposts_take_no_page_of_the_website(minimal: Printed) -> None:
    pages = {artifact.path for artifact in html.write(minimal.site, minimal.manuscript, ())}
    signs = [artifact.path for artifact in writer.signposts(minimal.site, minimal.manuscript)]
    assert signs == [f"html/{name}" for name in ("objects.inv", "myst.xref.json", "llms.txt", "llms-full.txt")]
    assert not pages & set(signs)
