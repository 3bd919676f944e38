"""Dates and language tags as written → as read in the language of the book (the theme's `words.json`)."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?\Z")


def date_in_words(date: str, language: str) -> str | None:
    """A date (YYYY, YYYY-MM, YYYY-MM-DD) and a language tag → the date in words; `None` when it is no date.

    In a language without names of months it stays as written, which everyone can read.
    """
    found = DATE.match(date)
    if found is None:
        return None
    months = _known(language).get("months")
    year, month, day = found.groups()
    if month is None or months is None:
        return date
    name = months[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def language_in_words(tag: str, language: str) -> str:
    """A tag (BCP 47), and the language of the reader → the name, or the tag where none is known."""
    names = _known(language).get("languages", {})
    main, _, rest = tag.partition("-")
    if tag in names or not rest:
        return str(names.get(tag, tag))
    return f"{names[main]} ({rest})" if main in names else tag


def _known(language: str) -> dict[str, Any]:
    return table().get(language.partition("-")[0].lower(), {})


@cache
def table() -> dict[str, dict[str, Any]]:
    """Names of months and languages, by the language they are in."""
    found: dict[str, dict[str, Any]] = json.loads((files("pipeline") / "theme" / "words.json").read_text(encoding="utf-8"))
    return found
