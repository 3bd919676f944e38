"""A drawing of bars and strokes → a PNG, without any library: indexed colours, soft edges, no time in it."""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt
from operator import add

from pipeline.render.picture.drawing import Colour, Drawing, Stroke

Point = tuple[float, float]
Span = tuple[float, float]

LEVELS = 8
"""Shades between the background and the colour of a stroke."""

LINES = 4
"""Scan lines in each row of pixels."""

COMPRESSION = 7
"""Of the file: 9 saves a sixth of the bytes and takes five times as long."""


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
            _chunk(b"IDAT", zlib.compress(raw, COMPRESSION)),
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
def _stamp(points: tuple[Point, ...], radius: float) -> tuple[bytes, ...]:
    """How much of each pixel a polyline covers, in levels, row by row: a letter that comes again looks the same."""
    room = ceil(max(x for x, _ in points) + radius) + 2
    bottom = ceil(max(y for _, y in points) + radius) + 1
    spans: list[list[Span]] = [[] for _ in range(bottom * LINES)]
    for first, second in pairwise(points) if len(points) > 1 else [points * 2]:
        _cross(spans, first, second, radius)
    rows = (_covered(spans[row * LINES : (row + 1) * LINES], room) for row in range(bottom))
    return tuple(bytes([int(amount * LEVELS / LINES + 0.5) for amount in row]) for row in rows)


def _cross(spans: list[list[Span]], first: Point, second: Point, radius: float) -> None:
    """Where each scan line meets a thick segment with round ends, added to what it meets."""
    edges = _edges(first, second, radius)
    low, high = min(first[1], second[1]) - radius, max(first[1], second[1]) + radius
    for line in range(max(0, floor(low * LINES)), min(len(spans), ceil(high * LINES))):
        y = (line + 0.5) / LINES
        found = [x + (y - top) * slope for x, top, bottom, slope in edges if top <= y <= bottom]
        for x, centre in (first, second):
            rest = radius * radius - (y - centre) ** 2
            if rest >= 0:
                half = sqrt(rest)
                found += (x - half, x + half)
        if found:
            spans[line].append((min(found), max(found)))


def _edges(first: Point, second: Point, radius: float) -> list[tuple[float, float, float, float]]:
    """The straight outlines of a thick segment that a horizontal line can meet in one point: upper end, both heights, slope."""
    (x0, y0), (x1, y1) = first, second
    length = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
    if not length:
        return []
    across, along = (y0 - y1) * radius / length, (x1 - x0) * radius / length
    corners = ((x0 + across, y0 + along), (x1 + across, y1 + along), (x1 - across, y1 - along), (x0 - across, y0 - along))
    sides = (sorted(side, key=_height) for side in pairwise((*corners, corners[0])))
    return [(x, top, bottom, (end - x) / (bottom - top)) for (x, top), (end, bottom) in sides if bottom > top]


def _height(point: Point) -> float:
    return point[1]


def _covered(lines: list[list[Span]], room: int) -> Iterator[float]:
    """How much of each pixel of a row its scan lines cover, added up."""
    part, whole = [0.0] * room, [0] * (room + 1)
    for line in lines:
        for begin, end in _union(line):
            first_pixel, last_pixel = floor(begin), floor(end)
            if first_pixel == last_pixel:
                part[first_pixel] += end - begin
            else:
                part[first_pixel] += first_pixel + 1 - begin
                part[last_pixel] += end - last_pixel
                whole[first_pixel + 1] += 1
                whole[last_pixel] -= 1
    return map(add, part, accumulate(whole))


def _union(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _shade(colour: Colour, background: Colour, level: int) -> Colour:
    red, green, blue = ((own * level + ground * (LEVELS - level)) // LEVELS for own, ground in zip(colour, background, strict=True))
    return (red, green, blue)
