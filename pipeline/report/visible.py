"""Text → what a terminal shows of it: controls and invisible characters as escapes, wide characters counted as two columns.

Widths follow Unicode's East Asian Width (UAX 11), as terminals do.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

TAB = "    "
REACH = 4
"""How many times the width around the focus of a line is looked at."""
BEHIND = 4
"""A focus is in no need of a shift while a fourth of the room stands behind it."""
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that show nothing, or move what stands beside them: among them the marks that turn the direction of writing."""
NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, *, ascii_only: bool = False) -> str:
    """A text on one line, with nothing in it that acts on a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(NAMED.get(character) or cell(character, ascii_only=ascii_only) for character in text)


@lru_cache(maxsize=4096)
def cell(character: str, *, ascii_only: bool = False) -> str:
    """One character as a terminal may show it."""
    if character == "\t":
        return TAB
    if " " <= character <= "~":
        return character
    if ascii_only or unicodedata.category(character) in HIDDEN:
        return _escape(ord(character))
    return character


def _escape(code: int) -> str:
    if code <= 0xFF:  # noqa: PLR2004 - the three lengths of escapes that Python and JSON readers know
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above


def columns(text: str) -> int:
    """How many columns a visible text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a line as shown: its text, and the column at which each character from `first` on begins (and one more)."""

    text: str
    first: int
    starts: tuple[int, ...]

    def column(self, index: int) -> int:
        """The column of a character of the line, or of the nearest one shown."""
        nearest = min(max(index - self.first, 0), len(self.starts) - 1)
        return min(max(self.starts[nearest], 0), columns(self.text))


def strip(line: str, focus: tuple[int, int], width: int, *, ascii_only: bool = False) -> Strip:
    """A line, what to look at in it (first character and end), and the columns there are → the piece that shows it.

    A line that fits is shown whole; a longer one is cut around the focus, with marks where something is missing.
    """
    # What is far from the focus will not be shown: a line may have millions of characters.
    low, high = max(0, focus[0] - REACH * width), min(len(line), focus[0] + REACH * width)
    cells = [cell(character, ascii_only=ascii_only) for character in line[low:high]]
    starts = [0]
    for shown in cells:
        starts.append(starts[-1] + columns(shown))
    if starts[-1] <= width and (low, high) == (0, len(line)):
        return Strip("".join(cells), 0, tuple(starts))
    mark = "..." if ascii_only else "…"
    room = width - 2 * len(mark)
    first, last = (min(index - low, len(cells)) for index in focus)
    begin = bisect_right(starts, _left(starts[first], starts[last], starts[-1], room)) - 1
    end = max(bisect_right(starts, starts[begin] + room) - 1, begin + 1)
    before, after = mark if begin + low else "", mark if end + low < len(line) else ""
    shift = starts[begin] - len(before)
    return Strip(before + "".join(cells[begin:end]) + after, low, tuple(start - shift for start in starts))


def _left(first: int, last: int, whole: int, room: int) -> int:
    """The column to begin at so that a focus stands in the middle of the room: the first one where it has room behind it anyway.

    No room stays empty behind the end of the line. Of a focus that is wider than the room its beginning is shown.
    """
    if last <= room - room // BEHIND:
        return 0
    before = max((room - (last - first)) // 2, room // BEHIND)
    return max(0, min(first - before, whole - room))
