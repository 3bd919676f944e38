"""The steps over a passage's tree: what destinations, footnotes, fields and code become."""

import pytest

from pipeline.model.site import Target
from pipeline.render.compile.transforms.links import url
from tests.compile.conftest import Compile

TWO = Target(item="chapter:two")
KNOWN = {
    "two.md": TWO,
    "chapter:two": TWO,
    "#here": Target(item="chapter:one", anchor="here"),
    "p.png": Target(asset="content/assets/p.png"),
    "http://a.b/c d": Target(url="http://a.b/c d"),
    "http://a.b/i.png": Target(url="http://a.b/i.png"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](two.md)", '<p><a href="\x02item:chapter:two\x03">a</a></p>'),
        ("[](chapter:two)", '<p><a href="\x02item:chapter:two\x03">Two</a></p>'),
        ("[{title} {label}](chapter:two)", '<p><a href="\x02item:chapter:two\x03">Two Chapter</a></p>'),
        ("[a](#here 't')", '<p><a href="\x02here:#here\x03" title="t">a</a></p>'),
        ("[a](<http://a.b/c d>)", '<p><a href="http://a.b/c%20d" class="external" rel="noopener">a</a></p>'),
        ("[a](nowhere)", '<p><span class="broken">a</span></p>'),
        ("[a](javascript:b)", '<p><span class="broken">a</span></p>'),
        ("<a>b</a> <a id='c'></a>", '<p><span class="broken">b</span> <a id="c"></a></p>'),
        # Images: ours are shown, others become links, and inside a link words.
        ("a ![b](p.png)", '<p>a <img src="\x02asset:content/assets/p.png\x03" alt="b" /></p>'),
        (
            "![b](p.png 'c')",
            '<figure class="figure"><img src="\x02asset:content/assets/p.png\x03" alt="b" /><figcaption>c</figcaption></figure>',
        ),
        ("![b](http://a.b/i.png)", '<p><a href="http://a.b/i.png" class="external" rel="noopener">b</a></p>'),
        ("[![b](http://a.b/i.png)](two.md)", '<p><a href="\x02item:chapter:two\x03"><span>b</span></a></p>'),
        ("[![b](p.png)](two.md)", '<p><a href="\x02item:chapter:two\x03"><img src="\x02asset:content/assets/p.png\x03" alt="b" /></a></p>'),
        ("![b](nowhere.png)", '<p><span class="broken">b</span></p>'),
        ("![b](javascript:c)", "<p><span>b</span></p>"),
        (
            'a <img src="p.png" width="9" height="8">',
            '<p>a <img src="\x02asset:content/assets/p.png\x03" width="9" height="8" alt="" /></p>',
        ),
        # An image that names an item is the item, where there is room for it.
        ("![](chapter:two)", "\x02embed:chapter:two\x03"),
        ("a ![b](chapter:two)", '<p>a <a href="\x02item:chapter:two\x03">b</a></p>'),
        ("[a ![](chapter:two)](two.md)", '<p><a href="\x02item:chapter:two\x03">a <span>Two</span></a></p>'),
        # Code and alerts.
        (
            "```python\na = 'b'\n```",
            (
                '<pre class="code"><code class="language-python">a <span class="o">=</span> '
                '<span class="s1">\'</span><span class="s1">b</span><span class="s1">\'</span>\n</code></pre>'
            ),
        ),
        ("```nothing-known x\na < b\n```", '<pre class="code"><code class="language-nothing-known">a &lt; b\n</code></pre>'),
        ("> [!NOTE]\n> a", '<div class="alert alert-note" role="note"><p class="alert-title">Note</p><p>a</p></div>'),
    ],
)
def test_passage(compile_text: Compile, text: str, expected: str) -> None:
    assert compile_text(f"{text}\n", KNOWN).html == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b*", "a <em>b</em>"),
        ("a\n\nb", "a<br />b"),
        ("- a\n- b\n\n> c", "a  b<br />c"),
        ("# a\n\n```\nb\n```", "a<br /><code>b\n</code>"),
        ("|a|b|\n|-|-|\n", "a  b"),
        ("<div id='x'>a <p>b</p></div>", "a  b"),
        ("a[^1] c[^1]\n\n[^1]: b *d*\n", "a<span> (b <em>d</em>)</span> c<span></span>"),
        ("![](chapter:two)", '<a href="\x02item:chapter:two\x03">Two</a>'),
        ("<a href='two.md'><div>a</div></a>", '<a href="\x02item:chapter:two\x03"> a </a>'),
    ],
)
def test_a_field_is_a_line_of_text(compile_text: Compile, text: str, expected: str) -> None:
    made = compile_text(text, KNOWN, inline=True)
    assert made.html == expected
    assert made.notes == ()


def test_footnotes_are_numbered_as_mentioned(compile_text: Compile) -> None:
    made = compile_text("a[^z] b[^Y] c[^z]\n\n[^x]: never\n[^y]: why [d](two.md)\n[^z]: because[^w]\n[^w]: last\n", KNOWN)
    reference = '<sup><a class="note-ref" id="fnref.{0}" href="#fn.{1}" role="doc-noteref">{1}</a></sup>'
    assert made.html == f"<p>a{reference.format(1, 1)} b{reference.format(2, 2)} c{reference.format('1.2', 1)}</p>"
    assert [(note.number, note.id, note.html) for note in made.notes] == [
        (1, "fn.1", f"<p>because{reference.format(3, 3)}</p>"),
        (2, "fn.2", '<p>why <a href="\x02item:chapter:two\x03">d</a></p>'),
        (3, "fn.3", "<p>last</p>"),
    ]


def test_a_footnote_that_mentions_itself_ends(compile_text: Compile) -> None:
    made = compile_text("a[^b]\n\n[^b]: c[^b]\n")
    assert [note.number for note in made.notes] == [1]
    assert 'id="fnref.1.2"' in made.notes[0].html


def test_tables_can_scroll(compile_text: Compile) -> None:
    made = compile_text("|a|\n|-|\n\n|b|*c*|\n|-|-|\n\nTable: d\n\n|e|\n|-|\n")
    assert made.html.count('<div class="table" role="group"') == 3
    assert 'aria-label="b, c" tabindex="0"><table>' in made.html
    assert '<figcaption>d</figcaption><div class="table" role="group" aria-label="d" tabindex="0"><table>' in made.html


def test_formulas(compile_text: Compile) -> None:
    made = compile_text("$x$ `$y$`\n\n$$z$$\n")
    assert made.math
    assert made.html.count("<math ") == 2
    assert "<code>$y$</code>" in made.html


def test_what_github_takes_for_a_formula_is_one(compile_text: Compile) -> None:
    made = compile_text("$`x`$\n\n```math\n\\begin{aligned}y &= z\\end{aligned}\n```\n")
    assert [part.split('"')[1] for part in made.html.split(" display=")[1:]] == ["inline", "block"]
    assert "`" not in made.html
    assert "<mtable" in made.html


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("https://a.b/c?d=e&f#g", "https://a.b/c?d=e&f#g"),
        ("https://a.b/c d|e\\f", "https://a.b/c%20d%7Ce%5Cf"),
        ("https://a.b/%41%zz", "https://a.b/%41%25zz"),
        ("https://[::1]:80/[a]", "https://[::1]:80/%5Ba%5D"),
        ("https://a.b/é😀#ü#x", "https://a.b/%C3%A9%F0%9F%98%80#%C3%BC%23x"),
        ("https://bücher.example/a", "https://bücher.example/a"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("DOI:10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E"),
    ],
)
def test_external_addresses(written: str, given: str) -> None:
    assert url(written) == given
