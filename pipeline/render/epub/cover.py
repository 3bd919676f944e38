"""Book → its cover: title, subtitle and authors above a skyline that is the book's own outline.

Each column stands for one entry of the body, each square for one place in it; lighter squares are subsections.
"""

from collections.abc import Iterable

from pipeline.model.site import Item
from pipeline.render.picture.drawing import Bar, Colour, Drawing, Stroke, Words
from pipeline.render.picture.lettering import drawable
from pipeline.render.picture.setting import fitted, line

SIZE = (1400, 2100)
MARGIN = 110
GROUND: Colour = (18, 32, 58)
PAPER: Colour = (250, 247, 240)
FAINT: Colour = (176, 190, 214)
SECTION: Colour = (240, 146, 46)
BELOW: Colour = (92, 142, 204)
FOOT = 1990
"""Where the columns stand."""


def cover(title: str, subtitle: str, authors: str, body: Iterable[Item]) -> Drawing:
    """The drawing of a cover."""
    lines: list[Stroke] = []
    words: list[Words] = []
    y = 150
    for text, largest, most, colour in ((title, 150, 4, PAPER), (subtitle, 54, 3, FAINT), (authors, 54, 3, PAPER)):
        rows, height = fitted(text, SIZE[0] - 2 * MARGIN, largest, most)
        for row in rows:
            y += height
            if drawable(text):
                lines += line(row, MARGIN, y, height, colour)
            else:
                words.append(Words(row, MARGIN, y, round(height * 1.35), colour))
            y += round(height * 0.75)
        y += 60 if rows else 0
    return Drawing(*SIZE, GROUND, tuple(_skyline([_heights(item) for item in body], y)), tuple(lines), tuple(words))


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
