"""`CITATION.cff` says what `book.yaml` says, in the words of the Citation File Format 1.2.0."""

from typing import Any

import pytest
import yaml

from tests.conftest import Book
from tests.json.conftest import Printed, printed

ROOT = {"cff-version", "message", "type", "title", "abstract", "authors", "url", "repository-code", "preferred-citation"}
REFERENCE = {"type", "title", "authors", "publisher", "year", "isbn", "languages", "url"}
"""The keys of the format that we use: https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md."""


def read(made: Printed) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(made.files["CITATION.cff"])
    return found


@pytest.mark.parametrize("which", ["shipped", "minimal", "everything"])
def test_only_words_of_the_format(which: str, request: pytest.FixtureRequest) -> None:
    found = read(request.getfixturevalue(which))
    book = found["preferred-citation"]
    assert found.keys() <= ROOT
    assert found.keys() >= {"cff-version", "message", "title", "authors"}, "required by the format"
    assert book.keys() <= REFERENCE
    assert book.keys() >= {"type", "title", "authors"}, "required by the format"
    assert (found["cff-version"], found["type"]) == ("1.2.0", "dataset")
    for author in (*found["authors"], *book["authors"]):
        assert set(author) in ({"family-names", "given-names"}, {"name"})
    assert isinstance(book["year"], int)


def test_the_shipped_book(shipped: Printed) -> None:
    found = read(shipped)
    assert found["authors"] == [{"family-names": "Huyen", "given-names": "Chip"}]
    assert found["preferred-citation"] == {
        "type": "book",
        "title": "AI Engineering: Building Applications with Foundation Models",
        "authors": [{"family-names": "Huyen", "given-names": "Chip"}],
        "publisher": {"name": "O'Reilly Media"},
        "year": 2025,
        "languages": ["en"],
    }, "what is to be confirmed is not said"


def test_what_is_stated_is_said_and_odd_letters_survive(book: Book) -> None:
    settings = """title: 'Bread: "Yes" #1'
authors: [ada-baker, "Mill & Söhne: Ltd"]
language: de-AT
slug: bread
year: 2024
isbn13: "9780306406157"
description: "yes"
cite: {type: report}
publish: {url: "https://bread.example.org/", repository: "https://git.example.org/bread"}
"""
    found = read(printed(book({"content/book.yaml": settings})))
    assert found["title"] == 'Bread: "Yes" #1'
    assert found["abstract"] == "yes"
    assert found["authors"] == [{"family-names": "Baker", "given-names": "Ada"}, {"name": "Mill & Söhne: Ltd"}]
    assert (found["url"], found["repository-code"]) == ("https://bread.example.org/", "https://git.example.org/bread")
    cited = found["preferred-citation"]
    assert (cited["type"], cited["isbn"], cited["languages"], cited["url"]) == (
        "report",
        "9780306406157",
        ["de"],
        "https://bread.example.org/",
    )
