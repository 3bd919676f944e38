"""The search index: which words stand where; and the search itself, in a real browser."""

import re
import shutil
import subprocess
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from pipeline.render import search
from tests.html.conftest import Build, Website

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def hits(index: dict[str, Any], word: str) -> set[tuple[str, str, int]]:
    """Where a word stands: item, anchor, field (3 title, 2 heading, 1 text)."""
    places = set()
    for posting in accumulate(index["terms"].get(word, [])):
        section = index["sections"][posting >> 4]
        places.add((index["items"][section["item"]]["key"], section["anchor"], posting >> 2 & 3))
    return places


@pytest.fixture(scope="module")
def index(minimal: Website) -> dict[str, Any]:
    return search.index(minimal.site)


def test_titles_headings_and_texts(index: dict[str, Any]) -> None:
    assert ("term:gluten", "", 3) in hits(index, "gluten")
    assert ("chapter:dough", "", 1) in hits(index, "gluten")
    assert ("chapter:dough", "flour", 2) in hits(index, "flour")
    assert ("chapter:dough", "flour", 1) in hits(index, "holds")


def test_fields_are_found_and_addresses_are_not(index: dict[str, Any]) -> None:
    assert ("resource:bread-science", "", 1) in hits(index, "buehler")
    assert ("chapter:dough", "", 1) in hits(index, "grain")
    assert hits(index, "https") == set()


def test_empty_link_texts_are_filled_in(index: dict[str, Any]) -> None:
    assert any("hydration is the share of water" in section["text"] for section in index["sections"])


def test_every_address_exists(minimal: Website, index: dict[str, Any]) -> None:
    for section in index["sections"]:
        route, _, fragment = index["items"][section["item"]]["url"].partition("#")
        anchor = section["anchor"] or fragment
        assert not anchor or f'id="{anchor}"' in minimal.page(route)


@pytest.mark.parametrize(
    ("text", "words"), [("Crème-Brûlée 2.0", ["creme", "brulee", "2", "0"]), ("MÜHLE_ﬁne", ["muhle", "fine"]), ("  ", [])]
)
def test_words(text: str, words: list[str]) -> None:
    assert search.words(text) == words


def test_archived_entries_come_last(build: Build) -> None:
    built = build({"content/pages/aaa.md": "---\ntitle: Aaa\nstatus: archived\n---\nOld.\n"})
    assert search.index(built.site)["items"][-1]["key"] == "page:aaa"


@pytest.mark.judge
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gluten", "gluten"),
        ("glut", "gluten"),
        ("glutne", "gluten"),
        ("hydraton", "hydration"),
        ("oven spring", "Chapter 2. Baking"),
        ("zzzz", None),
    ],
)
def test_the_search_page(minimal: Website, tmp_path: Path, typed: str, first: str | None) -> None:
    for path, data in minimal.files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    address = f"{(tmp_path / 'search.html').as_uri()}?q={typed.replace(' ', '+')}"
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=3000"]
    command = [str(CHROMIUM), *options, "--dump-dom", address]
    page = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    results = re.findall(r'<li><a class="title" href="([^"]*)">([^<]*)</a>', page)
    if first is None:
        assert results == []
        assert "0 results." in page
    else:
        assert results[0][1] == first
        assert (tmp_path / results[0][0].partition("#")[0]).exists()
