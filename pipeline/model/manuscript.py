r"""The book's prose as XHTML that knows no output yet: every link still names what it means.

In the markup, `\x02…\x03` stands where each output has an address of its own:

    \x02item:chapter:finetuning#when-to-finetune\x03   an item (and an anchor in it)
    \x02here:#when-to-finetune\x03                     an anchor on the same page
    \x02list:resource?kind=paper\x03                   a collection's list page (by prefix), narrowed by filters
    \x02asset:content/assets/figures/rag.svg\x03       a file of the book
    \x02embed:figure:diagram-rag-flow\x03              (instead of a block) an item shown in place: figure or artifact

The control characters can't occur in content, so a mark that is left over is a bug that every output's check finds. No id stands
twice in a body and its footnotes; those of footnotes are of a form that no heading and no author gives (`model.ids`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from pipeline.model.document import Path
from pipeline.model.ids import stated

MARK = re.compile("\x02([a-z]+):([^\x03]*)\x03")
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number on the page (from 1), its id (`fn.1`), its XHTML (paragraphs)."""

    number: int
    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A compiled piece of Markdown: well-formed XHTML with marks, and its footnotes.

    A body holds blocks, headings from `h2` with their `id`; a field's text is inline. A footnote's reference is
    `<a class="note-ref" id="fnref.1" href="#fn.1" role="doc-noteref">1</a>`, the next to the same note `fnref.1.2`.
    `math` tells that MathML is inside, `cites` the keys of the resources cited, in order of first use.
    """

    html: str
    notes: tuple[Note, ...] = ()
    math: bool = False
    cites: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """All ids in it and its footnotes."""
        return frozenset(stated("".join((self.html, *(note.html for note in self.notes)))))


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All prose of a site, compiled: by item key and field path (the empty path is the body)."""

    passages: Mapping[tuple[str, Path], Passage] = field(repr=False)

    def body(self, key: str) -> Passage:
        """The body of an item; an empty passage when it has none."""
        return self.passages.get((key, ()), Passage(""))

    def at(self, key: str, *path: str | int) -> Passage | None:
        """A Markdown field of an item; `None` when it is absent."""
        return self.passages.get((key, path))


def settle(html: str, resolve: Callable[[str, str], str]) -> str:
    """Replace every mark by what `resolve(kind, rest)` gives, such as ("item", "chapter:finetuning#tactics")."""
    return MARK.sub(lambda match: resolve(match[1], match[2]), html)


def plain(html: str | None) -> str:
    """Markup → its words."""
    return " ".join(unescape(TAG.sub("", html or "")).split())
