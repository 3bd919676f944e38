"""A chart as shapes on a sheet: squares with tones, and texts; what every writer draws, in the same places. Units are CSS pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pipeline.model.heatmap import Palette
from pipeline.render.heatmap.palettes import COLOURS, SURROUNDINGS, Scheme

LETTER = 6
"""Width of a letter: that of the PNG's glyphs, and a little more than a sans-serif of 10 px needs."""

CORNER = 2
"""Radius of a square's corners."""


class Form(Enum):
    """What a square looks like: a square, or a dot whose size follows its level."""

    SQUARE = "square"
    DOT = "dot"


class Size(Enum):
    """How large a text is: a title, the heading of a block, or everything else."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"


class Anchor(Enum):
    """Which point of a text its place is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Kind(Enum):
    """What a tone stands for."""

    LEVEL = "level"
    BLANK = "blank"
    OUTSIDE = "outside"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Tone:
    """How a square is filled: a level of a palette, blank (this half has no data), or the state of the whole square."""

    kind: Kind
    palette: Palette = Palette.BLUES
    level: int = 0

    @property
    def name(self) -> str:
        """A name for classes and ids: `blues3`, `future`."""
        return f"{self.palette.value}{self.level}" if self.kind is Kind.LEVEL else self.kind.value

    @property
    def edged(self) -> bool:
        """Whether it counts: colour alone never carries a value."""
        return self.kind is Kind.LEVEL and self.level > 0

    def fill(self, scheme: Scheme) -> str:
        """Its colour."""
        return COLOURS[self.palette][scheme][self.level] if self.kind is Kind.LEVEL else SURROUNDINGS[scheme].ground


BLANK = Tone(Kind.BLANK)
OUTSIDE = Tone(Kind.OUTSIDE)
FUTURE = Tone(Kind.FUTURE)

FIRST_REVERSED: Mapping[Palette, Mapping[Scheme, int]] = {
    Palette.BLUES: {Scheme.LIGHT: 3, Scheme.DARK: 3},
    Palette.ORANGE: {Scheme.LIGHT: 4, Scheme.DARK: 3},
    Palette.CIVIDIS: {Scheme.LIGHT: 3, Scheme.DARK: 3},
    Palette.GREYS: {Scheme.LIGHT: 3, Scheme.DARK: 2},
}
"""The first level on which a number is written in the opposite ink, so that it keeps a contrast of 4.5."""

INKS: Mapping[Scheme, tuple[str, str]] = {Scheme.LIGHT: ("#1f2328", "#ffffff"), Scheme.DARK: ("#ffffff", "#0d1117")}
"""The usual ink of a number in a square, and the opposite one."""


def ink(tone: Tone, scheme: Scheme) -> str:
    """The colour of a number written on a tone."""
    return INKS[scheme][tone.level >= FIRST_REVERSED[tone.palette][scheme]]


@dataclass(frozen=True, slots=True)
class Square:
    """A square (or dot) with one tone, or with two: upper left and lower right half. `text` is what it says."""

    x: int
    y: int
    width: int
    height: int
    tones: tuple[Tone, ...]
    form: Form = Form.SQUARE
    text: str = ""
    ref: str | None = None

    @property
    def edged(self) -> bool:
        """Whether it counts."""
        return any(tone.edged for tone in self.tones)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text on its baseline; `on` is the tone beneath a number in a square."""

    x: int
    y: int
    text: str
    size: Size = Size.TEXT
    anchor: Anchor = Anchor.START
    on: Tone | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet: its size, its squares, its texts."""

    width: int
    height: int
    squares: tuple[Square, ...]
    texts: tuple[Text, ...]

    @property
    def tones(self) -> tuple[Tone, ...]:
        """Every tone on the sheet, in a fixed order."""
        return tuple(sorted({tone for square in self.squares for tone in square.tones}, key=lambda tone: tone.name))


DIAMETERS = (3, 8, 12, 16, 20)
"""Of a dot, from level 0 to 4."""
