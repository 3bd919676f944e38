"""Sizes of pictures from their first bytes."""

import struct

import pytest

from pipeline.render.sizes import size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x01\xe0\x02\x80\x03\x01\x22\x00"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.svg", b'<svg width="720" height="500" viewBox="0 0 1 1">', (720, 500)),
        ("a.svg", b'<?xml version="1.0"?><svg\n width="72.4px" height="50px">', (72, 50)),
        ("a.svg", b'<svg viewBox="0 0 300 200">', (300, 200)),
        ("a.svg", b'<svg width="100%" height="100%" viewBox="0,0,30,20">', (30, 20)),
        ("a.svg", b"<svg>", None),
        ("a.PNG", PNG, (640, 480)),
        ("a.png", b"no picture", None),
        ("a.gif", b"GIF89a" + struct.pack("<HH", 7, 9), (7, 9)),
        ("a.jpeg", JPEG, (640, 480)),
        ("a.jpg", JPEG[:12], None),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x7f\x02\x00" + b"\xdf\x01\x00", (640, 480)),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + (639 | 479 << 14).to_bytes(4, "little") + bytes(5), (640, 480)),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 640, 480), (640, 480)),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 " + bytes(20), None),
        ("a.webp", b"RIFF", None),
        ("a.pdf", b"%PDF", None),
    ],
)
def test_size(name: str, data: bytes, expected: tuple[int, int] | None) -> None:
    assert size(name, data) == expected
