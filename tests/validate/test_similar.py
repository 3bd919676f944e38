"""Suggestions for misspelt words."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.similar import nearest, slips


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("titel", ["title", "url", "kind"], ("title",)),
        ("chinchila", ["chinchilla", "gopher"], ("chinchilla",)),
        ("ulr", ["url", "lr", "x"], ("lr", "url")),
        ("see-also", ["see_also"], ("see_also",)),
        ("SeeAlso", ["see_also"], ("see_also",)),
        ("retrieval-augmented-generation", ["retrieval-augmented-generatoin", "retrieval"], ("retrieval-augmented-generatoin",)),
        ("prompt-enginering-basics", ["prompt-engineering-basics-two"], ("prompt-engineering-basics-two",)),
        ("x", ["y", "id", "xyz"], ()),
        ("ab", ["cd"], ()),
        ("", ["a"], ()),
        ("abcd", ["abxy", "abcx", "abdc", "abc"], ("abc", "abcx", "abdc")),
        ("abcd", ["abcx", "abcx", "abcx"], ("abcx",)),
        ("pots", ["post", "docs"], ("post",)),
        ("Post", ["post", "posts"], ("post",)),
        ("a-lng-name-of-a-page-0001", ["a-long-name-of-a-page-0001", "a-long-name-of-a-page-0002"], ("a-long-name-of-a-page-0001",)),
    ],
)
def test_the_nearest_words_come_first(word: str, candidates: Any, expected: Any) -> None:
    assert nearest(word, candidates) == expected


def test_every_near_word_can_be_asked_for() -> None:
    assert nearest("pots", ["post", "docs"], every=True) == ("post", "docs")


def test_at_most_as_many_as_asked_for() -> None:
    assert nearest("word", ["ward", "wird", "wore", "works"], 2) == ("ward", "wird")


def test_a_third_of_a_long_word_may_differ() -> None:
    assert nearest("abcdefghijkl", ["abcdefgh1234"]) == ("abcdefgh1234",)
    assert nearest("abcdefghijkl", ["abcdefg12345"]) == ()


LETTERS = st.text("abc", max_size=8)


@given(LETTERS, LETTERS, st.integers(0, 8))
def test_slips_are_those_of_the_textbook(left: str, right: str, most: int) -> None:
    exact = distance(left, right)
    assert slips(left, right, most) == (exact if exact <= most else None)


@given(st.text("abcdef", min_size=4, max_size=10), st.data())
def test_one_slip_is_always_near(word: str, data: Any) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcdef"))
    for slip in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ):
        assert nearest(slip, [word]) == (word,)


@given(st.text(max_size=12), st.lists(st.text(max_size=12)))
def test_the_order_of_the_candidates_does_not_matter(word: str, candidates: Any) -> None:
    assert nearest(word, candidates) == nearest(word, reversed(candidates))


def distance(left: str, right: str) -> int:
    """Optimal string alignment, as its recurrence is written."""

    @cache
    def at(row: int, column: int) -> int:
        if not row or not column:
            return row + column
        best = min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (left[row - 1] != right[column - 1]))
        if row > 1 and column > 1 and left[row - 1] == right[column - 2] and left[row - 2] == right[column - 1]:
            best = min(best, at(row - 2, column - 2) + 1)
        return best

    return at(len(left), len(right))
