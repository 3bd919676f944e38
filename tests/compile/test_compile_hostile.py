"""Input made to hang a parser: every step is done in well under two seconds, and twice the input takes about twice the time."""

import time
from collections.abc import Callable

import pytest

from pipeline.load.grammar import parse
from pipeline.load.markdown import read
from pipeline.model.span import Source
from pipeline.render.compile.serialise import serialise
from pipeline.render.compile.tree import grow
from tests.compile.conftest import Compile

LIMIT = 2.0
HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "[" * (20_000 * size),
    "links without end": lambda size: "[a](" * (5_000 * size),
    "images without end": lambda size: "![a](" * (5_000 * size),
    "backticks": lambda size: "`" * (50_000 * size),
    "backticks of many lengths": lambda size: " ".join("`" * number for number in range(1, 200 * size)),
    "lists": lambda size: "".join("  " * number + "- a\n" for number in range(1_000 * size)),
    "quotes": lambda size: ">" * (1_000 * size) + "a",
    "nested images": lambda size: "![" * (1_000 * size) + "](a)" * (1_000 * size),
    "emphasis": lambda size: "*a **b " * (10_000 * size),
    "one paragraph": lambda size: "word and *more* `code` [l](u) & < " * (6_000 * size),
    "addresses": lambda size: "http://a.b " * (10_000 * size),
    "addresses that go on": lambda size: "http://a.b/*x" * (20_000 * size),
    "www": lambda size: "_www." * (25_000 * size),
    "mail": lambda size: "a@b.c " * (10_000 * size),
    "at": lambda size: "a@" * (100_000 * size),
    "a megabyte in one line": lambda size: "it's a *long* line & goes [on](x) and on, word by word; " * (20_000 * size),
    "one word": lambda size: "a" * (500_000 * size) + "@",
    "citations": lambda size: "[@a] " * (8_000 * size),
    "closing parentheses": lambda size: "http://a.b/" + ")" * (100_000 * size),
    "semicolons": lambda size: "http://a.b/" + "&a;" * (50_000 * size),
    "deep HTML": lambda size: "<div>" * (20_000 * size),
    "deep HTML in a line": lambda size: "a" + "<b>" * (10_000 * size),
    "tags without end": lambda size: "<div>\n" + '<a b="' * (50_000 * size),
    "comments without end": lambda size: "<div>\n" + "<!--" * (50_000 * size),
    "instructions": lambda size: "<div>\n" + "<?x>" * (50_000 * size),
    "lists of HTML": lambda size: "<ul>" + "<li>x" * (10_000 * size),
    "cells of HTML": lambda size: "<table>" + "<tr>x<td>y" * (5_000 * size),
    "attributes": lambda size: "<p " + " ".join(f"a{number}=b" for number in range(20_000 * size)) + ">",
    "footnotes": lambda size: "[^a] " * (5_000 * size) + "\n\n[^a]: " + "[^a]" * (5_000 * size),
    "headings": lambda size: "# a\n" * (10_000 * size),
    "entities": lambda size: "&amp;" * (50_000 * size),
    "references for what nobody sees": lambda size: "&#7;" * (20_000 * size),
    "references in code": lambda size: "`&#7;` " * (10_000 * size),
    "a reference behind backslashes": lambda size: "\\" * (50_000 * size) + "&#7;",
    "a wide table": lambda size: "|a" * (1_000 * size) + "|\n" + "|-" * (1_000 * size) + "|\n" + "|b\n" * 20,
    "formulas": lambda size: "$" * (20_000 * size),
}


def compiled(text: str) -> float:
    """Everything from text to XHTML → the processor time it took."""
    begin = time.process_time()
    events = parse(text)
    read(text, events, Source.of("a.md", text).span)
    serialise(grow(events))
    return time.process_time() - begin


@pytest.mark.parametrize("name", HOSTILE)
def test_time(name: str) -> None:
    once = min(compiled(HOSTILE[name](1)) for _ in range(2))
    assert once < LIMIT
    if once > 0.1:
        # Four times as much takes four times as long; quadratic behaviour would take sixteen. The rest is for a busy machine.
        assert min(compiled(HOSTILE[name](4)) for _ in range(3)) < 9 * once


@pytest.mark.parametrize("name", ["brackets", "deep HTML in a line", "footnotes", "formulas", "nested images", "cells of HTML"])
def test_time_with_transforms(name: str, compile_text: Compile) -> None:
    begin = time.process_time()
    compile_text(HOSTILE[name](1))
    assert time.process_time() - begin < 2 * LIMIT
