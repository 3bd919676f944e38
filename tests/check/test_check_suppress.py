"""Comments in the content silence what they name, where they stand, and nothing else."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from pipeline.check import CODES, suppress
from pipeline.load import load
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Book
from pipeline.model.span import Source, Span

Make = Callable[[Mapping[str, str | bytes | None]], Path]
ONE, TWO = Code("REF304", "one", Severity.WARNING, ""), Code("IMG401", "two", Severity.ERROR, "")
LOCKED = Code("IMG403", "locked", Severity.ERROR, "", locked=True)
KNOWN = (*CODES, Code("LNK209", "dead-url", Severity.ERROR, ""))
YAML = "content/resources/z.yaml"
PAGE = "content/pages/z.md"


def at(source: Source, text: str, code: Code, nth: int = 0) -> Diagnostic:
    """A finding at the nth place of a text in a file."""
    begin = -1
    for _ in range(nth + 1):
        begin = source.text.index(text, begin + 1)
    return code.at(source.span(begin, begin + len(text)), "wrong")


def read(book: Make, path: str, text: str) -> tuple[Book, Source]:
    made = load(book({path: text})).value
    return made, made.sources[path]


def told(found: Iterable[Diagnostic]) -> list[str]:
    return [f"{one.code.code} {one.message}" for one in found]


def test_end_of_the_line(book: Make) -> None:
    made, source = read(book, YAML, "- id: a\n  url: https://a.example/  # pipeline: ignore[REF304] two editions, one page\n  title: A\n")
    assert suppress([at(source, "https", ONE)], made, KNOWN) == ()


def test_line_above_and_several_codes(book: Make) -> None:
    made, source = read(
        book, YAML, "- id: a\n  # pipeline: ignore[REF304, IMG401] a reason\n  # another remark\n\n  url: https://a.example/\n"
    )
    assert suppress([at(source, "https", ONE), at(source, "https", TWO)], made, KNOWN) == ()


def test_other_codes_and_other_lines_stay(book: Make) -> None:
    made, source = read(book, YAML, "- id: a # pipeline: ignore[REF304] a reason\n  url: https://a.example/\n")
    found = suppress([at(source, "https", ONE), at(source, "a", TWO)], made, KNOWN)
    assert told(found) == ["IMG401 wrong", "BLD903 there is no `REF304` here to ignore", "REF304 wrong"]


@pytest.mark.parametrize(
    "value",
    [
        '"x # pipeline: ignore[REF304] no"',
        "'x # pipeline: ignore[REF304] no'",
        "x#pipeline: ignore[REF304] no",
        "|\n    x # pipeline: ignore[REF304] no",
        ">-\n    x\n    # pipeline: ignore[REF304] no",
        '["# pipeline: ignore[REF304] no"]',
        '{"# pipeline: ignore[REF304] no": 1}',
    ],
)
def test_text_in_values_and_keys_is_no_comment(book: Make, value: str) -> None:
    made, source = read(book, YAML, f"- id: a\n  title: {value}\n  url: https://a.example/\n")
    wrong = [at(source, "title", ONE), at(source, "url", ONE)]
    assert told(suppress(wrong, made, KNOWN)) == ["REF304 wrong", "REF304 wrong"]


def test_comment_behind_a_block_value(book: Make) -> None:
    made, source = read(book, YAML, "- id: a\n  title: >-\n    x\n  # pipeline: ignore[REF304] a reason\n  url: https://a.example/\n")
    assert suppress([at(source, "https", ONE)], made, KNOWN) == ()


def test_front_matter_and_settings(book: Make) -> None:
    page = "---\ntitle: Z\n# pipeline: ignore[REF304] a reason\nsource: https://a.example/\n---\n# pipeline: ignore[REF304] text\n"
    made, source = read(book, PAGE, page)
    assert suppress([at(source, "https", ONE)], made, KNOWN) == ()
    settings = made.settings.source.text + "links: [] # pipeline: ignore[REF304] a reason\n"
    made = load(book({"content/book.yaml": settings})).value
    assert suppress([at(made.settings.source, "links", ONE)], made, KNOWN) == ()


def test_the_reason_is_mandatory(book: Make) -> None:
    made, source = read(book, YAML, "- id: a\n  url: https://a.example/ # pipeline: ignore[REF304]\n")
    found = suppress([at(source, "https", ONE)], made, KNOWN)
    assert told(found) == ["REF304 wrong", "BLD903 this comment gives no reason to ignore `REF304`"]
    assert source.cut(found[1].span) == "# pipeline: ignore[REF304]"
    assert found[1].fix is None


def test_no_code_at_all(book: Make) -> None:
    made, _ = read(book, YAML, "- id: a # pipeline: ignore[] everything\n")
    assert told(suppress([], made, KNOWN)) == ["BLD903 this comment names no code"]


def test_unused_ones_can_be_deleted(book: Make) -> None:
    made, source = read(book, YAML, "- id: a # pipeline: ignore[REF304] why\n  # pipeline: ignore[IMG401] why\n  title: A\n")
    one, two = suppress([], made, KNOWN)
    assert [cut(source, found) for found in (one, two)] == [" # pipeline: ignore[REF304] why", "  # pipeline: ignore[IMG401] why\n"]


def cut(source: Source, found: Diagnostic) -> str:
    """What the repair of a finding takes out."""
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert edit.text == ""
    return source.cut(edit.span)


def test_half_used_ones_stay(book: Make) -> None:
    made, source = read(book, YAML, "- id: a # pipeline: ignore[REF304, IMG401] why\n")
    (found,) = suppress([at(source, "a", ONE)], made, KNOWN)
    assert found.message == "there is no `IMG401` here to ignore"
    assert found.fix is None


def test_unknown_code(book: Make) -> None:
    made, _ = read(book, YAML, "- id: a # pipeline: ignore[IMG041] why\n")
    (found,) = suppress([], made, KNOWN)
    assert found.message == "there is no code `IMG041`"
    assert "`IMG401`" in (found.help or "")


def test_locked_codes_are_never_silent(book: Make) -> None:
    made, source = read(book, YAML, "- id: a # pipeline: ignore[IMG403] why\n")
    assert told(suppress([at(source, "a", LOCKED)], made, KNOWN)) == ["IMG403 wrong", "BLD903 `IMG403` cannot be suppressed"]


def test_codes_nobody_looked_for_are_not_unused(book: Make) -> None:
    made, _ = read(book, YAML, "- id: a # pipeline: ignore[LNK209] shown to be alive by hand\n")
    assert suppress([], made, KNOWN, skipped={"LNK209"}) == ()
    assert told(suppress([], made, KNOWN)) == ["BLD903 there is no `LNK209` here to ignore"]


def test_until(book: Make) -> None:
    text = "- id: a # pipeline: ignore[REF304] why, until {day}\n"
    made, source = read(book, YAML, text.format(day="2026-01-01"))
    assert made.today == "2026-01-01"
    assert suppress([at(source, "a", ONE)], made, KNOWN) == ()
    made, source = read(book, YAML, text.format(day="2025-12-31"))
    assert told(suppress([at(source, "a", ONE)], made, KNOWN)) == ["REF304 wrong", "BLD903 this comment holds until 2025-12-31 only"]


def test_until_alone_is_no_reason(book: Make) -> None:
    made, _ = read(book, YAML, "- id: a # pipeline: ignore[REF304] until 2027-01-01\n")
    assert told(suppress([], made, KNOWN)) == ["BLD903 this comment gives no reason to ignore `REF304`"]


def test_whole_file(book: Make) -> None:
    made, source = read(book, YAML, "# pipeline: ignore-file[REF304] copies on purpose\n- id: a\n- id: b\n")
    assert suppress([at(source, "b", ONE), ONE.at(Span(YAML), "wrong")], made, KNOWN) == ()
    late = "\n" * 20 + "# pipeline: ignore-file[REF304] copies on purpose\n- id: a\n"
    made, source = read(book, YAML, late)
    found = suppress([ONE.at(Span(YAML), "wrong")], made, KNOWN)
    assert told(found) == ["REF304 wrong", "BLD903 this comment reaches no text, so `REF304` is not ignored"]


BODY = """---
title: Z
---
one
<!-- pipeline: ignore[REF304] a reason
     over two lines -->

