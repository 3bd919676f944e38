"""Spellings of one URL have one normal form; different pages do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.check import addresses
from pipeline.check.addresses import normal

EQUAL = [
    ("HTTPS://A.Example/", "https://a.example/"),
    ("https://a.example", "https://a.example/"),
    ("https://a.example:443/x", "https://a.example/x"),
    ("http://a.example:80", "http://a.example/"),
    ("https://a.example./x", "https://a.example/x"),
    ("https://a.example/%7euser/%c3%a9", "https://a.example/~user/%C3%A9"),
    ("https://a.example/é", "https://a.example/%C3%A9"),
    ("https://a.example/a/./b/../c", "https://a.example/a/c"),
    ("https://a.example/a/..", "https://a.example/"),
    ("https://a.example/../../a", "https://a.example/a"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    (" https://a.example/x ", "https://a.example/x"),
]
DIFFERENT = [
    ("https://a.example/x", "http://a.example/x"),
    ("https://a.example/x", "https://a.example/X"),
    ("https://a.example/x", "https://a.example/x/"),
    ("https://a.example/?a=1&b=2", "https://a.example/?b=2&a=1"),
    ("https://a.example/a%2Fb", "https://a.example/a/b"),
    ("https://a.example/#a", "https://a.example/#b"),
    ("https://a.example:8443/", "https://a.example/"),
    ("https://user@a.example/", "https://a.example/"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other) == other


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("text", ["", "x", "tbc", "http://[", "http://a.example:port/", "mailto:a@example.org", "https:///x"])
def test_what_has_no_host_stays(text: str) -> None:
    assert normal(text) == text


@given(some.text(alphabet="htps:/.%2fFa?#@[]é \0", max_size=30))
def test_normal_forms_are_normal(rest: str) -> None:
    once = normal(f"https://a.example/{rest}")
    assert normal(once) == once


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    some.from_regex(addresses.PLAIN, fullmatch=True)
    | some.text(alphabet="htps:/.aB-9~_", max_size=30).map(lambda text: f"https://a.b/{text}")
)
def test_the_short_way_gives_what_the_long_way_gives(url: str) -> None:
    assert addresses.normal(url) == addresses._normal(url)
