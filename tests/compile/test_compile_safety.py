"""Nothing comes out of the builder that the allow-list doesn't name, and everything is well-formed XML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load.grammar import parse
from pipeline.model.safety import ALLOWED, dangerous
from pipeline.model.tags import pieces
from pipeline.render.compile.serialise import serialise
from pipeline.render.compile.transforms.mathematics import mathml
from pipeline.render.compile.tree import grow
from tests.compile.conftest import Compile, bare, parsed

OWN = {
    "a": {"href", "title"},
    "blockquote": {"alert"},
    "cite-group": set(),
    "img": {"src", "alt", "title"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "note": {"label"},
    "noteref": {"label"},
    "ol": {"start"},
    "pre": {"info"},
    "tex": {"display"},
    "th": {"scope"},
}
"""What Markdown itself makes, beside what authors may write."""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,AAAA",
        "file:///etc/passwd",
        "feed:javascript:x",
        "view-source:x",
    ],
)
def test_a_dangerous_address_is_known(address: str) -> None:
    assert dangerous(address)


@pytest.mark.parametrize(
    "address", ["", "#a", "a/b.md", "https://a.b/javascript:x", "term:javascript", "mailto:a@b.c", "data:my-set", "doi:10.1/2"]
)
def test_others_are_not_suspected(address: str) -> None:
    assert not dangerous(address)


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:x)",
        "[a](JAVASCRIPT:x)",
        "[a](javascript&colon;x)",
        "[a](&#106;avascript:x)",
        "[a](&#x6A;ava&Tab;script:x)",
        "[a](<java&NewLine;script:x>)",
        "[a](java\\script:x) [a](<javascript:x y>)",
        "[a][b]\n\n[b]: javascript:x",
        "[a]\n\n[a]: <javascript:x> 'title'",
        "<javascript:alert(1)>",
        "![a](javascript:x)",
        "![a](data:image/svg+xml,<svg/onload=x>)",
        "[![a](javascript:x)](vbscript:y)",
        '<a href="javascript:x">a</a>',
        "<a href=javascript:x>a</a>",
        '<a href="&#106;avascript:x">a</a>',
        '<a href=" java\nscript:x">a</a>',
        '<a href="x" href="javascript:x" HREF="javascript:x">a</a>',
        '<img src="javascript:x" alt="b">',
        '<blockquote cite="javascript:x">a</blockquote>',
        "<div><a href='javascript:x'>a</a></div>",
    ],
)
def test_no_dangerous_address_comes_out(text: str) -> None:
    root = parsed(bare(f"<div>\n\n{text}\n\n</div>\n"))
    for element in root.iter():
        assert not any(dangerous(element.get(name, "")) for name in ("href", "src", "cite")), text
        assert not any("javascript:" in value.replace("\t", "").lower() for value in element.attrib.values()), text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("<script>\nif (a < b) '</div>'\n</script>\nc", "<p>c</p>"),
        ("<script>a\n\nb", ""),
        ("a <svg onload=x><g></svg> b", "<p>a  b</p>"),
        ("a <svg> b\n\nc", "<p>a </p><p>c</p>"),
        ("<style>a{}</style>\n\nb", "<p>b</p>"),
        ("<iframe src=x>a</iframe>\n\nb", "<p>b</p>"),
        ("<div onclick='x' style='y' class='z' data-a='b'>a</div>", "<div>a</div>"),
        ("<img src=a onerror=alert(1)>", '<img src="a" alt="" />'),
        ("<div><p/onclick=x title=y>a</p></div>", '<div><p title="y">a</p></div>'),
        ("<iframe>a\n\nb", "<p>b</p>"),
        ("<div title=a title=b TITLE=c>d</div>", '<div title="a">d</div>'),
        ("<form action=x><input value=y><button>a</button></form>", "a"),
        ("<object data=x><embed src=y>a</object>b", "b"),
        ("<meta http-equiv=refresh content=x><base href=y><link rel=z>a", "a"),
        ("<math><mtext><style><img src=x onerror=y></style></mtext></math>a", "a"),
        ("<title><a title='</title><img src=x onerror=y>'></title>a", "'&gt;a"),
        ("<a b='x\"<c", "&lt;a b='x\"&lt;c"),
    ],
)
def test_what_is_left_of_hostile_html(text: str, left: str) -> None:
    found = bare(f"{text}\n").replace("\n", "")
    assert found.replace('<img src="x" alt="" />', "") in {left, f"<p>{left}</p>"}


FRAGMENTS = (
    *("<a <b> </b> <div <script> </script> <svg/ onload=x onclick='y' href=javascript:x src=data:text/html,x title=\" ' > /> =".split(" ")),
    *('<!-- --> <![CDATA[ ]]> <? ?> <!x <table> <td> <ul> <li> <p> </p> &amp; &#2; &#x6a; &lt; & < > " ` * _ [ ] ( ) ![ ](x)'.split(" ")),
    *("# | - ~~ $ \\ > 1. ``` [^a] [^a]: @ http://a.b".split(" ")),
    *("\n", "\n\n", " ", "\t"),
)
HTML = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=40).map("".join)


@given(HTML)
@settings(max_examples=600, deadline=None)
def test_only_listed_and_well_formed(text: str) -> None:
    root = parsed(serialise(grow(parse(text))))
    for element in root.iter():
        assert element.tag in ALLOWED or element.tag in OWN, element.tag
        own = {"class", "anchor"} | OWN.get(element.tag, set())
        assert set(element.attrib) <= ALLOWED.get(element.tag, frozenset()) | own, element.attrib
        assert not any(dangerous(element.get(name, "")) for name in ("href", "src", "cite"))


@given(HTML)
@settings(max_examples=300, deadline=None)
def test_a_whole_passage_is_well_formed(compile_text: Compile, text: str) -> None:
    for inline in (False, True):
        made = compile_text(text, inline=inline)
        for html in (made.html, *(note.html for note in made.notes)):
            parsed(f"<div>{html.translate({2: None, 3: None})}</div>")


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_tags_are_found_where_they_stand(html: str) -> None:
    at = 0
    for piece in pieces(html):
        assert at <= piece.begin < piece.end <= len(html)
        assert not piece.name or html[piece.begin] == "<"
        at = piece.end


@pytest.mark.parametrize(
    "tex", [r"\text{<script>a</script>}", r"\text{<img src=x onerror=y/>}", r"\text{a<b/>}", "x" * 5001, r"\frac{", r"\left(", "^"]
)
def test_a_formula_that_is_not_harmless_stays_code(compile_text: Compile, tex: str) -> None:
    assert mathml(tex, "inline") is None
    made = compile_text(f"${tex}$\n")
    assert not made.math
    assert "<math" not in made.html


@pytest.mark.parametrize(
    "tex",
    [r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{a}{x}", r"\color{red;x:y}{x}", r"\text{a<!--><img src=x>-->}"],
)
def test_a_formula_keeps_only_what_is_harmless(tex: str) -> None:
    made = mathml(tex, "inline")
    assert made is not None
    root = parsed(made)
    del root.attrib["alttext"]
    names = {name for element in root.iter() for name in element.attrib}
    assert names <= {"display", "mathcolor"}
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"math", "mrow", "mi", "mtext", "mstyle"}
