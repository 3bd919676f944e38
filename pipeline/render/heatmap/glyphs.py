"""Letters of 5 by 7 dots, drawn here, because fonts differ between machines and a picture must not.

A glyph is eight rows of five dots, two hexadecimal digits each; the highest of the five bits is the leftmost dot, and the eighth
row is for letters that hang down.
"""

import unicodedata
from collections.abc import Mapping

WIDTH, HEIGHT, STEP = 5, 8, 6

ROWS: Mapping[str, str] = {
    " ": "0000000000000000",
    "!": "0404040404000400",
    '"': "0a0a0a0000000000",
    "#": "0a0a1f0a1f0a0a00",
    "$": "040f140e051e0400",
    "%": "1819020408130300",
    "&": "0814140815120d00",
    "'": "0404040000000000",
    "(": "0204080808040200",
    ")": "0804020202040800",
    "*": "04150e1f0e150400",
    "+": "0004041f04040000",
    ",": "0000000006060204",
    "-": "0000001f00000000",
    ".": "0000000000060600",
    "/": "0001020408100000",
    "0": "0e11131519110e00",
    "1": "040c040404040e00",
    "2": "0e11010204081f00",
    "3": "0e11010601110e00",
    "4": "02060a121f020200",
    "5": "1f101e0101110e00",
    "6": "0608101e11110e00",
    "7": "1f01020408080800",
    "8": "0e11110e11110e00",
    "9": "0e11110f01020c00",
    ":": "0006060006060000",
    ";": "0006060006060204",
    "<": "0102040804020100",
    "=": "00001f001f000000",
    ">": "1008040204081000",
    "?": "0e11010204000400",
    "@": "0e11171516100f00",
    "A": "0e11111f11111100",
    "B": "1e11111e11111e00",
    "C": "0e11101010110e00",
    "D": "1e11111111111e00",
    "E": "1f10101e10101f00",
    "F": "1f10101e10101000",
    "G": "0e11101711110f00",
    "H": "1111111f11111100",
    "I": "0e04040404040e00",
    "J": "0702020202120c00",
    "K": "1112141814121100",
    "L": "1010101010101f00",
    "M": "111b151511111100",
    "N": "1111191513111100",
    "O": "0e11111111110e00",
    "P": "1e11111e10101000",
    "Q": "0e11111115120d00",
    "R": "1e11111e14121100",
    "S": "0e11100e01110e00",
    "T": "1f04040404040400",
    "U": "1111111111110e00",
    "V": "11111111110a0400",
    "W": "11111115151b1100",
    "X": "11110a040a111100",
    "Y": "1111110a04040400",
    "Z": "1f01020408101f00",
    "[": "0e08080808080e00",
    "\\": "0010080402010000",
    "]": "0e02020202020e00",
    "^": "040a110000000000",
    "_": "0000000000001f00",
    "`": "0804020000000000",
    "a": "00000e010f110f00",
    "b": "1010161911111e00",
    "c": "00000e1110110e00",
    "d": "01010d1311110f00",
    "e": "00000e111f100e00",
    "f": "0609081e08080800",
    "g": "00000f11110f010e",
    "h": "1010161911111100",
    "i": "04000c0404040e00",
    "j": "020006020202120c",
    "k": "1010121418141200",
    "l": "0c04040404040e00",
    "m": "00001a1515151500",
    "n": "0000161911111100",
    "o": "00000e1111110e00",
    "p": "00001e11111e1010",
    "q": "00000f11110f0101",
    "r": "0000161910101000",
    "s": "00000f100e011e00",
    "t": "08081e0808090600",
    "u": "0000111111130d00",
    "v": "00001111110a0400",
    "w": "0000111115150a00",
    "x": "0000110a040a1100",
    "y": "00001111110f010e",
    "z": "00001f0204081f00",
    "{": "0204040804040200",
    "|": "0404040404040400",
    "}": "0804040204040800",
    "~": "0000081502000000",
}

MISSING = "1f11111111111f00"
"""A box for what cannot be drawn."""


def dots(text: str) -> list[tuple[int, int]]:
    """Find the dots of a line of text: columns and rows from its upper left corner. Accents are left out."""
    plain = unicodedata.normalize("NFKD", text.replace("\N{EN DASH}", "-"))
    letters = [letter for letter in plain if not unicodedata.combining(letter)]
    return [(index * STEP + column, row) for index, letter in enumerate(letters) for column, row in _glyph(letter)]


def _glyph(letter: str) -> list[tuple[int, int]]:
    rows = bytes.fromhex(ROWS.get(letter, MISSING))
    return [(column, row) for row, bits in enumerate(rows) for column in range(WIDTH) if bits >> (WIDTH - 1 - column) & 1]
