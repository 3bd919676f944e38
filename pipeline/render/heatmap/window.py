"""Byte stream → a text of which only the part around a cursor is in memory, with values decoded at the cursor."""

import codecs
import json
import re
from typing import IO, Any

from pipeline.render.heatmap.refusal import Refused

LIMIT = 256 * 2**20
"""The longest record, in characters."""

NEAR = 12
"""A fault this close to the end of the text may come from the cut: the longest token that can be cut is a pair of `\\u` escapes."""

DIGITS = 20
"""Longer integers become floats: `int` refuses thousands of digits, and no time or count has so many."""

WHITE = re.compile(r"[ \t\n\r]*")
HALVED = re.compile(r"[.eE][+-]?")
PARTIAL = re.compile(r"[ \t\n\r]*|u[0-9a-fA-F]{0,4}|[.eE][+-]?|-|-?I(nfinit?|nfi?n?|n)?|Na?|nu?l?|tr?u?|fa?l?s?")
"""What a cut can leave of a token: of an escape, a number, a name."""

SPOILED = re.compile("[\udc80-\udcff]")
MARK = "\ufeff"


def whole(digits: str) -> int | float:
    """Digits of a JSON integer → its value; never an exception."""
    return int(digits) if len(digits) <= DIGITS else float(digits)


DECODER = json.JSONDecoder(parse_int=whole)


class Window:
    """The part of a text in memory: it grows at its end and forgets what lies before the cursor."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._size = size
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._spoiled = 0
        self._ended = False
        self._forgotten = 0
        self._text = ""
        self._at = 0
        while not self._text and self._grow():
            pass
        self._at = 1 if self._text.startswith(MARK) else 0

    def peek(self) -> str:
        """Look at the next character that is not white space; empty at the end of the text."""
        while True:
            match = WHITE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def take(self, character: str) -> bool:
        """Step over a character if it comes next."""
        if self.peek() != character:
            return False
        self._at += 1
        return True

    def need(self, character: str) -> None:
        """Step over a character that must come next."""
        if not self.take(character):
            raise self._fault(cut=self.peek() == "" or self._halved())

    def value(self) -> tuple[Any, bool]:
        """Decode the JSON value at the cursor; with it, whether some of its bytes were not UTF-8."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                inside = error.msg.startswith("Unterminated string")
                if inside or error.pos + NEAR >= len(self._text):
                    if self._grow():
                        continue
                    inside = inside or PARTIAL.fullmatch(self._text, error.pos) is not None
                raise self._fault(cut=inside) from None
            except RecursionError:
                raise Refused("its JSON is nested too deeply") from None
            else:
                # A number at the end of the window may go on behind it, even as `1.` or `1e+`.
                if isinstance(value, (int, float)) and end + NEAR >= len(self._text) and self._grow():
                    continue
                return value, self._step(end)

    def _halved(self) -> bool:
        """Whether all that is left is the beginning of a number's fraction or exponent."""
        return not self._grow() and HALVED.fullmatch(self._text, self._at) is not None

    def _step(self, end: int) -> bool:
        begin, self._at = self._at, end
        return self._forgotten + begin < self._spoiled and SPOILED.search(self._text, begin, end) is not None

    def _grow(self) -> bool:
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > LIMIT:
            raise Refused(f"the record at character {self._forgotten + self._at:,} is longer than 256 MB")
        self._text = ""
        data = self._stream.read(max(self._size, len(rest)))
        self._forgotten += self._at
        self._at = 0
        self._ended = not data
        self._text = rest + self._decoded(data, self._forgotten + len(rest))
        return True

    def _decoded(self, data: bytes, place: int) -> str:
        try:
            return self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            self._decoder.errors = "surrogateescape"
            text = self._decoder.decode(data, final=self._ended)
            self._decoder.errors = "strict"
            self._spoiled = place + len(text)
            return text

    def _fault(self, *, cut: bool) -> Refused:
        place = f"character {self._forgotten + self._at:,}"
        if cut:
            return Refused(f"it ends inside the value at {place}", "export or copy it again", truncated=True)
        return Refused(f"its JSON is broken in the value at {place}")
