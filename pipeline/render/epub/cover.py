"""Book → its cover: title and subtitle above a skyline that is the book's own outline, the authors below it.

Each column stands for one entry of the body, each stone for one place in it; lighter stones are subsections.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from pipeline.model.site import Item
from pipeline.render.picture.drawing import Bar, Colour, Drawing, Stroke, Words
from pipeline.render.picture.lettering import drawable
from pipeline.render.picture.setting import SMALLEST, fitted, line

SIZE = (1400, 2100)
MARGIN = 120
GROUND: Colour = (17, 30, 54)
PAPER: Colour = (250, 246, 238)
FAINT: Colour = (178, 192, 216)
SECTION: Colour = (238, 152, 60)
BELOW: Colour = (88, 132, 190)
STREET: Colour = (52, 72, 108)
HEAD, FOOT, AUTHORS = 200, 1760, 1830
"""Where the words begin, where the columns stand, and what the authors are below."""

OTHERS = 1.35
"""How large a letter of a reading system is set where ours is so high."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words on the cover: how high their letters are at most, on how many lines, how strong (a part of the height), and in what colour."""

    words: str
    largest: int
    most: int
    weight: float
    colour: Colour


def cover(title: str, subtitle: str, authors: str, body: Iterable[Item], *, rtl: bool = False) -> Drawing:
    """The drawing of a cover; words for which we have no letters stand at the right where `rtl` is set."""
    rule = Bar(SIZE[0] - MARGIN - 150 if rtl else MARGIN, HEAD - 80, 150, 12, SECTION)
    lines: list[Stroke] = []
    words: list[Words] = []
    y = HEAD
    for text in (Text(title, 156, 4, 0.15, PAPER), Text(subtitle, 56, 3, 0.11, FAINT)):
        y = _set(text, y, lines, words, rtl=rtl) + 36
    _set(Text(authors, 52, 2, 0.12, PAPER), AUTHORS, lines, words, rtl=rtl)
    columns = [_stones(item) for item in body]
    stones = _skyline(columns[::-1] if rtl else columns, y)
    street = Bar(MARGIN, FOOT, SIZE[0] - 2 * MARGIN, 6, STREET)
    return Drawing(*SIZE, GROUND, (rule, *stones, street), tuple(lines), tuple(words))


def _set(text: Text, y: int, lines: list[Stroke], words: list[Words], *, rtl: bool) -> int:
    """Set a text below a line → where it ends."""
    rows, height = _fit(text.words, text.largest, text.most)
    own = drawable(text.words)
    for row in rows:
        y += height
        if own:
            # The edge of a letter stands on the margin, not the middle of its stroke.
            lines += line(row, MARGIN + round(height * text.weight / 2), y, height, text.colour, text.weight)
        else:
            words.append(Words(row, SIZE[0] - MARGIN if rtl else MARGIN, y, round(height * OTHERS), text.colour))
        y += round(height * 0.7)
    return y


def _fit(text: str, largest: int, most: int) -> tuple[list[str], int]:
    """A text → its lines and the height of their letters: as large as few enough lines allow."""
    room = SIZE[0] - 2 * MARGIN
    if drawable(text):
        return fitted(text, room, largest, most)
    height = next((height for height in range(largest, SMALLEST, -4) if len(_wrap(text, room / height)) <= most), SMALLEST)
    return _wrap(text, room / height)[:most], height


def _wrap(text: str, room: float) -> list[str]:
    """Words on lines, in letters that we don't draw: only whether they fill a square is known, and a row of squares breaks anywhere."""
    rows: list[str] = []
    for word in text.split():
        if rows and _width(f"{rows[-1]} {word}") <= room:
            rows[-1] += f" {word}"
        else:
            rows += _broken(word, max(1, int(room / OTHERS)))
    return rows


def _width(text: str) -> float:
    """How wide a text is, in heights of our letters."""
    return sum(OTHERS * (1 if _is_square(letter) else 0.62) for letter in text)


def _broken(word: str, most: int) -> list[str]:
    squares = all(_is_square(letter) for letter in word)
    return [word[at : at + most] for at in range(0, len(word), most)] if squares else [word]


def _is_square(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def _stones(item: Item) -> list[Colour]:
    """The stones of a column, from below."""
    top = min((anchor.level for anchor in item.anchors if anchor.level), default=0)
    return [SECTION if anchor.level <= top else BELOW for anchor in item.anchors if anchor.level] or [SECTION]


def _skyline(columns: list[list[Colour]], below: int) -> Iterable[Bar]:
    """Columns → stones that stand on the street and stay below the text."""
    if not columns:
        return
    room, length = FOOT - below - 120, SIZE[0] - 2 * MARGIN
    tallest = max(len(column) for column in columns)
    across = max(6, min(length // len(columns), 240))
    up = max(6, min(room // tallest, across, 72))
    gap = max(2, min(up // 6, 8))
    shown = columns[: length // across]
    left = MARGIN + (length - across * len(shown) + gap) // 2
    for number, column in enumerate(shown):
        for level, colour in enumerate(column[: max(1, room // up)]):
            yield Bar(left + number * across, FOOT - (level + 1) * up, across - gap, up - gap, colour)
