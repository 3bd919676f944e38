"""An author's HTML, tag by tag → the same tree that Markdown grows in: only what the allow-list names, each thing where it may stand.

HTML closes what HTML opened, Markdown what Markdown opened, with all that was left open inside. As in the HTML standard a new
list item ends the one before, a block ends a paragraph, and so on; a tag for which there is no place is passed over,
its content kept.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from xml.etree.ElementTree import Element, TreeBuilder

from pipeline.model.safety import ALLOWED, PARENTS, SILENT, VOID
from pipeline.model.tags import Piece, pieces
from pipeline.render.compile.attributes import allowed
from pipeline.render.compile.parts import BLOCKS, DROPPED, HEADINGS

Clean = Callable[[str], str]
CELLS = frozenset({"caption", "table", "td", "th"})
"""What a tag from inside can't reach across, unless it is part of a table itself."""
PARTS = frozenset({"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
LOOSE = frozenset({"center", "div", "p"})
"""Blocks that the end of a list item closes without being asked."""
DEPTH = 64
"""HTML nested deeper than this is flattened: readers of XML give up at a few hundred levels."""


Open = tuple[str, Element, bool]
"""An element that is open: its name in the source, itself, and whether HTML opened it."""
NONE: dict[str, str] = {}
"""The attributes of an element that has none. Never filled: the tree makes a copy when it is asked for one."""


class Stack:
    """The open elements of a tree under construction; `mixed` are the outermost ones that HTML has put something into."""

    def __init__(self, clean: Clean) -> None:
        self.builder = TreeBuilder()
        self.clean = clean
        self.opened: list[Open] = []
        self.mixed: list[Element] = []
        self.builder.start("div", {})

    def push(self, tag: str, attributes: dict[str, str]) -> Element:
        """Markdown opens an element."""
        element = self.builder.start(tag, attributes)
        self.opened.append((tag, element, False))
        return element

    def pop(self) -> None:
        """Markdown closes its innermost element, and all HTML that was left open inside."""
        raw = True
        while raw:
            _, element, raw = self.opened.pop()
            self.builder.end(element.tag)

    def empty(self, tag: str, attributes: dict[str, str] = NONE, text: str = "") -> Element:
        """An element that holds nothing, or text alone."""
        element = self.builder.start(tag, attributes)
        if text:
            self.builder.data(text)
        self.builder.end(tag)
        return element

    def finish(self) -> Element:
        """Close everything → the root."""
        self.cut(0)
        self.builder.end("div")
        return self.builder.close()

    def cut(self, depth: int) -> None:
        """Close all elements from a depth on."""
        while len(self.opened) > depth:
            self.builder.end(self.opened.pop()[1].tag)

    def read(self, html: str, *, block: bool = False) -> None:
        """A piece of HTML; what one piece opens, a later one may close. Silence (of a script, say) ends with its block."""
        before = ""
        for piece in pieces(html):
            if not piece.name:
                text = self.clean(piece.text)
                # XML would show the line break that HTML takes for a part of the tag.
                self.builder.data(text.removeprefix("\n") if before == "pre" else text)
            elif piece.closing:
                self.end(piece.name)
            else:
                self.start(piece)
            before = "" if piece.closing else piece.name
        if block:
            silent = next((depth for depth, (_, element, _) in enumerate(self.opened) if element.tag == DROPPED), None)
            if silent is not None:
                self.cut(silent)

    def start(self, piece: Piece) -> None:
        """A start tag."""
        tag = piece.name
        if tag in SILENT:
            self.open(tag, DROPPED, {}, whole=piece.whole)
        elif tag in ALLOWED and self.make_room(tag):
            attributes = {name: self.clean(value) for name, value in allowed(tag, piece.attributes).items()}
            if tag == "img" and "src" not in attributes:
                self.builder.data(attributes["alt"])
            elif tag in VOID:
                self.mix(self.empty(tag, attributes))
            else:
                self.open(tag, "div" if tag == "center" else tag, attributes, whole=piece.whole)

    def open(self, name: str, tag: str, attributes: dict[str, str], *, whole: bool) -> None:
        """Open what a start tag names; `<a name="x"/>` is meant to be over at once, though HTML knows no such thing."""
        if whole:
            self.mix(self.empty(tag, attributes))
        elif len(self.opened) < DEPTH:
            element = self.builder.start(tag, attributes)
            self.mix(element)
            self.opened.append((name, element, True))

    def mix(self, element: Element) -> None:
        """Remember where HTML has put an element."""
        outermost = self.opened[0][1] if self.opened else element
        if not self.mixed or self.mixed[-1] is not outermost:
            self.mixed.append(outermost)

    def make_room(self, tag: str) -> bool:
        """Close what a start tag ends; whether there is a place for it then."""
        if tag in PARENTS:
            parent = self.find(PARENTS[tag], {"table"} if tag in PARTS else BLOCKS - LOOSE - _siblings(tag))
            if parent is not None:
                self.cut(parent + 1)
            return parent is not None
        if tag in BLOCKS:
            self.cut_at(self.find({"p"}, CELLS))
        if tag in HEADINGS:
            self.cut_at(self.find(HEADINGS, BLOCKS))
        elif tag == "a":
            self.cut_at(self.find({"a"}, BLOCKS))
        return True

    def end(self, tag: str) -> None:
        """An end tag."""
        self.cut_at(self.find({tag}, frozenset() if tag in PARTS else CELLS))

    def cut_at(self, depth: int | None) -> None:
        if depth is not None:
            self.cut(depth)

    def find(self, names: AbstractSet[str], stops: AbstractSet[str]) -> int | None:
        """How deep the nearest element of a name is that HTML opened; neither Markdown nor the stops are crossed."""
        for depth in range(len(self.opened) - 1, -1, -1):
            name, _, raw = self.opened[depth]
            if not raw:
                return None
            if name in names:
                return depth
            if name in stops:
                return None
        return None


def _siblings(tag: str) -> set[str]:
    return {other for other, parents in PARENTS.items() if parents == PARENTS[tag]}
