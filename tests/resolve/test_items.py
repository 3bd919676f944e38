"""The place of an entry in the book: its title, its order, its address, the anchors in it, its plain text."""

from typing import Any

import pytest

from pipeline.load import load
from pipeline.model.document import Collection, Entry, Form, Marks
from pipeline.model.site import Site
from pipeline.model.span import Source
from pipeline.resolve import items, resolve
from tests.conftest import Book

PAGE = "content/pages/salt.md"


def site(book: Book, files: dict[str, str | bytes | None]) -> Site:
    return resolve(load(book(files)).value).value


def made(order: tuple[str, ...], schema: dict[str, Any] | None = None, **data: Any) -> Any:
    kind = Collection(
        "things", "things", Form.YAML_LIST, "thing", "Thing", "Things", ("{title}",), order, "things/{id}.html", "", schema or {}
    )
    entry = Entry("things", data.pop("id"), data, Source.of("f", ""), Marks(0, 0))
    item = items.make(entry, kind)
    assert item is not None
    return item


def ordered(order: tuple[str, ...], *things: dict[str, Any], schema: dict[str, Any] | None = None) -> list[str]:
    found = [made(order, schema, **{"id": f"x{number}", **thing}) for number, thing in enumerate(things)]
    forward = [item.id for item in sorted(found, key=items.place)]
    backward = found[::-1]
    assert forward == [item.id for item in sorted(backward, key=items.place)]
    return forward


# Titles


@pytest.mark.parametrize(
    ("templates", "data", "title"),
    [
        (("Chapter {number}. {title}", "{title}"), {"number": 6, "title": "RAG"}, "Chapter 6. RAG"),
        (("Chapter {number}. {title}", "{title}"), {"title": "RAG"}, "RAG"),
        (("Chapter {number}. {title}", "{title}"), {"number": 6}, ""),
        (("Chapter {number}. {title}", "{title}"), {"number": [6], "title": "RAG"}, "RAG"),
        (("{a} ({b})",), {"a": "{b}", "b": "x"}, "{b} (x)"),
        (("{title}",), {"title": None}, ""),
        ((), {"title": "x"}, ""),
    ],
)
def test_the_first_template_whose_fields_are_there(templates: tuple[str, ...], data: dict[str, Any], title: str) -> None:
    assert items.title(templates, data) == title


def test_an_item_without_a_title_is_called_by_its_id(book: Book) -> None:
    assert (
        site(book, {"content/prompts/nameless.md": "---\nkind: technique\nchapters: [dough]\n---\n"}).items["prompt:nameless"].title
        == "nameless"
    )


# Order


def test_numbers_in_text_count_as_numbers() -> None:
    assert ordered(("title",), {"title": "Part 10"}, {"title": "part 9"}, {"title": "Part 9b"}, {"title": "a"}) == ["x3", "x1", "x2", "x0"]


def test_numbers_in_text_may_be_of_any_length_and_script() -> None:
    titles = ["9" * 6000, "9" * 5999, "5²", "5\u0663", "007", "7"]
    assert ordered(("title",), *({"title": title} for title in titles)) == ["x2", "x3", "x4", "x5", "x1", "x0"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("year",), ["x1", "x0", "x3", "x2", "x4", "x5"]),
        (("-year",), ["x3", "x0", "x1", "x2", "x4", "x5"]),
    ],
)
def test_what_is_missing_comes_last_in_either_direction(order: tuple[str, ...], expected: list[str]) -> None:
    years = [2020, 2019.5, None, 2021, [2020], True]
    assert ordered(order, *({"year": year} for year in years)) == expected


def test_text_descending() -> None:
    assert ordered(("-date",), {"date": "2024-02"}, {"date": "2024-10"}, {"date": "2023"}, {}) == ["x1", "x0", "x2", "x3"]


def test_numbers_and_texts_in_one_field() -> None:
    assert ordered(("date",), {"date": "2021-05"}, {"date": 2022}, {"date": 2020}) == ["x2", "x1", "x0"]


def test_listed_values_come_in_the_order_of_their_list() -> None:
    schema = {"properties": {"kind": {"enum": ["preface", "chapter", "epilogue"]}}}
    kinds = [{"kind": "epilogue"}, {"kind": "preface"}, {"kind": "other"}, {"kind": "chapter"}, {}]
    assert ordered(("kind",), *kinds, schema=schema) == ["x1", "x3", "x0", "x2", "x4"]


def test_unfinished_and_archived_entries_stand_behind_the_others() -> None:
    states = ["archived", "coming-soon", "draft", "tbc", "published"]
    assert ordered(("title",), *({"status": state, "title": f"{9 - n}"} for n, state in enumerate(states))) == [
        "x4",
        "x3",
        "x2",
        "x1",
        "x0",
    ]


