"""What `problems` says about pages that are wrong in one way."""

import pytest

from pipeline.model.artifact import Artifact
from pipeline.render.html import problems

PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body><h1>T</h1>{}</body></html>"


def found(inner: str) -> list[str]:
    return list(
        problems(
            [Artifact("html/a/one.html", PAGE.format(inner).encode()), Artifact("html/two.html", PAGE.format('<p id="x"></p>').encode())]
        )
    )


@pytest.mark.parametrize(
    "inner",
    [
        '<a href="../two.html#x">fine</a>',
        '<a href="../two.html?kind=paper#x">fine</a>',
        '<a href="../../epub/book.epub">fine</a>',
        '<a href="https://example.org/nowhere">fine</a>',
        '<a href="mailto:a@example.org">fine</a>',
        '<h2 id="é">É</h2><a href="#%C3%A9">fine</a>',
        '<svg><path d="M0 0"/></svg>',
        "<p>line<br>line</p>",
        '<script type="application/ld+json">{"@context":"https://schema.org"}</script>',
    ],
)
def test_sound(inner: str) -> None:
    assert found(inner) == []


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ('<a href="three.html">x</a>', "`three.html` leads nowhere"),
        ('<a href="../two.html#y">x</a>', "`../two.html#y` has no such anchor"),
        ('<a href="#y">x</a>', "`#y` has no such anchor"),
        ('<a href="/two.html">x</a>', "`/two.html` works at one place only"),
        ('<a href="../../secret/x">x</a>', "`../../secret/x` leaves the output"),
        ('<img src="x.png" alt="">', "`x.png` leads nowhere"),
        ('<p id="x"></p><p id="x"></p>', "the id `x` stands 2 times"),
        ('<p style="color: red">x</p>', "`<p>` holds inline code or style"),
        ("<script>x</script>", "`<script>` holds inline code or style"),
        ('<script type="text/javascript">x</script>', "`<script>` holds inline code or style"),
        ('<script type="module">x</script>', "`<script>` holds inline code or style"),
        ('<p onclick="x">x</p>', "`onclick` is inline code"),
        ("<h3>x</h3>", "a heading of level 3 follows one of level 1"),
        ("<h1>x</h1>", "there are 2 headings of level 1"),
        ("<p>\x02item:x\x03</p>", "a mark is left over"),
        ("<p><em>x</p></em>", "`</p>` closes something else"),
        ("<td/>", "`<td/>` does not close itself in HTML"),
    ],
)
def test_faults(inner: str, fault: str) -> None:
    assert f"a/one.html: {fault}" in found(inner)
