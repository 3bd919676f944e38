"""A drawing of bars and strokes → a PNG, without any library: indexed colours, soft edges, no time in it."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt
from operator import add

from pipeline.render.picture.drawing import Colour, Drawing, Stroke

Segment = tuple[tuple[float, float], tuple[float, float]]

LEVELS = 8
"""Shades between the background and the colour of a stroke."""

LINES = 4
"""Scan lines in each row of pixels."""


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG file; strokes must lie on the background, bars nowhere under them."""
    palette = _palette(drawing)
    rows = _bars(drawing, palette)
    for stroke in drawing.strokes:
        _draw(rows, stroke, palette, drawing.background)
    raw = b"".join(b"\0" + bytes(row) for row in rows)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", drawing.width, drawing.height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(channel for colour in palette for channel in colour)),
            _chunk(b"IDAT", zlib.compress(raw, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _palette(drawing: Drawing) -> list[Colour]:
    """The background, the colours of the bars, then the shades of each colour of strokes."""
    flat = [drawing.background, *(bar.colour for bar in drawing.bars)]
    inks = dict.fromkeys(stroke.colour for stroke in drawing.strokes)
    shades = [_shade(ink, drawing.background, level) for ink in inks for level in range(1, LEVELS + 1)]
    return list(dict.fromkeys([*flat, *shades]))


def _bars(drawing: Drawing, palette: list[Colour]) -> list[bytearray]:
    rows = [bytearray([palette.index(drawing.background)]) * drawing.width for _ in range(drawing.height)]
    for bar in drawing.bars:
        filling = bytes([palette.index(bar.colour)]) * bar.width
        for row in rows[bar.y : bar.y + bar.height]:
            row[bar.x : bar.x + bar.width] = filling
    return rows


def _draw(rows: list[bytearray], stroke: Stroke, palette: list[Colour], ground: Colour) -> None:
    """A polyline with round ends into the rows; where it meets another of its colour, the darker shade stays."""
    shades = bytes(palette.index(_shade(stroke.colour, ground, level)) for level in range(LEVELS + 1))
    left = floor(min(x for x, _ in stroke.points) - stroke.width / 2)
    top = floor(min(y for _, y in stroke.points) - stroke.width / 2)
    stamp = _stamp(tuple((x - left, y - top) for x, y in stroke.points), stroke.width / 2)
    for number, levels in enumerate(stamp, top):
        if 0 <= number < len(rows):
            _press(rows[number], levels[max(0, -left) :], max(0, left), shades)


def _press(row: bytearray, levels: bytes, left: int, shades: bytes) -> None:
    """A row of a stamp into a row of pixels."""
    under = row[left : left + len(levels)]
    if under.count(shades[0]) == len(under):
        row[left : left + len(levels)] = levels.translate(shades + bytes(256 - len(shades)))[: len(under)]
        return
    for x, (level, pixel) in enumerate(zip(levels, under, strict=False), left):
        if level and shades.find(pixel) < level:
            row[x] = shades[level]


@lru_cache(maxsize=1024)
def _stamp(points: tuple[tuple[float, float], ...], radius: float) -> tuple[bytes, ...]:
    """How much of each pixel a polyline covers, in levels, row by row: a letter that comes again looks the same."""
    pairs = list(pairwise(points)) or [(points[0], points[0])]
    room = ceil(max(x for x, _ in points) + radius) + 2
    bottom = ceil(max(y for _, y in points) + radius) + 1
    rows = []
    for number in range(bottom):
        near = [(first, second) for first, second in pairs if _meets(first[1], second[1], radius, number)]
        rows.append(bytes(min(int(amount * LEVELS / LINES + 0.5), LEVELS) for amount in _covered(near, radius, number, room)))
    return tuple(rows)


def _meets(y0: float, y1: float, radius: float, row: int) -> bool:
    return min(y0, y1) - radius < row + 1 and max(y0, y1) + radius > row


def _covered(pairs: list[Segment], radius: float, row: int, room: int) -> Iterator[float]:
    """How much of each pixel of a row its scan lines cover, added up."""
    part, whole = [0.0] * room, [0] * (room + 1)
    for line in range(LINES):
        y = row + (line + 0.5) / LINES
        for begin, end in _union(_span(first, second, radius, y) for first, second in pairs):
            first_pixel, last_pixel = floor(begin), floor(end)
            if first_pixel == last_pixel:
                part[first_pixel] += end - begin
            else:
                part[first_pixel] += first_pixel + 1 - begin
                part[last_pixel] += end - last_pixel
                whole[first_pixel + 1] += 1
                whole[last_pixel] -= 1
    return map(add, part, accumulate(whole))


def _shade(colour: Colour, background: Colour, level: int) -> Colour:
    red, green, blue = ((own * level + ground * (LEVELS - level)) // LEVELS for own, ground in zip(colour, background, strict=True))
    return (red, green, blue)


def _union(spans: Iterable[tuple[float, float] | None]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for begin, end in sorted(span for span in spans if span is not None):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _span(first: tuple[float, float], second: tuple[float, float], radius: float, y: float) -> tuple[float, float] | None:
    """Where a horizontal line meets a thick segment with round ends."""
    (x0, y0), (x1, y1) = first, second
    if y < min(y0, y1) - radius or y > max(y0, y1) + radius:
        return None
    found: list[float] = []
    for x, centre in ((x0, y0), (x1, y1)):
        rest = radius * radius - (y - centre) ** 2
        if rest >= 0:
            found += [x - sqrt(rest), x + sqrt(rest)]
    length = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
    if length:
        across = ((y0 - y1) * radius / length, (x1 - x0) * radius / length)
        for side in (1, -1):
            low, high = y0 + side * across[1], y1 + side * across[1]
            if low != high and min(low, high) <= y <= max(low, high):
                found.append(x0 + side * across[0] + (x1 - x0) * (y - low) / (high - low))
        for x, centre in ((x0, y0), (x1, y1)):
            low, high = centre - across[1], centre + across[1]
            if low != high and min(low, high) <= y <= max(low, high):
                found.append(x - across[0] + 2 * across[0] * (y - low) / (high - low))
    return (min(found), max(found)) if found else None
