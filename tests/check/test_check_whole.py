"""Where a part of the book could not be read, nobody is told that nothing refers to this or that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.check.rules import RULES, WHOLE
from tests.check.conftest import Files

UNREAD = "---\ntitle: [\n---\n[](resource:yeast)\n"
NESTED = "---\ntitle: Deep\norder: 9\n---\n" + "> " * 70 + "[](resource:yeast)\n"
ORPHAN = "- {id: yeast, title: Yeast, url: 'https://a.example/', kind: post, year: 2020, topic: yeast}\n"
TERM = (
    "- {id: yeast, term: yeast, chapters: [dough], definition: Small living things which eat the sugar of a dough and lift it with gas.}\n"
)
ATTACK = "---\nkind: attack\nsummary: It is told that it bakes best of all.\nchapters: [dough]\ntactic: flattery\n---\n```prompt\nx\n```\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
NOBODY: Files = {"content/resources/z.yaml": ORPHAN, "content/glossary/z.yaml": TERM, "content/assets/z.svg": SVG}
CODES = ["IMG405", "REF303", "REF325"]


@pytest.fixture
def told(book: Callable[[Files], Path]) -> Callable[[Files], list[str]]:
    """Files → the codes of all findings in the small book with them."""
    return lambda files: sorted(finding.code.code for finding in flow.check(book(files)).diagnostics)


def test_in_a_book_that_is_whole_they_are_told(told: Callable[[Files], list[str]]) -> None:
    assert told(NOBODY) == CODES


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"content/pages/z.md": UNREAD}, ["YML003"]),
        ({"content/pages/z.md": b"\xff\xfe[](resource:yeast)"}, ["YML001"]),
        ({"content/pages/z.md": NESTED}, ["MKD105"]),
        ({"content/resources/zz.yaml": "[" * 5}, ["YML003"]),
        ({"content/notes.md": "[](resource:yeast)"}, ["SCH112"]),
        ({"content/pages/Z z.md": "---\ntitle: Z\norder: 9\n---\n[](resource:yeast)"}, ["SCH107"]),
        ({"content/pages/z.md": "---\nid: about\ntitle: Z\norder: 9\n---\n[](resource:yeast)"}, ["REF301"]),
    ],
)
def test_what_is_lost_may_name_anything(files: Files, found: list[str], told: Callable[[Files], list[str]]) -> None:
    assert told({**NOBODY, **files}) == found


def test_a_picture_names_nothing(book: Callable[[Files], Path]) -> None:
    root = book(NOBODY)
    (root / "content/assets/lost.svg").symlink_to("/etc/hosts")
    assert sorted(finding.code.code for finding in flow.check(root).diagnostics) == ["BLD904", *CODES]


def test_a_gap_is_no_news_where_a_chapter_is_lost(told: Callable[[Files], list[str]]) -> None:
    gap = {"content/chapters/02-baking.md": None, "content/chapters/04-cake.md": "---\nnumber: 4\n---\n"}
    assert "REF305" in told(gap)
    for lost in ("content/chapters/02-baking.md", "content/chapterz/02-baking.md"):
        assert "REF305" not in told({**gap, lost: UNREAD})
    # Of another collection it would be.
    assert "REF305" in told({**gap, "content/pages/z.md": UNREAD})


def test_an_attack_may_be_answered_by_a_lost_defence(told: Callable[[Files], list[str]]) -> None:
    attack: Files = {"content/prompts/z.md": ATTACK}
    assert "REF327" in told(attack)
    assert "REF327" not in told({**attack, "content/prompts/y.md": UNREAD})


def test_one_way_pairs_need_both_sides(told: Callable[[Files], list[str]]) -> None:
    figure: Files = {"content/figures/z.yaml": "- {id: z, kind: figure, number: 1-2, caption: Z, chapter: dough}\n"}
    assert told(figure) == ["REF315"]
    broken = told({**figure, "content/chapters/01-dough.md": UNREAD})
    assert "REF315" not in broken


def test_a_comment_about_what_is_not_told_is_not_idle(told: Callable[[Files], list[str]]) -> None:
    comment: Files = {"content/resources/z.yaml": f"# pipeline: ignore[REF303] a page will follow\n{ORPHAN}"}
    assert told(comment) == []
    assert told({**comment, "content/pages/z.md": UNREAD}) == ["YML003"]
    assert told({"content/resources/z.yaml": f"# pipeline: ignore[REF303] a page will follow\n{ORPHAN.replace('post', 'pots')}"}) == [
        "SCH104"
    ]
    assert told({"content/resources/z.yaml": f"# pipeline: ignore[REF304] a page will follow\n{ORPHAN}"}) == ["BLD903", "REF303"]


def test_the_table_names_rules_that_exist() -> None:
    assert set(WHOLE) <= set(RULES)
