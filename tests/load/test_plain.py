"""Where plain text stands, and what labels are defined: each fact at its place, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load import markdown
from pipeline.load.grammar import parse
from pipeline.model.document import Prose
from pipeline.model.markup import Sort
from pipeline.model.span import Source


def read(text: str) -> tuple[Prose, Source]:
    source = Source.of("x.md", text)
    return markdown.read(text, parse(text), source.span), source


def plain(text: str) -> list[tuple[str, bool, bool]]:
    prose, _ = read(text)
    return [(text[one.begin : one.end], one.linked, one.heading) for one in prose.plain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a **b** `c` $d$ <i>e</i>",
            [("a ", False, False), ("b", False, False), (" ", False, False), (" ", False, False), (" ", False, False), ("e", False, False)],
        ),
        ("one\ntwo &amp; three", [("one\ntwo &amp; three", False, False)]),
        ("> one\n> two", [("one\n", False, False), ("two", False, False)]),
        ("## A [b](c) ![d](e)", [("A ", False, True), ("b", True, True), (" ", False, True), ("d", True, True)]),
        ("see https://a.example/ here", [("see ", False, False), ("https://a.example/", True, False), (" here", False, False)]),
        ("\\[a\\]", [("[a", False, False), ("]", False, False)]),
        ("```\ncode\n```\n\n    code", []),
    ],
)
def test_plain_text(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]\n\n[a]: /x", [("[a]: /x", True, False)]),
        ("[é][B  b]\n\n[b\tB]: /x 'é'", [("[b\tB]: /x 'é'", True, False)]),
        ("[a]: /x\n[A]: /y", [("[a]: /x", False, False), ("[A]: /y", True, True)]),
        ("> [a]: /x\n\n- [a]: /y", [("[a]: /x", False, False), ("[a]: /y", True, True)]),
        ("[a]: /x\n\n```\n[a]: /y\n```\n\ntext\n[a]: /z", [("[a]: /x", True, False)]),
        ("[//]: # (comment)", []),
        ("a[^1]\n\n[^1]: b\n[^2]: c\n[^1]: d", [("[^1]:", True, False), ("[^2]:", False, False), ("[^1]:", True, True)]),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    prose, source = read(text)
    assert [(source.cut(one.span), one.used, one.first is not None) for one in prose.definitions] == expected


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("```\na\n```", True),
        ("```\na\n````  ", True),
        ("````\na\n```", False),
        ("~~~\na\n```", False),
        ("```\na\n``` b", False),
        ("```", False),
        ("> ```\n> a\n> ```", True),
        ("> ```\n> a\n\nb", False),
        ("- ```\n  a\n  ```\n", True),
        ("    ```\n    a", True),
    ],
)
def test_fences_that_are_closed(text: str, closed: bool) -> None:  # noqa: FBT001 - a column of the table
    prose, _ = read(text)
    assert [fence.closed for fence in prose.fences] == [closed]


def test_tags_and_their_ends() -> None:
    prose, source = read('> <p\n> class="x">a</p> <a name="b"/>')
    assert [(tag.name, tag.whole, source.cut(tag.span)) for tag in prose.tags] == [
        ("p", False, '<p\n> class="x">'),
        ("a", True, '<a name="b"/>'),
    ]
    assert [(tag.name, source.cut(tag.span)) for tag in prose.ends] == [("p", "</p>")]


@given(st.text(st.sampled_from(list("ab \n[]()^*_`~#>-:!<&\\/é😀1.\t")), max_size=60))
def test_every_text_outside_code_is_in_one_stretch(text: str) -> None:
    prose, source = read(text)
    ends = 0
    for one in prose.plain:
        assert ends <= one.begin < one.end <= len(text)
        ends = one.end
    fences = 0
    for event in parse(text):
        fences += (event.tag == "fence") * ((event.sort is Sort.OPEN) - (event.sort is Sort.CLOSE))
        if event.sort is Sort.TEXT and not fences:
            assert sum(one.begin <= event.begin and event.end <= one.end for one in prose.plain) == 1
    for definition in prose.definitions:
        assert source.cut(definition.span).startswith("[")
