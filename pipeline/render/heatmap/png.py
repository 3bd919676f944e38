"""A drawing → a PNG of twice the size, indexed, on an opaque light ground, without any library but `zlib`.

Transparent pictures vanish on dark readers. Whole pixels and own glyphs give the same picture on every machine; as builds of zlib
differ, compare pixels between machines and bytes within one.
"""

import struct
import zlib
from collections.abc import Callable

from pipeline.render.heatmap import glyphs
from pipeline.render.heatmap.drawing import DIAMETERS, Anchor, Drawing, Form, Kind, Size, Square, Text, ink
from pipeline.render.heatmap.palettes import SURROUNDINGS, Scheme

SCALE = 2
MARGIN = 1
"""Around a stamp, because the edge of the largest dot reaches out of its square; squares are two CSS pixels apart."""

CORNERS = (3, 2, 1, 1)
"""Pixels left out at both ends of the first rows of a square: a corner of 2 CSS pixels."""

INNER = (1,)
AROUND = SURROUNDINGS[Scheme.LIGHT]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEVEL = 7
"""Of compression: 9 saves a twelfth of the bytes and takes twice the time."""

DEPTH = 4
"""Bits of a pixel: two palettes of four levels, nothing, ground, edges and inks are at most 16 colours."""


Box = tuple[int, int, int, int]
"""Left, top, width, height."""


