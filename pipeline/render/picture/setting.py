"""Text → lines of letters that fit into a width, each letter on whole pixels, so that it is drawn once however often it comes."""

import unicodedata
from collections.abc import Iterator

from pipeline.render.picture.drawing import Colour, Stroke
from pipeline.render.picture.lettering import GAP, HEIGHT, strokes, width

SMALLEST = 24
"""The least height of a letter, in pixels."""

STEP = 6
"""By how much a text gets smaller until it fits."""

WEIGHT = 0.125
"""The width of a stroke, as a part of the letter's height."""

FINE = 64
"""Parts of a pixel that points are rounded to: sums of such numbers are exact."""


def fitted(text: str, room: int, largest: int, most: int) -> tuple[list[str], int]:
    """A text → its lines and the height of their letters, in pixels: as large as a width and few enough lines allow.

    A text that is too long even in the smallest letters is cut, which three dots say.
    """
    height = largest
    while height > SMALLEST:
        rows = _wrapped(text, room * HEIGHT / height)
        if len(rows) <= most and all(width(row) * height / HEIGHT <= room for row in rows):
            break
        height -= STEP
    rows = _wrapped(text, room * HEIGHT / height)
    return (rows if len(rows) <= most else [*rows[: most - 1], _cut(rows[most - 1], room * HEIGHT / height)], height)


def line(text: str, x: int, y: int, height: int, colour: Colour, strength: float = WEIGHT) -> Iterator[Stroke]:
    """A line of text as strokes: from `x`, on the base line `y`, its letters so many pixels high, a stroke so much of that wide."""
    scale, weight = height / HEIGHT, max(2.0, height * strength)
    place = 0
    for letter in _letters(text):
        left = x + round(place * scale)
        for points in strokes(letter):
            yield Stroke(tuple((left + _fine(across * scale), y + _fine(down * scale)) for across, down in points), weight, colour)
        place += width(letter) + GAP


def _letters(text: str) -> list[str]:
    """Each letter with the marks on it."""
    found: list[str] = []
    for part in unicodedata.normalize("NFC", text):
        if found and unicodedata.combining(part):
            found[-1] += part
        else:
            found.append(part)
    return found


def _wrapped(text: str, room: float) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and width(f"{rows[-1]} {word}") <= room:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _cut(row: str, room: float) -> str:
    while " " in row and width(f"{row}...") > room:
        row = row.rpartition(" ")[0]
    return f"{row}..."


def _fine(number: float) -> float:
    return round(number * FINE) / FINE
