"""Text → lines to be drawn: capitals made of strokes, so that a cover looks the same wherever it is drawn.

The letters are data (`theme/letters.json`): for each its width and its path, 700 units high on a base line at 0, y
downwards; marks are relative to the middle of the letter below them. Latin letters with their marks are there, others not.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

HEIGHT = 700
SPACE, GAP, UNKNOWN = 330, 215, 950
"""The width of a space, what stands between two letters, and how wide a letter is that has no drawing."""

ABOVE, STACKED = 230, -190
"""The combining class of marks above a letter; each further one stands so much higher."""

STEPS = 7
"""Straight pieces in a curve."""

HORN = "\u031b"
COMMAND = re.compile(r"([MLC])([-0-9 ]+)")

Point = tuple[float, float]


def drawable(text: str) -> bool:
    """Whether there are letters for all of a text."""
    letters, marks = _letters()["letters"], _letters()["marks"]
    return all(part in letters or part in marks or part.isspace() for part in _parts(text))


def width(text: str) -> int:
    """How wide a text is, in units."""
    return max(0, sum(_advance(part) for part in _parts(text)) - GAP)


def strokes(text: str) -> Iterator[list[Point]]:
    """The polylines of a text, its base line at y = 0, starting at x = 0."""
    x = 0
    letters, marks = _letters()["letters"], _letters()["marks"]
    own, rise = 0, 0
    for part in _parts(text):
        if part in marks:
            middle = x - GAP - (0 if part == HORN else own / 2)
            yield from _lines(marks[part], middle, rise)
            rise += STACKED if unicodedata.combining(part) == ABOVE else 0
        else:
            if part in letters:
                own, path = letters[part]
                yield from _lines(path, x, 0)
            x, rise = x + _advance(part), 0


def _advance(part: str) -> int:
    letters = _letters()["letters"]
    if part in letters:
        return int(letters[part][0]) + GAP
    return SPACE if part.isspace() else 0 if unicodedata.combining(part) else UNKNOWN


def _parts(text: str) -> list[str]:
    """Capitals and marks; a letter that has a drawing of its own is not taken apart."""
    letters = _letters()["letters"]
    whole = unicodedata.normalize("NFC", text.upper())
    return [part for letter in whole for part in (letter if letter in letters else unicodedata.normalize("NFD", letter))]


@cache
def _letters() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("pipeline") / "theme" / "letters.json").read_text(encoding="utf-8"))
    return found


def _lines(path: str, x: float, y: float) -> Iterator[list[Point]]:
    """A path of moves, lines and curves → polylines, moved."""
    line: list[Point] = []
    for command, numbers in COMMAND.findall(path):
        values = [int(number) for number in numbers.split()]
        points = [(values[at] + x, values[at + 1] + y) for at in range(0, len(values), 2)]
        if command == "M":
            if line:
                yield line
            line = points
        elif command == "L":
            line += points
        else:
            line += _curve((line[-1], *points))
    if line:
        yield line


def _curve(corners: tuple[Point, ...]) -> list[Point]:
    """A cubic curve, by its start, two controls and its end, as points without the start."""
    found = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        pairs = list(zip(weights, corners, strict=True))
        found.append((sum(weight * corner[0] for weight, corner in pairs), sum(weight * corner[1] for weight, corner in pairs)))
    return found
