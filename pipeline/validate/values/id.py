"""An id → what is wrong with it."""

import re

from pipeline.validate.values.flaw import Flaw

PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80
# Names that Windows keeps for devices, with any suffix: a page could not be written there.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})


def check(value: object) -> Flaw | None:
    """Lower-case letters and digits, in groups joined by single hyphens; at most 80; usable as a file name everywhere."""
    if not isinstance(value, str):
        return None
    if len(value) > LONGEST:
        return Flaw(f"it has {len(value)} characters", f"ids have at most {LONGEST}")
    if not SHAPE.fullmatch(value):
        plain = slug(value)
        help_ = "use lower-case letters, digits and single hyphens"
        return Flaw("it is not made of lower-case letters, digits and single hyphens", f"{help_}, such as `{plain}`" if plain else help_)
    if value in DEVICES:
        return Flaw("Windows cannot store a file of that name", f"add a word, such as `{value}-entry`")
    return None


def slug(text: str) -> str:
    """Any text → the nearest id; empty when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST].rstrip("-")
