"""Which regular expressions a schema may use."""

import subprocess
import sys
import time

import pytest

from pipeline.validate import patterns
from pipeline.validate.meanings import compiled, words


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        "^(a|b)+$",
        "^([0-9]{2}:){3}[0-9]{2}$",
        "^97[89][0-9-]*$",
        "^(/[a-z]+)*$",
        r"^\d{4}(-\d{2})?$",
        r"^(\.[a-z]+)+$",
        "^[ivxlcdm]+$",
        r"a\(b+\)+",
        "[(]+[)]+",
        "^[a-z]+-[a-z]+-[a-z]+(_[0-9]+)*$",
        "^[A-Za-z0-9]+: .*$",
        "[a-z]+@",
    ],
)
def test_plain_patterns_are_safe(pattern: str) -> None:
    assert patterns.fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a*)*$",
        "^(a|a)*$",
        "^(a|ab)*$",
        "^([a-z]+[0-9]*)*$",
        r"^(\w+\s?)*$",
        "^((a+)b?)*$",
        "^(a?)+$",
        r"^(a{1,9}){1,9}$",
        "^(.*,)*$",
        r"^(\Ba+)*$",
        r"(a)\1",
        "^.*,.*,.*$",
        "a*a*",
        "^a*(a*)a*$",
        "^(?:x|a*)a+[a-z]+$",
        "(?i)a",
        "(",
        "[",
        "a{2,1}",
        "x" * 301,
    ],
)
def test_patterns_that_may_run_away_are_refused(pattern: str) -> None:
    assert patterns.fault(pattern) is not None


def test_what_is_refused_for_its_time_really_takes_long() -> None:
    code = "import re; re.search(r'^(a+)+$', 'a' * 40 + '!')"
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", code], timeout=1, check=False)


@pytest.mark.parametrize("pattern", ["^[a-z0-9]+(-[a-z0-9]+)*$", "^(a|b)+$", "^(/[a-z]+)*$", r"^(\.[a-z]+)+$"])
def test_what_is_accepted_does_not(pattern: str) -> None:
    start = time.process_time()
    for text in ("a" * 5000 + "!", "a-" * 5000 + "!", "/a" * 5000 + "!", ".a" * 5000 + "!", "ab" * 5000 + "!"):
        compiled(pattern).search(text)
    assert time.process_time() - start < 1


def test_a_dollar_is_the_end_of_the_text() -> None:
    assert compiled("^a$").search("a\n") is None
    assert compiled("^a$").search("a")
    assert compiled(r"^a\$$").search("a$")
    assert compiled("^[$]+$").search("$$")
    assert compiled("^(a|b$)").search("b\n") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("see [](term:lora).", 2),
        ("see [the agents part](chapter:6#agents), please", 5),
        ('a [b](x "a long title") c', 3),
        ("a [b](https://x.org/a_(b)_c) c", 3),
        ("*so* `it goes`", 3),
    ],
)
def test_words_are_those_a_reader_sees(text: str, count: int) -> None:
    assert words(text) == count
