"""What figures and tables are called, by language: the word before a number, and the one that begins a caption (`Figure: ...`)."""

from collections.abc import Mapping

KINDS = ("figure", "table")
LABELS: Mapping[str, tuple[str, str]] = {
    "ar": ("شكل", "جدول"),
    "de": ("Abbildung", "Tabelle"),
    "en": ("Figure", "Table"),
    "es": ("Figura", "Tabla"),
    "fr": ("Figure", "Tableau"),
}
"""By the first part of a language tag, in the order of `KINDS`; other languages say it in English."""


def label(kind: str, language: str) -> str:
    """A kind and a language tag → its word."""
    return LABELS.get(language.partition("-")[0].lower(), LABELS["en"])[KINDS.index(kind)]


def openings(kind: str) -> tuple[str, ...]:
    """What a caption of a kind may begin with, in any language."""
    return tuple(dict.fromkeys(f"{words[KINDS.index(kind)]}:" for words in LABELS.values()))
