"""A language tag → what is wrong with it (BCP 47, that is RFC 5646)."""

import re

from pipeline.validate.values.flaw import Flaw

# language - extended language - script - region - variants - extensions - private use. Languages of four to eight
# letters are reserved and unused, so `german` is a slip, not a tag.
SHAPE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+)",
    re.IGNORECASE,
)
LONGEST = 35
"""The length every reader of tags must accept (RFC 5646 section 4.4.1)."""

NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "vietnamese": "vi",
}


def check(value: object) -> Flaw | None:
    """Subtags joined by hyphens, the language first."""
    if not isinstance(value, str):
        return None
    if len(value) <= LONGEST and value.isascii() and SHAPE.fullmatch(value):
        return None
    if value.casefold() in NAMES:
        return Flaw("it is a name", f"the tag of this language is `{NAMES[value.casefold()]}`")
    if "_" in value:
        return Flaw("its parts are joined by an underscore", f"use hyphens: `{value.replace('_', '-')}`")
    return Flaw("it is not a language tag", "use a tag such as `en`, `pt-BR` or `zh-Hant`")