class Canvas:
    """Rows of pixels, each a number of a colour."""

    def __init__(self, width: int, height: int, colours: dict[str, int]) -> None:
        self.width, self.height = width, height
        self.colours = colours
        self.rows = [bytearray(width) for _ in range(height)]

    def colour(self, value: str) -> int:
        """The number of a colour."""
        return self.colours.setdefault(value, len(self.colours))

    def run(self, x: int, y: int, width: int, value: int) -> None:
        """Colour a stretch of a row, as far as it lies on the canvas: a slice beyond the end would make the row longer."""
        width = min(width, self.width - x)
        if width > 0:
            self.rows[y][x : x + width] = bytes((value,)) * width

    def press(self, stamp: "Canvas", x: int, y: int) -> None:
        """Copy a stamp to a place given in CSS pixels; its margin takes nothing away, as squares keep apart."""
        left, top, width = x * SCALE, y * SCALE, stamp.width
        for row, pixels in enumerate(stamp.rows, top):
            self.rows[row][left : left + width] = pixels

    def box(self, place: Box, colour: str, corners: tuple[int, ...] = ()) -> None:
        """Colour a rectangle, with its corners cut row by row."""
        value, (x, y, width, height) = self.colour(colour), place
        for row in range(height):
            cut = dict(enumerate(corners)).get(min(row, height - 1 - row), 0)
            self.run(x + cut, y + row, width - 2 * cut, value)

    def half(self, place: Box, colour: str, *, upper: bool) -> None:
        """Colour half of a square, on one side of the diagonal from lower left to upper right."""
        value, (x, y, size, _) = self.colour(colour), place
        for row in range(size):
            length = size - row if upper else row + 1
            self.run(x if upper else x + size - length, y + row, length, value)

    def disc(self, x: int, y: int, diameter: int, colour: str) -> None:
        """Colour a disc around a point between pixels."""
        value = self.colour(colour)
        for row in range(diameter):
            # The half width of a circle at a row's middle, in whole numbers.
            height = 2 * row + 1 - diameter
            width = max(step for step in range(diameter % 2, diameter + 1, 2) if step * step + height * height <= diameter * diameter)
            self.run(x - width // 2, y - diameter // 2 + row, width, value)

    def write(self, x: int, y: int, text: str, colour: str, scale: int) -> None:
        """Write a line of text from its upper left corner."""
        value = self.colour(colour)
        for column, row in glyphs.dots(text):
            for line in range(scale):
                self.run(x + column * scale, y + row * scale + line, scale, value)

    def encoded(self) -> bytes:
        """The file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, 3, 0, 0, 0)
        palette = b"".join(bytes.fromhex(colour[1:]) for colour in self.colours)
        pixels = zlib.compress(b"".join(b"\0" + _packed(row) for row in self.rows), LEVEL)
        return SIGNATURE + b"".join(_chunk(*chunk) for chunk in ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b"")))


def _packed(row: bytearray) -> bytes:
    """Two pixels a byte; with long integers, as a loop over pixels would take longer than all the rest."""
    if len(row) % 2:
        row = row + b"\0"
    half = len(row) // 2
    return (int.from_bytes(row[::2]) << DEPTH | int.from_bytes(row[1::2])).to_bytes(half)


def png(drawing: Drawing) -> bytes:
    """Draw the picture."""
    canvas = Canvas(drawing.width * SCALE, drawing.height * SCALE, {AROUND.ground: 0})
    stamps: dict[Square, Canvas] = {}
    for square in drawing.squares:
        plain = Square(MARGIN, MARGIN, square.width, square.height, square.tones, square.form)
        if plain not in stamps:
            stamps[plain] = _stamp(plain, canvas.colours)
        canvas.press(stamps[plain], square.x - MARGIN, square.y - MARGIN)
    for text in drawing.texts:
        _text(canvas, text)
    return canvas.encoded()


def _stamp(square: Square, colours: dict[str, int]) -> Canvas:
    """Paint a square once: a year has hundreds of squares and a dozen kinds of them."""
    stamp = Canvas((square.width + 2 * MARGIN) * SCALE, (square.height + 2 * MARGIN) * SCALE, colours)
    _painter(square)(stamp, square)
    return stamp


def _painter(square: Square) -> Callable[[Canvas, Square], None]:
    if square.form is Form.DOT:
        return _dot
    if len(square.tones) > 1:
        return _halves
    return _outline if square.tones[0].kind in {Kind.OUTSIDE, Kind.FUTURE} else _square


def _scaled(square: Square) -> Box:
    return square.x * SCALE, square.y * SCALE, square.width * SCALE, square.height * SCALE


def _square(canvas: Canvas, square: Square) -> None:
    fill = square.tones[0].fill(Scheme.LIGHT)
    canvas.box(_scaled(square), AROUND.edge if square.edged else fill, CORNERS)
    if square.edged:
        canvas.box(_inside(_scaled(square)), fill, INNER)


def _halves(canvas: Canvas, square: Square) -> None:
    x, y, width, height = _scaled(square)
    canvas.box((x, y, width, height), AROUND.edge, CORNERS)
    size = width - 2 * SCALE - 1
    for tone, upper in zip(square.tones, (True, False), strict=True):
        place = 0 if upper else 1
        canvas.half((x + SCALE + place, y + SCALE + place, size, size), tone.fill(Scheme.LIGHT), upper=upper)


def _outline(canvas: Canvas, square: Square) -> None:
    future = square.tones[0].kind is Kind.FUTURE
    canvas.box(_scaled(square), AROUND.dotted if future else AROUND.faint, CORNERS)
    canvas.box(_inside(_scaled(square)), AROUND.ground, INNER)
    if future:
        _cut(canvas, _scaled(square))


def _inside(place: Box) -> Box:
    x, y, width, height = place
    return x + SCALE, y + SCALE, width - 2 * SCALE, height - 2 * SCALE


def _cut(canvas: Canvas, place: Box) -> None:
    """Cut an outline into dots."""
    x, y, width, height = place
    for step in range(4, width - 4, 8):
        canvas.box((x + step, y, 4, height), AROUND.ground)
        canvas.box((x, y + step, width, 4), AROUND.ground)


def _dot(canvas: Canvas, square: Square) -> None:
    x, y, width, height = _scaled(square)
    centre, tone = (x + width // 2, y + height // 2), square.tones[0]
    diameter = DIAMETERS[tone.level] * SCALE
    if tone.edged:
        canvas.disc(*centre, diameter + 2 * SCALE, AROUND.edge)
    canvas.disc(*centre, diameter, tone.fill(Scheme.LIGHT))


def _text(canvas: Canvas, text: Text) -> None:
    scale = 3 if text.size is Size.TITLE else SCALE
    width = (len(text.text) * glyphs.STEP - 1) * scale
    left = text.x * SCALE - {Anchor.START: 0, Anchor.MIDDLE: width // 2, Anchor.END: width}[text.anchor]
    colour = ink(text.on, Scheme.LIGHT) if text.on is not None else AROUND.text if text.size is Size.TEXT else AROUND.ink
    canvas.write(max(left, 0), text.y * SCALE - 7 * scale, text.text, colour, scale)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
