"""The theme's icon, an open book, as pixels: for whoever can't show the drawing (`favicon.svg`), and for home screens.

All of it lies within the circle that a home screen may cut out (W3C, Web Application Manifest: the safe zone has 80 % of the width).
"""

import struct
from collections.abc import Iterator
from functools import cache

from pipeline.model.artifact import Artifact
from pipeline.render.html.cover import CLOTH, PAPER
from pipeline.render.html.theme import asset
from pipeline.render.picture.drawing import Bar, Drawing, Stroke, colour
from pipeline.render.picture.raster import png

UNITS = 32
"""The width of the drawing that the numbers below are taken from."""

OUTER, FOLD = 7, 16
"""Where a page ends, and where it is bound; the other page is its mirror image."""

CURVE = (9.5, 8.5, 9.0, 11.0)
"""Heights of the upper edge of a page, from the outer side to the fold: a cubic curve."""

DEPTH = 13
STEPS = 12
RIBBON = "#c8664a"
SIZES = (192, 512)
SMALL = 32
"""For the tab of a browser."""

FAVICON = "favicon.ico"


@cache
def icons() -> tuple[Artifact, ...]:
    """The pictures that the web manifest names, by size; the same for every book."""
    return tuple(asset(f"assets/icon-{size}.png", _icon(size)) for size in SIZES)


@cache
def favicon() -> Artifact:
    """The small one, in the file that browsers and feed readers ask for: an icon that holds a PNG."""
    picture = _icon(SMALL)
    header = struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", SMALL, SMALL, 0, 0, 1, 8, len(picture), 22)
    return Artifact(FAVICON, header + picture)


def _icon(size: int) -> bytes:
    unit = size / UNITS
    middle = round(FOLD * unit)
    half = round(0.8 * unit)
    # A page is filled column by column; the outline hides the steps.
    bars = [Bar(x, round(top), 1, round(DEPTH * unit), colour(PAPER)) for x, top in _tops(size)]
    binding = Bar(middle - half, round((CURVE[-1] + 1) * unit), 2 * half, round((DEPTH - 2) * unit), colour(RIBBON))
    outline = Stroke(tuple(_outline(size)), unit, colour(PAPER))
    return png(Drawing(size, size, colour(CLOTH), (*bars, binding), (outline,)))


def _tops(size: int) -> Iterator[tuple[int, float]]:
    """For each column of pixels of both pages, where it begins."""
    unit = size / UNITS
    left, middle = round(OUTER * unit), round(FOLD * unit)
    for x in range(left, middle):
        top = _height((x + 0.5 - left) / (middle - left)) * unit
        yield x, top
        yield size - 1 - x, top


def _outline(size: int) -> Iterator[tuple[float, float]]:
    unit = size / UNITS
    upper = [(OUTER + (FOLD - OUTER) * step / STEPS, _height(step / STEPS)) for step in range(STEPS + 1)]
    upper += [(UNITS - x, y) for x, y in upper[-2::-1]]
    lower = [(x, y + DEPTH) for x, y in reversed(upper)]
    yield from ((x * unit, y * unit) for x, y in (*upper, *lower, upper[0]))


def _height(t: float) -> float:
    """A point of the curve."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return sum(weight * height for weight, height in zip(weights, CURVE, strict=True))
