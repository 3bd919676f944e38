"""A picture of bars, strokes and words, before it is drawn: the same value as SVG and as PNG."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, in whole pixels."""

    x: int
    y: int
    width: int
    height: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with round ends and corners."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text for which there are no strokes: only a reading system's own fonts can show it."""

    text: str
    x: int
    y: int
    size: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its size in pixels, its background, and what is on it."""

    width: int
    height: int
    background: Colour
    bars: tuple[Bar, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    words: tuple[Words, ...] = ()


def hexadecimal(colour: Colour) -> str:
    """A colour as style sheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def colour(written: str) -> Colour:
    """A colour as style sheets write it, with six digits → its three parts."""
    red, green, blue = bytes.fromhex(written.removeprefix("#"))
    return red, green, blue
