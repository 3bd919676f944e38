"""Every example of CommonMark 0.31.2 and of GitHub's specification: our trees against theirs, and each difference that is meant.

The examples stay in the packages that carry them: `commonmark-spec` (see package.json; `npm install` in this folder) and the source
distribution of marko (see sources.txt). Where one is missing its test is skipped with a reason; with REQUIRE_JUDGES set, as in CI,
that is a failure.
"""

import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from specifications import Example, Token, examples, expected, made, normal

from pipeline.load.grammar import steps
from pipeline.render.compile.host import Host
from tests.standards.judges import need

FOLDER = Path(__file__).parent

pytestmark = pytest.mark.judge


def commonmark() -> str | None:
    """The text of CommonMark's specification."""
    file = FOLDER / "node_modules" / "commonmark-spec" / "spec.txt"
    return file.read_text(encoding="utf-8") if file.exists() else None


def gfm() -> str | None:
    """The text of GitHub's specification."""
    archive = next((FOLDER / "sources").glob("marko-*.tar.gz"), None)
    if archive is None:
        return None
    with tarfile.open(archive) as files:
        member = files.extractfile(f"{archive.name.removesuffix('.tar.gz')}/tests/spec/gfm.txt")
        assert member is not None
        return member.read().decode()


class Difference(NamedTuple):
    """A difference that is meant: why, and what makes theirs (or ours) of the other, exactly."""

    reason: str
    theirs: Callable[[Example, list[Token]], list[Token]] = lambda _, tokens: tokens
    ours: Callable[[list[Token]], list[Token]] = lambda tokens: tokens


def without(*tags: str) -> Callable[[list[Token]], list[Token]]:
    """Tokens without some elements' tags."""
    return lambda tokens: normal(token for token in tokens if token[0].lstrip("</") not in tags or not token[0])


def unlinked(tokens: list[Token]) -> list[Token]:
    """Tokens without the links whose text is their address."""
    kept: list[Token] = []
    for token in tokens:
        if token[0] == "</a" and kept[-2][:1] == ("<a",) and kept[-2][1] in {f"href={kept[-1][1]}", f"href=mailto:{kept[-1][1]}"}:
            kept[-2:] = kept[-1:]
        else:
            kept.append(token)
    return normal(kept)


def strong_once(tokens: list[Token]) -> list[Token]:
    """Tokens without what is strong in what is strong."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth -= token[0] == "</strong"
        if token[0].lstrip("</") != "strong" or depth == 0:
            kept.append(token)
        depth += token[0] == "<strong"
    return normal(kept)


def flowing(tokens: list[Token]) -> list[Token]:
    """Tokens without paragraphs, white space in code collapsed too."""
    return [("", " ".join(token[1].split())) if token[0] == "" else token for token in without("p")(tokens)]


BARE = Difference("GitHub makes links of bare addresses wherever they stand, and so do we", ours=unlinked)
OPEN = Difference(
    "a tag without its `>` is text, so that a slip of the pen hides nothing",
    theirs=lambda example, _: normal([("", example.html)]),
)
PARAGRAPH = Difference(
    "a paragraph in `pre` is none in HTML and loses its tag; browsers make an empty one of its end tag",
    theirs=lambda _, tokens: flowing(tokens),
    ours=flowing,
)
EMPTY = Difference(
    "code can't stand between the rows of a table, and a table without a cell is none",
    theirs=lambda _, tokens: without("table", "tbody", "tr")(tokens),
)
ALTERNATIVE = Difference(
    "every image has an alternative text, be it empty",
    ours=lambda tokens: [tuple(part for part in token if part != "alt=") if token[0] == "<img" else token for token in tokens],
)
TAGS = Difference(
    "where GitHub shows tags that it does not allow as text, ours are removed with what they hold, and MKD103 says so",
    theirs=lambda *_: expected("<p><strong> </strong></p><blockquote></blockquote>"),
)
STRONG = Difference(
    "CommonMark nests strong text in strong text; GitHub prints the outer tag alone, which looks the same", ours=strong_once
)

COMMONMARK: Mapping[int, Difference] = {
    148: PARAGRAPH,
    **dict.fromkeys((156, 157, 158), OPEN),
    191: EMPTY,
    475: ALTERNATIVE,
    **dict.fromkeys((602, 606, 608, 611, 612), BARE),
}
GFM: Mapping[int, Difference] = {
    118: PARAGRAPH,
    **dict.fromkeys((126, 127, 128), OPEN),
    160: EMPTY,
    **dict.fromkeys((398, 426, 434, 435, 436, 473, 474, 475, 477), STRONG),
    484: ALTERNATIVE,
    **dict.fromkeys((610, 614, 616, 619, 620), BARE),
    652: TAGS,
}


@pytest.mark.parametrize(
    ("read", "package", "count", "differences"),
    [(commonmark, "commonmark-spec", 652, COMMONMARK), (gfm, "the source of marko", 672, GFM)],
    ids=["CommonMark", "GFM"],
)
def test_every_example(read: Callable[[], str | None], package: str, count: int, differences: Mapping[int, Difference]) -> None:
    text = read()
    need(text, package)
    host = Host(steps)
    found = examples(text or "")
    assert len(found) == count
    wrong, idle = {}, []
    for example in found:
        ours, theirs = made(host.convert(example.markdown)), expected(example.html)
        difference = differences.get(example.number)
        if difference is not None:
            idle += [example.number] if ours == theirs else []
            ours, theirs = difference.ours(ours), difference.theirs(example, theirs)
        if ours != theirs:
            wrong[example.number] = (example.markdown, theirs, ours)
    assert wrong == {}
    assert idle == [], "these are read as specified, and need no entry any more"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a</p><p>b</p>", "<p>a b</p>"),
        ("<p>a<em>b</em></p>", "<p><em>a</em>b</p>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<pre><code>a\n</code></pre>", "<pre><code>a</code></pre>"),
        ("<pre><code>a  b</code></pre>", "<pre><code>a b</code></pre>"),
        ('<a href="b">a</a>', '<a href="c">a</a>'),
        ('<a href="b" title="c">a</a>', '<a href="b">a</a>'),
        ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>"),
        ('<table><tr><td align="left">a</td></tr></table>', "<table><tr><td>a</td></tr></table>"),
        ('<input type="checkbox" checked="">', '<input type="checkbox">'),
    ],
)
def test_a_normal_form_keeps_what_a_reader_sees(one: str, other: str) -> None:
    assert expected(one) != expected(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>\na\nb\n</p>\n", "<p>a b</p>"),
        ("<p>&quot;&amp;</p>", '<p>"&amp;</p>'),
        ("<p>a<br>\nb</p>", "<p>a<br/>b</p>"),
        ('<a title="c" href="%C3%A4">a</a>', '<a href="ä" title="c">a</a>'),
        ("<p>a<script>b</script></p>", "<p>a</p>"),
        ('<p onclick="a">b</p>', "<p>b</p>"),
        ("<x-y>a</x-y>", "a"),
    ],
)
def test_a_normal_form_drops_what_no_reader_sees(one: str, other: str) -> None:
    assert expected(one) == expected(other)
