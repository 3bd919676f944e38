"""Book → its cover: title, subtitle and authors above a skyline that is the book's own outline.

Each column stands for one entry of the body, each square for one place in it; lighter squares are subsections.
"""

from collections.abc import Iterable

from pipeline.model.site import Item
from pipeline.render.epub.drawing import Bar, Colour, Drawing, Stroke, Words
from pipeline.render.epub.lettering import HEIGHT, drawable, strokes, width

SIZE = (1400, 2100)
MARGIN = 110
GROUND: Colour = (18, 32, 58)
PAPER: Colour = (250, 247, 240)
FAINT: Colour = (176, 190, 214)
SECTION: Colour = (240, 146, 46)
BELOW: Colour = (92, 142, 204)
FOOT = 1990
"""Where the columns stand."""

SMALLEST = 24
"""The least height of a letter, in pixels."""

WEIGHT = 0.125
"""The width of a stroke, as a part of the letter's height."""


def cover(title: str, subtitle: str, authors: str, body: Iterable[Item]) -> Drawing:
    """The drawing of a cover."""
    lines: list[Stroke] = []
    words: list[Words] = []
    y = 150
    for text, largest, most, colour in ((title, 150, 4, PAPER), (subtitle, 54, 3, FAINT), (authors, 54, 3, PAPER)):
        rows, height = _fit(text, largest, most)
        for row in rows:
            y += height
            if drawable(text):
                lines += _line(row, y, height, colour)
            else:
                words.append(Words(row, MARGIN, y, round(height * 1.35), colour))
            y += round(height * 0.75)
        y += 60 if rows else 0
    return Drawing(*SIZE, GROUND, tuple(_skyline([_heights(item) for item in body], y)), tuple(lines), tuple(words))


def _fit(text: str, largest: int, most: int) -> tuple[list[str], int]:
    """A text → its lines and the height of their letters: as large as few enough lines allow."""
    room = SIZE[0] - 2 * MARGIN
    height = largest
    while height > SMALLEST:
        rows = _wrap(text, room * HEIGHT / height)
        if len(rows) <= most and all(width(row) * height / HEIGHT <= room for row in rows):
            break
        height -= 6
    return (_wrap(text, room * HEIGHT / height)[:most], height)


def _wrap(text: str, room: float) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and width(f"{rows[-1]} {word}") <= room:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _line(text: str, y: int, height: int, colour: Colour) -> Iterable[Stroke]:
    scale = height / HEIGHT
    for line in strokes(text):
        yield Stroke(tuple((MARGIN + x * scale, y + at * scale) for x, at in line), max(2.0, height * WEIGHT), colour)


def _heights(item: Item) -> list[Colour]:
    """The squares of a column, from below."""
    top = min((anchor.level for anchor in item.anchors if anchor.level), default=0)
    return [SECTION if anchor.level <= top else BELOW for anchor in item.anchors if anchor.level] or [SECTION]


def _skyline(columns: list[list[Colour]], below: int) -> Iterable[Bar]:
    """Columns → squares that stand on the foot line and stay below the text."""
    if not columns:
        return
    room, length = FOOT - below - 100, SIZE[0] - 2 * MARGIN
    tallest = max(len(column) for column in columns)
    across = max(6, min(length // len(columns), 200))
    up = max(6, min(room // tallest, across, 64))
    gap = max(2, up // 5)
    for number, column in enumerate(columns[: length // across]):
        for level, colour in enumerate(column[: max(1, room // up)]):
            yield Bar(MARGIN + number * across, FOOT - (level + 1) * up, across - gap, up - gap, colour)
