"""A tree with authors' HTML in it → the same tree, nested as HTML allows: each element's content mended, the innermost first.

The rules are the content models of the HTML standard (section 4), for the elements that `safety` lets through. What can't
stand where it is loses its tag and keeps its content, or becomes a `div` or a `span`; nothing that was written is lost.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.model.safety import names
from pipeline.render.compile.models import HOLDS, RULES, tabular
from pipeline.render.compile.parts import APART, BLOCKS, DROPPED, HEADINGS, Part, blank, fill, flat, rename, taken

PHRASES = names("abbr b bdi bdo cite code dfn em i kbd mark p q ruby s samp small span strong sub sup time u var")
"""Elements that hold no block; with one inside, they become divisions themselves."""
FLAT = HEADINGS | {"caption", "pre", "rp", "rt", "summary"}
"""Elements that must stay what they are: a block inside loses its tag instead."""
INTERACTIVE = frozenset({"a", "cite-group", "details", "input", "noteref", "table"})
"""What no link may hold: links, switches, and what will become one. (A table gets a frame that takes the keyboard's focus.)"""


def mend(root: Element, mixed: Sequence[Element]) -> None:
    """Change a tree in place until it is nested as HTML allows. `mixed` are those children of the root that HTML is part of.

    Markdown alone nests by itself.
    """
    if mixed:
        mender = _Mender()
        for outermost in mixed:
            for element in reversed(list(outermost.iter())):
                mender.mend(element)
        fill(root, mender.content(root))


class _Mender:
    """What is known of the elements that have been mended."""

    def __init__(self) -> None:
        self.blocks: set[Element] = set()
        """Elements for a line of text by name, but blocks by what they hold: links and changes."""
        self.active: set[Element] = set()
        """Elements that hold something interactive."""
        self.settled: set[Element] = set()
        self.outside: dict[Element, list[Part]] = {}
        """By table (or a part of one): what comes before it."""

    def mend(self, element: Element) -> None:
        """One element whose children are in order."""
        parts = self.content(element)
        if element.tag in HOLDS:
            parts, outside = tabular(element, parts)
            if outside:
                self.outside[element] = outside
        elif element.tag in FLAT:
            parts = self.flat(element, parts)
        elif element.tag in RULES:
            parts = RULES[element.tag](element, parts)
        fill(element, parts)
        self.settle(element)

    def content(self, element: Element) -> list[Part]:
        """What an element holds, without what goes, and with what was written between the cells of a table before the table."""
        parts: list[Part] = []
        for part in taken(element):
            if isinstance(part, str):
                parts.append(part)
            else:
                parts += self.outside.pop(part, ())
                parts += [part] if part.tag != DROPPED else ()
        return parts

    def flat(self, element: Element, parts: list[Part]) -> list[Part]:
        """Content without blocks. A heading that holds another is none; a summary may be one heading."""
        if element.tag in HEADINGS and any(inner.tag in HEADINGS for inner in element.iter() if inner is not element):
            rename(element, "div")
            return parts
        solid = [part for part in parts if not blank(part)]
        if element.tag == "summary" and len(solid) == 1 and isinstance(solid[0], Element) and solid[0].tag in HEADINGS:
            return parts
        # In `pre` a space would be seen, and the source had a blank line there.
        return list(flat(parts, self.blocks, "\n" if element.tag == "pre" else " "))

    def settle(self, element: Element) -> None:
        """Rename an element by what it holds, and remember that."""
        self.settled.add(element)
        for child in element:
            # A rule may have put some children into a new element.
            if child not in self.settled:
                self.settle(child)
        children = [child for child in element if child.tag not in APART]
        block = any(child.tag in BLOCKS or child in self.blocks for child in children)
        active = any(child.tag in INTERACTIVE or child in self.active for child in children)
        if element.tag in PHRASES and block:
            rename(element, "div")
        elif element.tag == "a" and active:
            rename(element, "div" if block else "span")
        elif block and element.tag not in BLOCKS:
            self.blocks.add(element)
        if active:
            self.active.add(element)
