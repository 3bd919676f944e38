"""Raw HTML comes out nested as HTML allows: one example for each rule, then the rules themselves over generated HTML."""

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load.grammar import parse
from pipeline.model.safety import names
from pipeline.render.compile.parts import BLOCKS, HEADINGS
from pipeline.render.compile.serialise import serialise
from pipeline.render.compile.tree import grow
from tests.compile.conftest import bare, parsed

LINE = names("abbr b bdi bdo cite code dfn em i kbd mark p q rp rt ruby s samp small span strong sub sup time u var")
CELLS = {"table": {"caption", "colgroup", "thead", "tbody", "tfoot"}, "tr": {"td", "th"}, "colgroup": {"col"}}
CHILDREN = {**CELLS, "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"}}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Blocks in what holds a line of text.
        ("a <div>b</div> c", "<div>a <div>b</div> c</div>"),
        ("<b><p>a</p></b>", "<div><p>a</p></div>"),
        ('<span id="x"><em><ul><li>a</ul></em></span>', '<div id="x"><div><ul><li>a</li></ul></div></div>'),
        ('<a href="u"><div>a</div></a>', '<a href="u"><div>a</div></a>'),
        ("a <hr> b", "<div>a <hr /> b</div>"),
        # Headings, summaries and captions stay what they are.
        ("<h2><div>a</div><p>b</p></h2>", "<h2> a  b </h2>"),
        ("<h2>\n\n# a\n\n</h2>", '<div>\n\n<h1 anchor="0">a</h1></div>'),
        ("<details><summary><p>a</p></summary></details>", "<details><summary> a </summary></details>"),
        ("<details><summary><h3>a</h3></summary></details>", "<details><summary><h3>a</h3></summary></details>"),
        ("<details><summary>a <h3>b</h3></summary></details>", "<details><summary>a  b </summary></details>"),
        # The summary comes first and once, and there is one.
        ("<details>a<summary>b</summary><summary>c</summary></details>", "<details><summary>b</summary>a<div>c</div></details>"),
        ("<details open>a</details>", '<details open="open"><summary>Details</summary>a</details>'),
        # Lists: items only, items nowhere else; a number only where items have one.
        ("<ul>a<li>b</li> <b>c</b> d</ul>", "<ul><li>a</li><li>b</li><li><b>c</b> d</li></ul>"),
        ("<ul>\n\n- a\n\n</ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<p>a <li>b</li></p>", "<p>a b</p>"),
        ('<ul><li value="3">a</li></ul><ol><li value="3">b</li></ol>', '<ul><li>a</li></ul><ol><li value="3">b</li></ol>'),
        ("<dl>a<dt>b</dt></dl>", "<div><div>a</div><div>b</div></div>"),
        ("<dl><dt>a<h3>b</h3></dt><dd>c</dd></dl>", "<dl><dt>a<div>b</div></dt><dd>c</dd></dl>"),
        # Tables: their parts in order and inside one, all else before it.
        ("<td>a</td>", "a"),
        ("<table>a<tr>b<td>c</td></tr></table>", "ab<table><tbody><tr><td>c</td></tr></tbody></table>"),
        (
            "<table><tfoot><tr><td>a</tfoot><tr><td>b<thead><tr><th>c<caption>d</caption></table>",
            (
                "<table><caption>d</caption><thead><tr><th>c</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"
                "<tfoot><tr><td>a</td></tr></tfoot></table>"
            ),
        ),
        ("<table><col><tr><td>a</table>", "<table><colgroup><col /></colgroup><tbody><tr><td>a</td></tr></tbody></table>"),
        ("<table>a</table>", "a"),
        ("<table><tr></tr></table>", ""),
        ("<table><tbody><tr></tr><tr><td>a</tbody></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        # Links and other things for the hand, one inside the other.
        ('<a href="u">a <a href="v">b</a></a>', '<a href="u">a </a><a href="v">b</a>'),
        ('<a href="u">a [b](v)</a>', '<span>a <a href="v">b</a></span>'),
        ('<a href="u"><table><tr><td>a</table></a>', "<div><table><tbody><tr><td>a</td></tr></tbody></table></div>"),
        ('<a href="u"><ul><b><a href="v">a</a></b></ul></a>', '<div><ul><li><b><a href="v">a</a></b></li></ul></div>'),
        # Figures, readings, definitions, and elements that need an attribute.
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>ac<figcaption>b</figcaption></figure>"),
        ("<ruby>a<rt>b</ruby><ruby>a</ruby>", "<ruby>a<rt>b</rt></ruby><span>a</span>"),
        ("<dfn>a <dfn>b</dfn></dfn>", "<span>a <dfn>b</dfn></span>"),
        ('<time>a</time><time datetime="2020">b</time><bdo>c</bdo>', '<span>a</span><time datetime="2020">b</time><span>c</span>'),
        # Deep HTML is flattened.
        ("<div>" * 500 + "a", "<div>" * 64 + "a" + "</div>" * 64),
    ],
)
def test_rule(html: str, expected: str) -> None:
    # HTML that begins with a tag for a line of text begins a paragraph, which becomes a division around blocks.
    found = bare(f"{html}\n").replace("\n", "")
    assert found in {form.format(expected.replace("\n", "")) for form in ("{}", "<p>{}</p>", "<div>{}</div>")}


