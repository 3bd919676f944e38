"""Character references: those for what nobody sees are found where they mean something, and a sign stands for each in the book."""

import pytest

from pipeline.load.grammar import parse
from pipeline.load.references import hidden
from tests.compile.conftest import bare, prose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a &#7; &#x200B; &ZeroWidthSpace; &NoBreak; &#8203; &#x202e; &rlm;",
            ["&#7;", "&#x200B;", "&ZeroWidthSpace;", "&NoBreak;", "&#8203;", "&#x202e;", "&rlm;"],
        ),
        ("a &amp; &nbsp; &shy; &zwj; &zwnj; &#65; &#9; &#x1F600; &nope; &#7 &#12345678; &#x0; &#x110000;", []),
        ("\\&#7; \\\\&#7; \\\\\\&#7;", ["&#7;"]),
        ("`&#7;` &#8;\n\n    &#7;\n\n```\n&#7;\n```\n\n&#6; $&#7;$", ["&#8;", "&#6;"]),
        ("[a](b&#1;c '&#2;') ![&#3;](d) [e]\n\n[e]: f&#4;\n", ["&#1;", "&#2;", "&#3;", "&#4;"]),
        ("<b title='&#1;'>\n\n<div>\n&#2;\n</div>", ["&#1;", "&#2;"]),
    ],
)
def test_found_where_they_mean_something(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end, _ in hidden(text, parse(text))] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a&#x200b;b&#x85;c&NoBreak;\n", "<p>a\ufffdb\ufffdc\ufffd</p>"),
        ("`&#x200b;` \\&#x200b;\n", "<p><code>&amp;#x200b;</code> &amp;#x200b;</p>"),
        ("[a](b&#x200b; '&#x200b;')\n", '<p><a href="b\ufffd" title="\ufffd">a</a></p>'),
        ("![&#x200b;](b)\n", '<p><img src="b" alt="\ufffd" /></p>'),
        ("<b title='&#x200b;'>&#x200b;</b>\n", '<p><b title="\ufffd">\ufffd</b></p>'),
        ("<div title='&#x200b;'>&#x200b;</div>\n", '<div title="\ufffd">\ufffd</div>\n'),
        # Flags are written with tags; those that no reference stands for stay.
        (
            "\U0001f3f4\U000e0067 <b>\U0001f3f4\U000e0067 &amp;</b> &#7;\n",
            "<p>\U0001f3f4\U000e0067 <b>\U0001f3f4\U000e0067 &amp;</b> \ufffd</p>",
        ),
    ],
)
def test_a_sign_stands_for_each(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_the_facts_have_the_same_sign() -> None:
    facts = prose("# a&#x200b;b\n\n[c&#x200b;](d&#x200b;)\n")
    assert facts.headings[0].text == "a\ufffdb"
    assert [(mention.target, mention.text) for mention in facts.mentions] == [("d\ufffd", "c\ufffd")]
