"""A language tag (BCP 47) → which way it is written."""

SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""Scripts that run from right to left (ISO 15924)."""

LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written in one of them where the tag names no script."""

SCRIPT = 4
"""The letters of a script's name."""


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    main, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == SCRIPT and part.isalpha()), None)
    return main in LANGUAGES if script is None else script in SCRIPTS
