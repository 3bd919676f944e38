"""Heading anchors: GitHub's five steps."""

import pytest

from pipeline.load.anchors import Slugs, slug
from tests.compile.conftest import Compile, prose


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Hello World", "hello-world"),
        ("Hello, World!", "hello-world"),
        ("A & B", "a--b"),
        ("A  B", "a--b"),
        ("a - b", "a---b"),
        ("a \u2013 b \u2014 c", "a--b--c"),
        ("snake_case", "snake_case"),
        ("1. First", "1-first"),
        ("What's new?", "whats-new"),
        ("“Quoted” \u2018text\u2019", "quoted-text"),
        ("C++ and C#", "c-and-c"),
        ("a/b\\\\c", "abc"),
        ("50 % off", "50--off"),
        ("`code` and *emphasis*", "code-and-emphasis"),
        ("[link](target) text", "link-text"),
        ("[[nested] **bold**](x)", "nested-bold"),
        ("![picture](x) Title", "-title"),
        ("![picture](x)", ""),
        ("a <b>c</b> <!-- d --> e", "a-c--e"),
        ("a<br>b", "ab"),
        (":smile: face", "smile-face"),
        ("😀 face", "-face"),
        ("Über Größe", "über-größe"),
        ("ÉTÉ", "été"),
        ("Привет, мир", "привет-мир"),
        ("中文 标题。", "中文-标题"),
        ("हिन्दी", "हिन्दी"),
        ("e\u0301", "e\u0301"),
        ("x² and ½", "x-and-"),
        ("Ⅷ and ⅷ", "ⅷ-and-ⅷ"),
        ("Ⓐ 🄰", "ⓐ-🄰"),
        ("a\u00a0b", "ab"),
        ("a\u200bb", "ab"),
        ("‿ and ⁀", "‿-and-⁀"),
        ("a &amp; b &lt;c&gt;", "a--b-c"),
        ("\\*not emphasis\\*", "not-emphasis"),
        ("$x + y$ sum", "x--y-sum"),
        ("as in [@a, p. 3]", "as-in-a-p-3"),
        ("http://a.b/c", "httpabc"),
        ("Straße & Co. (2024)", "straße--co-2024"),
    ],
)
def test_anchor(heading: str, anchor: str) -> None:
    assert [found.anchor for found in prose(f"## {heading}\n").headings] == [anchor]


def test_a_heading_of_two_lines() -> None:
    assert prose("a\nb\n===\n").headings[0].anchor == "ab"
    assert prose("a\nb\n===\n").headings[0].text == "a b"


def test_spaces_at_the_edges_of_code_stay() -> None:
    assert slug(" a ") == "-a-"


@pytest.mark.parametrize(
    ("headings", "anchors"),
    [
        (["a", "a", "a"], ["a", "a-1", "a-2"]),
        (["a", "A", "a!"], ["a", "a-1", "a-2"]),
        # A numbered result counts in turn.
        (["a", "a-1", "a"], ["a", "a-1", "a-2"]),
        (["a-1", "a", "a", "a-1"], ["a-1", "a", "a-2", "a-1-1"]),
        (["a", "a", "a-1", "a-1"], ["a", "a-1", "a-1-1", "a-1-2"]),
        (["!", "!", "?"], ["", "-1", "-2"]),
    ],
)
def test_repeats(headings: list[str], anchors: list[str]) -> None:
    slugs = Slugs()
    assert [slugs.take(heading) for heading in headings] == anchors


def test_the_page_has_the_anchors_that_were_checked(compile_text: Compile) -> None:
    text = "# A\n\n## B *c*\n\n> ### B c\n\n<h2>raw</h2>\n\n<a id='b-c'></a>\n\n## ![x](y)\n\n- ## D\n"
    html = compile_text(text).html
    assert [heading.anchor for heading in prose(text).headings] == ["a", "b-c", "b-c-1", "", "d"]
    for anchor in ("a", "b-c", "b-c-1", "d"):
        assert html.count(f'id="{anchor}"') == 1
    assert "<h1" not in html
    assert "<h2>raw</h2>" in html
