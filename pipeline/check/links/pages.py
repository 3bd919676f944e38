"""The bytes of a page, as they come → which of the anchors we look for it has. Ids are kept, never the page."""

import codecs
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol
from urllib.parse import unquote

from pipeline.check.links import urls
from pipeline.check.links.evidence import Presence

HTML = ("text/html", "application/xhtml+xml")
ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby"})
"""Ids of the one element that a program in the browser fills."""
WORDS = 400
"""With fewer characters of text than this, and scripts, a page is a shell."""
PREFIX = "user-content-"
"""What GitHub puts before the ids of what users wrote."""


class Inflate(Protocol):
    """Takes compressed bytes, gives at most so many plain ones."""

    def __call__(self, data: bytes, limit: int, /) -> bytes:
        """Bytes in, bytes out."""


class OversizedError(Exception):
    """More came out of some bytes than we take."""


def inflater(encoding: str) -> Inflate | None:
    """How to read a body with a content coding; `None` for one that we did not ask for and cannot read."""
    if encoding in {"", "identity"}:
        return lambda data, _limit: data
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        return None
    stream = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def inflate(data: bytes, limit: int) -> bytes:
        plain = stream.decompress(data, limit)
        if stream.unconsumed_tail:
            raise OversizedError
        return plain

    return inflate


@dataclass(slots=True)
class Page:
    """A page that is read piece by piece; `wanted` are the anchors, as written in links."""

    wanted: frozenset[str]
    html: bool
    charset: str = "utf-8"
    parser: "_Ids" = field(default_factory=lambda: _Ids())  # noqa: PLW0108 - the class stands below
    decoder: codecs.IncrementalDecoder | None = None

    def feed(self, data: bytes) -> bool:
        """Take some bytes in → whether everything wanted has been seen."""
        if not self.html:
            return True
        if self.decoder is None:
            self.decoder = _decoder(self.charset)
        self.parser.feed(self.decoder.decode(data))
        return not any(self.parser.ids.isdisjoint(_spellings(fragment)) for fragment in self.wanted)

    def anchors(self, *, complete: bool) -> Mapping[str, Presence]:
        """What is known of each anchor; a page that was not read to its end, or is filled by a program, misses nothing for sure."""
        sure = complete and self.html and not self.parser.shell
        return {fragment: self._presence(fragment, sure=sure) for fragment in sorted(self.wanted)}

    def _presence(self, fragment: str, *, sure: bool) -> Presence:
        if not self.parser.ids.isdisjoint(_spellings(fragment)):
            return Presence.FOUND
        return Presence.MISSING if sure and not urls.routed(fragment) else Presence.UNKNOWN


def _spellings(fragment: str) -> frozenset[str]:
    """How an anchor may be written on the page: raw, decoded, with GitHub's prefix."""
    plain = unquote(fragment)
    return frozenset({fragment, plain, PREFIX + fragment, PREFIX + plain, PREFIX + plain.lower()})


def _decoder(charset: str) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(charset)("replace")
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")("replace")


class _Ids(HTMLParser):
    """The ids and names of a page, how much text it has, and whether it has scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.characters = 0
        self.scripts = 0
        self.signs = False
        self.silent = False

    @property
    def shell(self) -> bool:
        return self.scripts > 0 and self.characters < WORDS and (self.signs or self.characters < WORDS // 4)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.silent = tag in {"script", "style", "noscript", "template"}
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag in {"a", "map"})):
                self.ids.add(value)
        self.signs = self.signs or tag == "app-root" or not self.ids.isdisjoint(ROOTS)

    def handle_endtag(self, _tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        self.characters += 0 if self.silent else len(data.strip())
