"""A drawing of bars and strokes → a PNG, without any library: indexed colours, soft edges, no time in it."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import ceil, floor, sqrt
from operator import add

from pipeline.render.epub.drawing import Colour, Drawing, Stroke

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
        _draw(rows, stroke, palette)
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


def _draw(rows: list[bytearray], stroke: Stroke, palette: list[Colour]) -> None:
    """A polyline with round ends into the rows; where it meets another of its colour, the darker shade stays."""
    shades = [palette.index(_shade(stroke.colour, palette[rows[0][0]], level)) for level in range(1, LEVELS + 1)]
    ranks = {shade: rank for rank, shade in enumerate(shades)}
    radius = stroke.width / 2
    pairs = list(zip(stroke.points, stroke.points[1:], strict=False)) or [(stroke.points[0], stroke.points[0])]
    left = max(0, floor(min(x for x, _ in stroke.points) - radius))
    room = ceil(max(x for x, _ in stroke.points) + radius) - left + 2
    top = max(0, floor(min(y for _, y in stroke.points) - radius))
    bottom = min(len(rows), ceil(max(y for _, y in stroke.points) + radius) + 1)
    for number in range(top, bottom):
        row = rows[number]
        near = [(first, second) for first, second in pairs if _meets(first[1], second[1], radius, number)]
        for x, amount in enumerate(_covered(near, radius, number, left, room), left):
            level = int(amount * LEVELS / LINES + 0.5)
            if level and x < len(row) and ranks.get(row[x], -1) < level - 1:
                row[x] = shades[min(level, LEVELS) - 1]


def _meets(y0: float, y1: float, radius: float, row: int) -> bool:
    return min(y0, y1) - radius < row + 1 and max(y0, y1) + radius > row


def _covered(pairs: list[Segment], radius: float, row: int, left: int, room: int) -> Iterator[float]:
    """How much of each pixel of a row, from `left` on, its scan lines cover, added up."""
    part, whole = [0.0] * room, [0] * (room + 1)
    for line in range(LINES):
        y = row + (line + 0.5) / LINES
        for begin, end in _union(_span(first, second, radius, y) for first, second in pairs):
            first_pixel, last_pixel = floor(begin) - left, floor(end) - left
            if first_pixel == last_pixel:
                part[first_pixel] += end - begin
            else:
                part[first_pixel] += first_pixel + 1 + left - begin
                part[last_pixel] += end - last_pixel - left
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