def test_what_is_equal_comes_by_id() -> None:
    assert ordered((), {"id": "b10"}, {"id": "b9"}, {"id": "a"}) == ["a", "b9", "b10"]


def test_the_chapters_of_the_book(book: Book) -> None:
    files = {"content/chapters/99-end.md": "---\nkind: epilogue\ntitle: End\npages: {from: 60}\n---\n"}
    assert [item.id for item in site(book, files).of("chapters")] == ["preface", "dough", "baking", "end"]


def test_collections_come_in_the_order_of_the_navigation(book: Book) -> None:
    names = [kind.prefix for kind in site(book, {}).collections]
    assert names[:4] == ["page", "chapter", "resource", "term"]
    assert names[4:] == ["appendix", "artifact", "case", "edition", "figure", "incident", "note", "person", "prompt"]


# Addresses


def test_routes_and_fragments(book: Book) -> None:
    found = site(book, {}).items
    assert (found["chapter:dough"].route, found["chapter:dough"].fragment) == ("chapters/dough.html", "")
    assert (found["edition:german"].route, found["edition:german"].fragment) == ("editions/index.html", "german")


@pytest.mark.parametrize("name", ["A", "a b", "a_b", "-a", "a-", "a--b", "../x", "é", "", "a" * 5000 + "!"])
def test_an_id_that_can_be_no_address_makes_no_item(book: Book, name: str) -> None:
    found = site(book, {PAGE: f"---\nid: {name!r}\ntitle: Salt\n---\n"})
    assert len(found.items) == 22


# Anchors


def test_outline_rows_then_headings_then_own_ids_each_once(book: Book) -> None:
    text = (
        "---\nkind: chapter\nnumber: 3\ntitle: Salt\npages: {from: 60}\noutline:\n"
        "  - {id: sea, title: The Sea, page: 60, children: [{id: waves, title: Waves}]}\n  - {id: sea, title: Twice}\n  - [odd]\n  - {title: nameless}\n"
        '---\n## Sea\n\n## See\n\n<a id="own"></a> text <span id="sea">x</span>\n\n## See\n'
    )
    anchors = site(book, {"content/chapters/03-salt.md": text}).items["chapter:salt"].anchors
    assert [(each.id, each.title, each.level, each.page) for each in anchors] == [
        ("sea", "The Sea", 2, "60"),
        ("waves", "Waves", 3, None),
        ("see", "See", 2, None),
        ("see-1", "See", 2, None),
        ("own", "own", 0, None),
    ]


# Edges and plain text


def test_edges_say_how_and_where(book: Book) -> None:
    text = (
        "---\ntitle: Salt\nsummary: See [](term:gluten).\n---\n"
        'Read [this](resource:steam-study "kind=example-of") and [@science, p. 3]. Nothing else.\n\n![](figure:loaf)\n\n[own](#) [own](page:salt)\n'
    )
    found = site(book, {PAGE: text})
    edges = [edge for edge in found.edges if edge.origin == "page:salt"]
    assert [(edge.target, edge.kind) for edge in edges] == [
        ("term:gluten", "mentions"),
        ("resource:steam-study", "example-of"),
        ("resource:bread-science", "cites"),
        ("figure:loaf", "embeds"),
        ("page:salt", "mentions"),
        ("page:salt", "mentions"),
    ]
    assert edges[0].context == "See gluten."
    assert edges[1].context.startswith("Read this and")
    assert "page:salt" in {edge.origin for edge in found.mentioned["figure:loaf"]}
    assert "page:salt" not in {edge.origin for edge in found.mentioned.get("page:salt", ())}


def test_the_plain_text_of_an_item_has_the_titles_of_its_targets(book: Book) -> None:
    text = "---\ntitle: Salt\nsummary: On [](term:gluten).\n---\nIntro [](chapter:dough#water).\n\n## Next [](chapter:)\n\n[](chapter:nowhere) [](resource:)\n"
    sections = site(book, {PAGE: text}).items["page:salt"].sections
    told = [(each.anchor, each.text) for each in sections]
    assert ("", "Intro Water.") in told
    assert ("", "On gluten.") in told
    assert any("chapter:nowhere Resources" in each.text for each in sections)
    assert not any("\x02" in each.text or "\x03" in each.text for each in sections)


def test_the_items_a_field_names_come_in_the_order_written(book: Book) -> None:
    text = "- {id: starch, term: starch, definition: x, see_also: [hydration, gluten]}\n"
    found = site(book, {"content/glossary/more.yaml": text})
    assert [item.id for item in found.refers("term:starch", "see_also")] == ["hydration", "gluten"]
