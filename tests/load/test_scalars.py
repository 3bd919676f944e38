"""Every character of a YAML value is found where it stands in the file."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load import yaml as documents
from pipeline.model import scalars
from pipeline.model.span import Source

STYLES = [None, "'", '"', "|", ">"]
letters = st.text(alphabet="ab c'\"\\:#-é😀\n\t>|*[]", max_size=60)


def scalar(text: str) -> tuple[Source, int, int, str]:
    """A document `a: <scalar>` → its source, and where the value stands."""
    source = Source.of("f.yaml", text)
    document = documents.read(source).value
    assert document is not None, text
    marks = document.marks.at(("a",))
    return source, marks.begin, marks.end, document.value["a"]


def check(text: str) -> None:
    source, begin, end, value = scalar(text)
    if not isinstance(value, str):
        return
    places = scalars.offsets(source.text, begin, end, value)
    assert len(places) == len(value) + 1
    assert places == sorted(places)
    assert all(begin <= place <= end for place in places)
    double = source.text[begin : begin + 1] == '"'
    for character, place in zip(value, places, strict=False):
        written = source.text[place : place + 1]
        if (double and written == "\\") or character in " \n":
            continue
        assert written == character, (text, value, places)


@pytest.mark.parametrize("style", STYLES)
@given(value=letters, width=st.sampled_from([10, 20, 80]))
@settings(max_examples=300, deadline=None)
def test_each_character_stands_at_its_offset(style: str | None, value: str, width: int) -> None:
    check(yaml.dump({"a": value}, default_style=style, width=width, allow_unicode=True))


@pytest.mark.parametrize("style", STYLES)
@given(value=letters, width=st.sampled_from([10, 20]))
@settings(max_examples=100, deadline=None)
def test_the_same_with_windows_line_ends(style: str | None, value: str, width: int) -> None:
    check(yaml.dump({"a": value}, default_style=style, width=width, allow_unicode=True).replace("\n", "\r\n"))


@pytest.mark.parametrize("style", STYLES)
@given(before=st.text(alphabet="ab \n", max_size=30), after=st.text(alphabet="ab \n", max_size=30), width=st.sampled_from([10, 30]))
@settings(max_examples=200, deadline=None)
def test_a_word_in_a_value_is_cut_from_the_file(style: str | None, before: str, after: str, width: int) -> None:
    value = f"{before}XYéZ{after}"
    source, begin, end, read = scalar(yaml.dump({"a": value}, default_style=style, width=width, allow_unicode=True))
    at = read.index("XYéZ")
    assert source.cut(scalars.locator(source, begin, end, read)(at, at + 4)) == "XYéZ"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: one\n  two\n\n  three\n", "one two\nthree"),
        ("a: 'it''s\n  so'\n", "it's so"),
        ('a: "one\\\n   two"\n', "onetwo"),
        ('a: "one \\\n  \\ two"\n', "one  two"),
        ('a: "one\\\n\n\n  two"\n', "one\n\ntwo"),
        ('a: "\\x41\\u00e9\\U0001F600\\t\\"b\\\\"\n', 'Aé😀\t"b\\'),
        ("a: |\n  one\n   two\n\n  three\n", "one\n two\n\nthree\n"),
        ("a: |2\n    one\n   two\n", "  one\n two\n"),
        ("a: >\n  one\n  two\n    more\n  three\n\n  four\n", "one two\n  more\nthree\nfour\n"),
        ("a: >-  # note\n\n  \n  one  \n  two\n", "\n\none   two"),
        ("a: |+\n  one\n\n\nb: 1\n", "one\n\n\n"),
        ("a: |-\n\n\n  one\n", "\n\none"),
        ("a: |\n", ""),
        ("a: ''\n", ""),
        ('a: " \n b"\n', " b"),
    ],
)
def test_forms_of_the_specification(text: str, value: str) -> None:
    assert scalar(text)[3] == value
    check(text)


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("a: 'don''t go'\n", "don't", "don''t"),
        ('a: "caf\\u00e9 noir"\n', "café", "caf\\u00e9"),
        ('a: "say \\"so\\" now"\n', 'say "so"', 'say \\"so\\"'),
        ("a: >-\n  see [the\n  term](term:x) now\n", "term:x", "term:x"),
        ("a: >-\n  see [the\n  term](term:x) now\n", "the term", "the\n  term"),
        ("a: |\n  x [y](term:x)\n", "term:x", "term:x"),
        ("a: one\n  two three\n", "two", "two"),
    ],
)
def test_a_span_covers_what_is_written(text: str, words: str, written: str) -> None:
    source, begin, end, value = scalar(text)
    at = value.index(words)
    assert source.cut(scalars.locator(source, begin, end, value)(at, at + len(words))) == written


def test_a_long_line_of_spaces_takes_no_time() -> None:
    value = re.sub("x", "x" + " " * 200_000, "ax x x")
    text = f"a: '{value}\n  end'\n"
    check(text)


def test_a_value_that_does_not_fit_points_at_its_ends() -> None:
    assert scalars.offsets("a: 'x'", 3, 6, "quite another text") == [3] * 18 + [6]
