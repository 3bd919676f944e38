"""Dates and languages as readers read them."""

import pytest

from pipeline.render.words import date_in_words, language_in_words


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("2024-02-14", "en", "14 February 2024"),
        ("2024-02", "en-GB", "February 2024"),
        ("2024", "en", "2024"),
        ("2024-02-14", "vi", "2024-02-14"),
        ("2024-13-01", "en", None),
        ("soon", "en", None),
    ],
)
def test_dates(date: str, language: str, expected: str | None) -> None:
    assert date_in_words(date, language) == expected


@pytest.mark.parametrize(
    ("tag", "language", "expected"),
    [
        ("de", "en", "German"),
        ("zh-Hant", "en", "Traditional Chinese"),
        ("de-AT", "en", "German (AT)"),
        ("qq", "en", "qq"),
        ("de", "fr", "de"),
    ],
)
def test_languages(tag: str, language: str, expected: str) -> None:
    assert language_in_words(tag, language) == expected
