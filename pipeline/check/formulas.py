"""A text → the formulas in it that GitHub reads otherwise, because of what stands beside them in their line."""

import re
from collections.abc import Iterator

from pipeline.model.document import Prose

DISPLAY = re.compile(r"\$\$[^$]+\$\$")
INLINE = re.compile(r"(?<![\\$])\$[^$\r\n]+\$(?!\$)")


def crowded(prose: Prose) -> Iterator[tuple[int, int]]:
    """Where a formula that wants lines of its own (`$$x$$`) stands beside words."""
    if "$$" not in prose.text:
        return
    text, ends, begins = prose.text, {stretch.end: stretch.begin for stretch in prose.plain}, {each.begin: each.end for each in prose.plain}
    for match in DISPLAY.finditer(text):
        before = text[ends.get(match.start(), match.start()) : match.start()]
        behind = text[match.end() : begins.get(match.end(), match.end())]
        if before[before.rfind("\n") + 1 :].strip() or behind.partition("\n")[0].strip():
            yield match.span()


def touching(prose: Prose) -> Iterator[tuple[int, int]]:
    """Where a formula in a line (`$x$`) touches a word. Plain text, where dollars are dollars, goes on at its ends."""
    if "$" not in prose.text:
        return
    text, ends, begins = prose.text, {stretch.end for stretch in prose.plain}, {stretch.begin for stretch in prose.plain}
    for match in INLINE.finditer(text):
        begin, end = match.span()
        if (begin in ends and text[begin - 1].isalnum()) or (end in begins and text[end : end + 1].isalnum()):
            yield begin, end
