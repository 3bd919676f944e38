"""Press → the pictures that stand beside a shared link: one of the book, and one of each entry of its body.

They show what the cover shows: the chapters side by side, each as wide as its share of the pages, below a column of the entries that
belong to it. On the picture of a chapter its own column is lit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from pipeline.model.artifact import Artifact
from pipeline.model.site import Item
from pipeline.render.html.cover import CLOTH, GILT, LEFT, PAPER, RIGHT, THREAD, Stretch, authors, stretches
from pipeline.render.html.press import Press
from pipeline.render.html.rows import heading
from pipeline.render.html.sheet import sheet
from pipeline.render.html.theme import asset
from pipeline.render.picture.drawing import Bar, Drawing, Stroke, colour
from pipeline.render.picture.lettering import drawable
from pipeline.render.picture.raster import png
from pipeline.render.picture.setting import fitted, line

WIDTH, HEIGHT = 1200, 630
"""The size that every network asks for."""

EDGE, ROOM = 84, 1044
TOP, BASE, FOOT = 88, 516, 580
"""Where the text begins, where the columns stand, and the base line of the last line of text."""

FAINT = "#a9b8c6"
TITLE, LONG = (82, 2), (52, 3)
"""How high the letters of a title are at most, and on how many lines; a long one takes a line more."""

ABOVE, BELOW, SMALL = 30, 36, 26
"""How high the letters above the title, below it and at the foot are at most."""

LEADING = 0.55
"""The room above a line, as a part of the letters' height."""

DOT, PITCH = 7, 10
MOST = 60
"""A book whose body has more entries gets one picture for all of them: these would take longer than the pages."""


@dataclass(frozen=True, slots=True)
class Poster:
    """A picture of a shared link: the file, and what it shows in words."""

    file: Artifact
    alt: str


@dataclass(frozen=True, slots=True)
class Posters:
    """All of them: the book's, and those of entries by their keys."""

    book: Poster
    own: Mapping[str, Poster]

    def of(self, item: Item | None) -> Poster:
        """The picture of an entry, which is the book's where it has none of its own."""
        return self.own.get(item.key, self.book) if item else self.book

    def files(self) -> Iterator[Artifact]:
        """The files, each once."""
        yield from {poster.file.path: poster.file for poster in (self.book, *self.own.values())}.values()


def posters(press: Press) -> Posters:
    """Draw them all. A text in letters that have no drawing is left out of its picture."""
    columns = stretches(press)
    body = [item for each in press.collections if each.epub == "body" for item in press.site.of(each.name)]
    names = ", ".join(authors(press))
    subtitle = str(press.settings.get("subtitle") or "")
    book = _poster("book", _drawing(columns, None, ("", press.title, subtitle, names)), ": ".join(filter(None, (press.title, subtitle))))
    foot = " · ".join(filter(None, (press.title, names)))
    own = {item.key: _own(press, item, number, columns, foot) for number, item in enumerate(body)} if len(body) <= MOST else {}
    return Posters(book, own)


def _own(press: Press, item: Item, number: int, columns: list[Stretch], foot: str) -> Poster:
    above, title = heading(sheet(press, item.route), item)
    drawing = _drawing(columns, number, (above.rstrip(".:"), title.striptags(), "", foot))
    return _poster(f"{item.collection.prefix}-{item.id.replace('/', '-')}", drawing, f"{item.title}. {press.title}")


def _poster(name: str, drawing: Drawing, words: str) -> Poster:
    return Poster(asset(f"assets/social-{name}.png", png(drawing)), words)


def _drawing(columns: list[Stretch], lit: int | None, texts: tuple[str, str, str, str]) -> Drawing:
    """The picture of an entry (or of the book): `texts` are what stands above the title, the title, below it, and at the foot."""
    above, title, below, foot = texts
    main = max((fitted(title, ROOM, *TITLE), fitted(title, ROOM, *LONG)), key=itemgetter(1))
    under = fitted(below, ROOM, min(BELOW, main[1]), 2)
    strokes: list[Stroke] = []
    y = TOP + 12
    for text, (rows, height), ink in ((above, fitted(above, ROOM, ABOVE, 1), GILT), (title, main, PAPER), (below, under, FAINT)):
        if text and drawable(text):
            for row in rows:
                y += round(height * (1 + LEADING))
                strokes += line(row, EDGE, y, height, colour(ink))
            y += height // 3
    if foot and drawable(foot):
        rows, height = fitted(foot, ROOM, SMALL, 1)
        strokes += line(rows[0], EDGE, FOOT, height, colour(PAPER))
    bars = (Bar(0, 0, 26, HEIGHT, colour(THREAD)), Bar(EDGE, TOP - 16, 84, 5, colour(GILT)), *_columns(columns, lit, y + DOT))
    return Drawing(WIDTH, HEIGHT, colour(CLOTH), bars, tuple(strokes))


def _columns(columns: list[Stretch], lit: int | None, ceiling: int) -> Iterator[Bar]:
    """The columns, from left to right, as high as there is room; where one is lit the others stand back."""
    for number, column in enumerate(columns):
        left, right = _across(column.begin), _across(column.end)
        bright = lit in {None, number}
        yield Bar(left, BASE, right - left, 12, colour(GILT if lit == number else PAPER if bright else THREAD))
        across = max((right - left) // PITCH, 1)
        for place, ink in enumerate(column.dots):
            x, y = left + place % across * PITCH, BASE - PITCH - place // across * PITCH
            if y >= ceiling:
                yield Bar(x, y, DOT, DOT, colour(ink if bright else THREAD))


def _across(place: float) -> int:
    """A place on the cover → one on the picture, which is wider."""
    return round(EDGE + (place - LEFT) * ROOM / (RIGHT - LEFT))
