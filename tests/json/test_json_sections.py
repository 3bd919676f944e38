"""The text of the book, section by section."""

import json
import re
from typing import Any

from tests.conftest import Book
from tests.json.conftest import Printed, printed


def rows(made: Printed) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(json.loads, made.files["sections.jsonl"].decode().splitlines())}


def test_a_section_knows_what_it_stands_in(everything: Printed) -> None:
    place = rows(everything)["chapter:more#a-place"]
    assert place["path"] == ["Chapters", "Chapter 3. More & <more>"]
    assert (place["title"], place["anchor"], place["url"]) == ("A place", "a-place", "chapters/more.html#a-place")
    opening = rows(everything)["chapter:more"]
    assert (opening["title"], opening["anchor"], opening["path"]) == ("Chapter 3. More & <more>", None, ["Chapters"])
    assert opening["text"].startswith("Words with a link")


def test_a_title_that_stands_for_a_link_is_in_the_text(minimal: Printed) -> None:
    texts = "\n".join(row["text"] for row in rows(minimal).values())
    assert "\x02" not in texts
    assert "Why dough behaves as it does; strong on gluten." in texts


def test_nothing_of_what_is_yet_to_come(everything: Printed) -> None:
    assert [row["text"] for row in rows(everything).values() if row["item"] == "chapter:soon"] == [""]
    assert not any(row["item"] == "chapter:draft" for row in rows(everything).values())
    assert not any(b"Not yet these words" in data for data in everything.files.values())


def test_every_heading_of_the_shipped_book_is_there_once(shipped: Printed) -> None:
    found = rows(shipped)
    wanted = [
        f"{item.key}#{heading.anchor}" for item in shipped.site.items.values() for heading in item.headings if item.status != "coming-soon"
    ]
    assert set(wanted) <= set(found)
    assert len(found) == len(wanted) + len(shipped.site.items)
    nested = [row for row in found.values() if len(row["path"]) > 2]
    assert all(row["path"][1] == shipped.site.items[row["item"]].title for row in nested)


def test_placeholders_are_filled_in_every_text(book: Book, shipped: Printed, minimal: Printed) -> None:
    body = """---
title: Numbers
---
Here are [{count} chapters](chapter:) and [{count} chapters](chapter:?kind=preface), see [{number}, {title}](chapter:dough).

Braces of one's own: {count} and `{number}`, and [{a set}](chapter:dough).

## More

Again [{count} chapters](chapter:), {count}[^a].

[^a]: Of [{count:language} languages](edition:).
"""
    made = printed(book({"content/pages/numbers.md": body}))
    found = rows(made)
    assert found["page:numbers"]["text"].startswith(
        "Here are 3 chapters and 1 chapters, see 1, Chapter 1. Dough.\nBraces of one's own: {count} and "
    )
    assert "Again 3 chapters, {count}" in found["page:numbers#more"]["text"]
    contexts = [edge["context"] for edge in made.read("graph.json")["edges"] if edge["from"] == "page:numbers"]
    assert "Here are 3 chapters and 1 chapters, see 1, Chapter 1. Dough." in contexts
    for each in (shipped, minimal):
        assert not re.search(r"\{(count|number|title|label|year|page)\W", each.files["sections.jsonl"].decode())
