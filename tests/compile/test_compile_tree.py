"""Markdown → XHTML before any transform: GitHub's reading, one example for each thing that once went wrong."""

import pytest

from tests.compile.conftest import bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What Python-Markdown's own grammar loses.
        ("a\n- b\n- c\n", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("- a\n  - b\n", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("a\n\n|b|\n|-|\n|c|\n", '<p>a</p><table><thead><tr><th scope="col">b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>'),
        # Tight and loose lists, and where a list begins.
        ("1. a\n2. b\n", "<ol><li>a</li><li>b</li></ol>"),
        ("3) a\n\n4) b\n", '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("0. a\n", '<ol start="0"><li>a</li></ol>'),
        # Tables: alignment, short rows, pipes that are text, no body at all.
        (
            "|a|b|\n|:-|-:|\n|c|\n",
            (
                '<table><thead><tr><th scope="col" class="align-left">a</th><th scope="col" class="align-right">b</th></tr></thead>'
                '<tbody><tr><td class="align-left">c</td><td class="align-right"></td></tr></tbody></table>'
            ),
        ),
        (
            "|a|\n|-|\n|`b\\|c` \\| d|\n",
            '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td><code>b|c</code> | d</td></tr></tbody></table>',
        ),
        ("|a|\n|-|\n\nb\n", '<table><thead><tr><th scope="col">a</th></tr></thead></table><p>b</p>'),
        # Breaks, code, characters that mean something in XML.
        ("a  \nb\nc\\\nd\n", "<p>a<br />\nb\nc<br />\nd</p>"),
        ('`<a> & "b"`\n', '<p><code>&lt;a&gt; &amp; "b"</code></p>'),
        ("&copy; &amp; &lt; &#35; &nope;\n", "<p>© &amp; &lt; # &amp;nope;</p>"),
        ('[a](b "c &quot;d&quot;")\n', '<p><a href="b" title="c &quot;d&quot;">a</a></p>'),
        ("~a~ ~~b~~\n", "<p><del>a</del> <del>b</del></p>"),
        # Tasks: the item that holds the box is marked, also in loose lists and around nested ones.
        (
            "- [x] a\n- b\n",
            '<ul><li class="task"><input type="checkbox" disabled="disabled" aria-label="done" checked="checked" /> a</li><li>b</li></ul>',
        ),
        (
            "- [ ] a\n\n  b\n",
            '<ul><li class="task"><p><input type="checkbox" disabled="disabled" aria-label="to do" /> a</p><p>b</p></li></ul>',
        ),
        # Images: the alternative text is text alone, whatever stands in it.
        ("![a *b* `c` [d](e) ![f](g) <b>h</b>](i)\n", '<p><img src="i" alt="a b c d f h" /></p>'),
        ("![a\nb  \nc](d)\n", '<p><img src="d" alt="a b c" /></p>'),
        ("[![a](b)](c)\n", '<p><a href="c"><img src="b" alt="a" /></a></p>'),
        # Windows line ends, control characters by way of entities (a forged mark among them), lone surrogates.
        ("a\r\nb\r\n\r\n    c\r\n", '<p>a\nb</p><pre info="">c\n</pre>'),
        ("&#2;item:x&#3; &#1; &#xD800; &#xFFFE;\n", "<p>\ufffditem:x\ufffd \ufffd \ufffd \ufffd</p>"),
        ("[a](&#2;b&#3; '&#2;')\n", '<p><a href="\ufffdb\ufffd" title="\ufffd">a</a></p>'),
        ("```&#2;\n&#2;\n```\n", '<pre info="\ufffd">&amp;#2;\n</pre>'),
        # What the transforms take up.
        ("> [!TIP]\n> a\n", '<blockquote alert="tip"><p>a</p></blockquote>'),
        ("# a\n\n## b\n", '<h1 anchor="0">a</h1><h2 anchor="1">b</h2>'),
        ("a[^b]\n\n[^b]: c\n", '<p>a<noteref label="b"></noteref></p><note label="b"><p>c</p></note>'),
        ("$a$ $$b$$\n", '<p><tex display="inline">a</tex> <tex display="block">b</tex></p>'),
        ("see [@a, p. 3; @b]\n", "<p>see <cite-group>@a, p. 3; @b</cite-group></p>"),
    ],
)
def test_tree(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What HTML opened, HTML closes; Markdown inside is Markdown.
        ("<details>\n<summary>a</summary>\n\n- b\n\n</details>\n", "<details><summary>a</summary>\n\n<ul><li>b</li></ul></details>\n"),
        ("a <kbd>b</kbd> <br> c\n", "<p>a <kbd>b</kbd> <br /> c</p>"),
        ("<b>a *b</b> c*\n", "<p><b>a <em>b c</em></b></p>"),
        ("<b>a *b <i>c* d</b>\n", "<p><b>a <em>b <i>c</i></em> d</b></p>"),
        ("a <b>b\n\nc\n", "<p>a <b>b</b></p><p>c</p>"),
        ("a </b> c </p>\n", "<p>a  c </p>"),
        ('a <a name="x"/> b\n', '<p>a <a id="x"></a> b</p>'),
        # As in the HTML standard, some end tags may be left out.
        ("<ul><li>a<li>b</ul>\n", "<ul><li>a</li><li>b</li></ul>\n"),
        ("<p>a<p>b<h2>c<h3>d</h3>\n", "<p>a</p><p>b</p><h2>c</h2><h3>d</h3>\n"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>\n", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>\n"),
        ("<table><tr><td>a<td>b<tr><td>c</table>\n", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>\n"),
        # Comments and declarations vanish; a tag that never ends is text.
        ("a <!-- b --> <!--> <?c d?> <!E f> g\n", "<p>a     g</p>"),
        ("<!-- a\n\n-->\nb\n", "\n<p>b</p>"),
        ("<div\n*a*\n", "&lt;div\n*a*\n"),
        # Character references in HTML are HTML's.
        ('<div title="a&amp;b&copy=c&quot;">&eacute;&lt;</div>\n', '<div title="a&amp;b&amp;copy=c&quot;">é&lt;</div>\n'),
        # A quote's marks are no part of the HTML.
        ("> <img\n> src='a'\n> alt='b'>\n", '<blockquote><p><img src="a" alt="b" /></p></blockquote>'),
    ],
)
def test_raw_html(text: str, expected: str) -> None:
    assert bare(text) == expected