## Heading
two

<!-- pipeline: ignore[REF304] a reason -->
<!-- pipeline: ignore[IMG401] a reason -->
three
three again

four

- <!-- pipeline: ignore[REF304] a reason -->
  five

<!-- pipeline: ignore[REF304] a reason -->
```
six

seven
```
eight
"""


@pytest.mark.parametrize(
    ("word", "code", "silent"),
    [
        ("one", ONE, False),
        ("Heading", ONE, True),
        ("two\n\n", ONE, False),
        ("three\n", ONE, True),
        ("three again", ONE, True),
        ("three again", TWO, True),
        ("four", ONE, False),
        ("five", ONE, True),
        ("six", ONE, True),
        ("seven", ONE, True),
        ("eight", ONE, False),
    ],
)
def test_markdown_speaks_of_the_next_block(book: Make, word: str, code: Code, *, silent: bool) -> None:
    made, source = read(book, PAGE, BODY)
    wrong = at(source, word, code)
    assert (wrong not in suppress([wrong], made, KNOWN)) is silent


def test_markdown_inside_code_is_no_comment(book: Make) -> None:
    text = "```\n<!-- pipeline: ignore[REF304] a reason -->\n```\nword\n"
    made, source = read(book, PAGE, text)
    assert told(suppress([at(source, "word", ONE)], made, KNOWN)) == ["REF304 wrong"]


@pytest.mark.parametrize(
    "text", ["word <!-- pipeline: ignore[REF304] a reason --> word\n\nnext\n", "next\n\n<!-- pipeline: ignore[REF304] a reason -->\n"]
)
def test_markdown_that_reaches_nothing(book: Make, text: str) -> None:
    made, source = read(book, PAGE, text)
    found = suppress([at(source, "next", ONE)], made, KNOWN)
    assert sorted(told(found)) == ["BLD903 this comment reaches no text, so `REF304` is not ignored", "REF304 wrong"]


@pytest.mark.parametrize(
    "text",
    ["<!-- pipeline: ignore[REF304] " * 40_000, "<!-- pipeline: ignore[REF304]" + " " * 1_000_000, "# pipeline: ignore[A] " * 40_000],
)
def test_hostile_bodies_end(book: Make, text: str) -> None:
    made, _ = read(book, PAGE, f"---\ntitle: Z\n---\n{text}\n")
    suppress([], made, KNOWN)
