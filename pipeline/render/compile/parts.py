"""What an element holds as a list of texts and elements: easier to rearrange than ElementTree's text and tails."""

from collections.abc import Container, Iterable, Iterator
from xml.etree.ElementTree import Element

from pipeline.model.safety import GLOBAL, names

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | names(
    "blockquote caption center col colgroup dd details div dl dt figcaption figure hr include li ol p pre summary "
    "table tbody td tfoot th thead tr ul"
)
"""Elements that can't stand in a line of text."""
DROPPED = "dropped"
"""The name of an element that goes with all its content."""
APART = frozenset({"note"})
"""Elements that a transform takes out of the text, so that their content never stands where they do."""
EVERYWHERE = GLOBAL | {"anchor", "class"}
"""Attributes that any element may have: the author's, and the compiler's own."""
Part = Element | str


def taken(element: Element) -> list[Part]:
    """Everything an element holds, in order; its children come without their tails."""
    parts: list[Part] = [element.text] if element.text else []
    for child in element:
        tail, child.tail = child.tail, None
        parts.append(child)
        if tail:
            parts.append(tail)
    return parts


def fill(element: Element, parts: Iterable[Part]) -> Element:
    """Put content into an element in place of what it has → the element."""
    element[:] = []
    last: Element | None = None
    words: list[str] = []
    for part in (*parts, Element("")):
        if isinstance(part, str):
            words.append(part)
            continue
        text = "".join(words) or None
        if last is None:
            element.text = text
        else:
            last.tail = text
        words, last = [], part
        if part.tag:
            element.append(part)
    return element


def rename(element: Element, tag: str) -> None:
    """Make another element of one: only attributes that any element may have stay."""
    element.tag = tag
    for name in element.attrib.keys() - EVERYWHERE:
        del element.attrib[name]


def blank(part: Part) -> bool:
    """Whether a part is white space."""
    return isinstance(part, str) and not part.strip()


def trimmed(parts: Iterable[Part]) -> list[Part]:
    """Parts without the ones at either end that are white space."""
    kept = list(parts)
    while kept and blank(kept[0]):
        kept.pop(0)
    while kept and blank(kept[-1]):
        kept.pop()
    return kept


def holds_block(element: Element) -> bool:
    """Whether anything below an element is a block that will stay there."""
    waiting = list(element)
    while waiting:
        one = waiting.pop()
        if one.tag in BLOCKS:
            return True
        waiting += () if one.tag in APART else one
    return False


def wrapped(parts: Iterable[Part], tags: Container[str], wrapper: str) -> Iterator[Part]:
    """Parts, with everything that is none of some elements (nor white space between them) put into new elements."""
    run: list[Part] = []
    for part in parts:
        if isinstance(part, Element) and part.tag in tags:
            if run:
                yield fill(Element(wrapper), run)
                run = []
            yield part
        elif run or not blank(part):
            run.append(part)
    if run:
        yield fill(Element(wrapper), run)


def flat(parts: Iterable[Part], holders: Container[Element], mark: str = " ") -> Iterator[Part]:
    """Parts without the tags of blocks; a mark shows where one was.

    `holders` are elements for a line of text that hold blocks: they keep their tags around flat content.
    """
    # A stack instead of recursion: content may be nested deeper than Python likes.
    stack = [iter(parts)]
    while stack:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
            if stack:
                yield mark
        elif isinstance(part, Element) and part.tag in BLOCKS:
            yield mark
            stack.append(iter(taken(part)))
        elif isinstance(part, Element) and part in holders:
            yield fill(part, flat(taken(part), holders, mark))
        else:
            yield part
