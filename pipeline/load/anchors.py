"""Heading text → the anchor GitHub gives it.

Five steps, measured on GitHub's own pages: the heading's plain text; lower case; keep letters, marks, decimal and letter
numbers, connectors, `-`, spaces and the circled or squared letters; each space becomes `-`; number repeats.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.model.ids import ours

KEPT = frozenset({"Nd", "Nl", "Pc"})
ENCLOSED = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
SIMPLE = re.compile(r"[a-z0-9_ -]*\Z")


def slug(text: str) -> str:
    """Plain text → its anchor, before repeats are numbered."""
    lower = text.lower()
    if not SIMPLE.match(lower):
        lower = "".join(character for character in lower if _kept(character))
    return lower.replace(" ", "-")


def _kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in KEPT or character in "- " or any(low <= ord(character) <= high for low, high in ENCLOSED)


@dataclass(slots=True)
class Slugs:
    """The anchors given out in one document; each is given once."""

    counters: dict[str, int] = field(default_factory=dict)

    def named(self, name: str | None, text: str) -> str:
        """The anchor of a heading that its author may have named; a name that is taken, or not for authors to give, counts for nothing."""
        if not name or name in self.counters or ours(name):
            return self.take(text)
        self.counters[name] = 0
        return name

    def take(self, text: str) -> str:
        """The next free anchor for a heading: a repeat counts on its base, and a numbered result counts in turn."""
        base = candidate = slug(text)
        while candidate in self.counters:
            self.counters[base] += 1
            candidate = f"{base}-{self.counters[base]}"
        self.counters[candidate] = 0
        return candidate
