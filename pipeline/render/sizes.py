"""Bytes of a picture → its width and height in CSS pixels, so that a page doesn't jump while it loads."""

import re
import struct

ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"""\b(width|height|viewBox)\s*=\s*["']([^"']*)["']""")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*\Z")
FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""JPEG markers of a frame header, which holds the size (ITU-T T.81, table B.1)."""
SIDE, LOSSLESS, LOSSY = 0x3FFF, 0x2F, b"\x9d\x01\x2a"
"""Of WebP: the bits of a side, and what the data of the two kinds begin with."""


def size(name: str, data: bytes) -> tuple[int, int] | None:
    """File name and bytes → (width, height); `None` when they don't say."""
    suffix = name.rsplit(".", 1)[-1].lower()
    read = READERS.get(suffix)
    return read(data) if read else None


def _svg(data: bytes) -> tuple[int, int] | None:
    root = ROOT.search(data)
    if root is None:
        return None
    said = dict(ATTRIBUTE.findall(root[0].decode("utf-8", "replace")))
    sides = [NUMBER.match(said.get(side, "")) for side in ("width", "height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = said.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(NUMBER.match(side) for side in box[2:]):  # noqa: PLR2004 - a view box has four numbers
        return round(float(box[2])), round(float(box[3]))
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 24:  # noqa: PLR2004 - signature, then the IHDR chunk
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    if data[:6] not in {b"GIF87a", b"GIF89a"} or len(data) < 10:  # noqa: PLR2004 - signature, then two shorts
        return None
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every segment starts with FF
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    """Google's container: the header of an extended, a lossless or a lossy picture (WebP Container Specification, RFC 9649)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:  # noqa: PLR2004 - the shortest that says
        return None
    match data[12:16]:
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L" if data[20] == LOSSLESS:
            bits = int.from_bytes(data[21:25], "little")
            return (bits & SIDE) + 1, (bits >> 14 & SIDE) + 1
        case b"VP8 " if data[23:26] == LOSSY:
            width, height = struct.unpack("<HH", data[26:30])
            return width & SIDE, height & SIDE
        case _:
            return None


READERS = {"svg": _svg, "png": _png, "gif": _gif, "jpg": _jpeg, "jpeg": _jpeg, "webp": _webp}
