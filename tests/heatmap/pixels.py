"""A small reader of the PNG files that this package writes: indexed, four bits, no filter."""

import struct
import zlib


def pixels(data: bytes) -> list[list[str]]:
    """The file as rows of colours; checks signature, chunk sums and sizes."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + size
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour, rest) == (4, 3, [0, 0, 0])
    palette = [f"#{chunks[b'PLTE'][index : index + 3].hex()}" for index in range(0, len(chunks[b"PLTE"]), 3)]
    raw, stride = zlib.decompress(chunks[b"IDAT"]), (width + 1) // 2 + 1
    assert len(raw) == stride * height
    rows = []
    for row in range(height):
        line = raw[row * stride : (row + 1) * stride]
        assert line[0] == 0
        rows.append([palette[number] for byte in line[1:] for number in (byte >> 4, byte & 15)][:width])
    return rows
