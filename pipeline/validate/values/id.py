"""An id → what is wrong with it."""

import re
import unicodedata

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
        return Flaw(_reason(value), f"{help_}, such as `{plain}`" if plain else help_)
    if value in DEVICES:
        return Flaw("Windows cannot store a file of that name", f"add a word, such as `{value}-entry`")
    return None


def _reason(value: str) -> str:
    """Letters of other alphabets are named, because many look like ours: the Cyrillic "a" like the Latin one."""
    foreign = next((letter for letter in value if not letter.isascii() and letter.isalpha()), None)
    if foreign is None:
        return "it is not made of lower-case letters, digits and single hyphens"
    return f"`{foreign}` (U+{ord(foreign):04X}) is no letter from `a` to `z`"


def slug(text: str) -> str:
    """Any text → the nearest id, accents removed; empty when it holds letters that have no place in one, or nothing else."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))
    if any(letter.isalpha() and not letter.isascii() for letter in plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
