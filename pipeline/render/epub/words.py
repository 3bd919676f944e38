"""The publication's own words → the same in the language of the book (the theme's `words.json`), else in English.

The words of collections and fields are not here: those stand in the book's schemas, in whatever language it has.
"""

import json
from functools import cache
from importlib.resources import files


def word(english: str, language: str, **values: object) -> str:
    """An English phrase and a language tag → the phrase in that language; `{name}` in it is filled with a value."""
    known = table().get(language.partition("-")[0].lower(), {}).get(english, english)
    return known.format(**values) if values else known


@cache
def table() -> dict[str, dict[str, str]]:
    """Every phrase by language and by its English words."""
    found: dict[str, dict[str, str]] = json.loads((files("pipeline") / "theme" / "epub" / "words.json").read_text(encoding="utf-8"))
    return found
