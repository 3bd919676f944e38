"""Tables for pages that can't scroll."""

import re

import pytest

from pipeline.render.epub.tables import kinds
from tests.epub.conftest import Publish


def table(*rows: list[str]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


@pytest.mark.parametrize(
    ("rows", "classes"),
    [
        ([["one", "two"]], []),
        ([["incomprehensibilities"] * 2], ["small"]),
        ([["incomprehensibilities"] * 3], ["small", "breaks"]),
        ([["<code>incomprehensibilities</code>"] * 3], []),
        ([["理解不能理解不能理解不能理解不能"] * 3], []),
        ([["well-known-and-much-liked-hyphens"] * 3], []),
        ([["abcdefgh"] * 9, ["1"] * 9], ["upright"]),
    ],
)
def test_how_small_a_table_is_set(rows: list[list[str]], classes: list[str]) -> None:
    assert kinds(table(*rows)) == classes


def test_a_table_has_a_caption_and_does_not_scroll(publish: Publish) -> None:
    body = "| A | B |\n|---|---|\n| 1 | 2 |\n\n<table><caption>Own</caption><tr><th>x</th><td>1</td></tr></table>\n"
    html = publish({"content/chapters/03-cake.md": f"---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\n{body}"}).text(
        "text/chapters.cake.xhtml"
    )
    assert html.count('<div class="table"><table>') == 2
    assert "<caption>A, B</caption>" in html
    assert html.count("<caption>") == 2
    assert "tabindex" not in html
    assert '<th scope="row">x</th>' in html
    assert '<th scope="col">A</th>' in html


def test_the_caption_of_a_figure_is_told_once(publish: Publish) -> None:
    body = "Table: What it *costs*\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    html = publish({"content/chapters/03-cake.md": f"---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\n{body}"}).text(
        "text/chapters.cake.xhtml"
    )
    assert html.count("costs") == 1
    assert "<caption>" not in html
    assert re.search(r'<span class="number">Table 3-A</span> What it <em>costs</em></figcaption><div class="table"><table>', html)