NAMES = st.sampled_from(
    sorted(
        names("p div h2 h3 ul ol li dl dt dd table tr td th tbody thead tfoot caption col colgroup details summary figure figcaption a b")
    )
)
OTHERS = st.sampled_from(sorted(names("span ruby rt rp pre blockquote ins del time bdo dfn center img br hr script svg custom")))
WORDS = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\n\n",
        "\n\n- b\n- c\n\n",
        "\n\n> d\n\n",
        "**e**",
        "[f](u)",
        "![g](i)",
        "`h`",
        "\n\n|j|\n|-|\n|k|\n\n",
        "\n\n## l\n\n",
        "[^1]",
        "\n\n[^1]: m\n\n",
    ]
)
TAGS = st.builds(
    lambda name, closing, attribute, end: f"<{'/' if closing else ''}{name}{attribute}{end}",
    st.one_of(NAMES, OTHERS),
    st.booleans(),
    st.sampled_from(["", "", " id=x", ' href="u"', ' src="i"', " value=2", " open", ' datetime="2020-01-02"', " dir=rtl"]),
    st.sampled_from([">", ">", ">", "/>", " "]),
)


@given(st.lists(st.one_of(TAGS, WORDS), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_everything_stands_where_it_may(text: str) -> None:
    root = parsed(serialise(grow(parse(text))))
    for element in root.iter():
        tags = [child.tag for child in element]
        assert not (element.tag in LINE and _holds_block(element)), element.tag
        assert element.tag not in CHILDREN or set(tags) <= CHILDREN[element.tag], element.tag
        assert element.tag not in CHILDREN or not "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        assert element.tag != "a" or not {"a", "details", "input", "table", "noteref"} & {inner.tag for inner in _inside(element)}
        assert element.tag != "details" or (tags[:1] == ["summary"] and tags.count("summary") == 1)
        assert element.tag not in HEADINGS | {"caption"} or not _holds_block(element)
        assert element.tag != "table" or tags == sorted(tags, key=["caption", "colgroup", "thead", "tbody", "tfoot"].index)
        assert element.tag != "img" or "src" in element.attrib


def _inside(element: Element) -> list[Element]:
    """Everything below, but for footnotes, which are taken out later."""
    found = []
    for child in element:
        if child.tag != "note":
            found += [child, *_inside(child)]
    return found


def _holds_block(element: Element) -> bool:
    return any(inner.tag in BLOCKS for inner in _inside(element))
