"""Raw HTML as an author wrote it → its tags and the text between them: one reading for the check and for the compiler.

The rules are those of the HTML standard's tokeniser (section 13.2.5) as far as an allow-list needs them: comments and
declarations vanish, `<script>` and its like run to their end tag, the first of two equal attributes counts. Unlike
there, a tag without its `>` is text, so that a slip of the pen hides nothing. The time is linear in the length.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from pipeline.model.safety import HIDDEN, shown

PIECE = re.compile(
    r"""
    <!--(?:-?>|.*?--!?>|.*\Z)                                    # a comment, without its end up to the end of all
    | <(?:[!?]|/[^A-Za-z>])[^>]*+(?:>|\Z) | </>                  # a declaration, an instruction, CDATA: the standard's "bogus comment"
    | </(?P<end>[A-Za-z][^\s/>]*+)[^>]*+>
    | <(?P<start>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+))?+)*+)>
    | (?P<rest><(?:/?[A-Za-z]).*)                                # a tag that never ends; the rest is text, or the search would be quadratic
    """,
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)))?+""")
REFERENCE = re.compile(r"&(?:#[0-9A-Za-z]{1,9};?|[A-Za-z][A-Za-z0-9]*;|[A-Za-z][A-Za-z0-9]*+(?![=;]))")
VERBATIM = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
"""Elements whose content is text up to their end tag, whatever it looks like."""


class Attribute(NamedTuple):
    """An attribute of a start tag: its name in lower case, its value decoded, where the value stands as written."""

    name: str
    value: str
    begin: int
    end: int


class Piece(NamedTuple):
    """A tag or a run of text; offsets are into the HTML. `name` is in lower case and empty for text, which is decoded.

    `closing` says that it is an end tag, `whole` that a start tag ends in `/>`.
    """

    begin: int
    end: int
    name: str = ""
    text: str = ""
    attributes: tuple[Attribute, ...] = ()
    closing: bool = False
    whole: bool = False


def pieces(html: str) -> Iterator[Piece]:
    """Raw HTML → its start tags, end tags and texts, in order. Never fails."""
    at = 0
    while match := PIECE.search(html, at):
        yield from _text(html, at, match.start())
        at = match.end()
        if match["rest"]:
            yield from _text(html, match.start(), at)
        elif match["end"]:
            yield Piece(match.start(), at, match["end"].lower(), closing=True)
        elif match["start"]:
            name = match["start"].lower()
            attributes = tuple(_attributes(match))
            # In `<a href=x/>` the slash belongs to the value.
            whole = html[at - 2] == "/" and not (attributes and attributes[-1].end == at - 1)
            yield Piece(match.start(), at, name, attributes=attributes, whole=whole)
            if name in VERBATIM:
                end = re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE).search(html, at)
                inner, at = at, end.start() if end else len(html)
                yield from _text(html, inner, at)
    yield from _text(html, at, len(html))


def _text(html: str, begin: int, end: int) -> Iterator[Piece]:
    if begin < end:
        yield Piece(begin, end, text=_meant(html[begin:end]))


def _attributes(tag: re.Match[str]) -> Iterator[Attribute]:
    seen = set()
    for match in ATTRIBUTE.finditer(tag.string, *tag.span("attributes")):
        name = match[1].lower()
        if name not in seen:
            seen.add(name)
            group = next((number for number in (2, 3, 4) if match[number] is not None), 1)
            written = match[group] if group > 1 else ""
            yield Attribute(name, decoded(written), *(match.span(group) if group > 1 else (match.end(), match.end())))


def decoded(value: str) -> str:
    """An attribute's value as written → as meant. `&copy=` in an address stays, as the standard says."""
    return REFERENCE.sub(lambda match: _meant(match[0]), value) if "&" in value else value


def _meant(written: str) -> str:
    """References decoded, with a sign for each that stands for what nobody sees."""
    meant = unescape(written) if "&" in written else written
    return meant if meant == written or HIDDEN.search(written) else shown(meant)
