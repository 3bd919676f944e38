"""A field's Markdown is one line of text: blocks that an author put there lose their shape, not their words."""

from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import BLOCKS, Part, fill, flat, holds_block, taken, trimmed


def transform(root: Element, page: Page) -> None:
    """In a field, take the paragraph away; where there were several blocks, break the line between them."""
    if not page.inline:
        return
    if len(root) == 1 and root[0].tag == "p" and not (root.text or "").strip():
        fill(root, taken(root[0]))
    holders = {element for element in root.iter() if element.tag not in BLOCKS and holds_block(element)}
    lines: list[list[Part]] = [[]]
    for part in taken(root):
        if isinstance(part, Element) and part.tag in BLOCKS:
            lines += (trimmed(flat(taken(part), holders)), [])
        else:
            lines[-1] += flat([part], holders)
    full = [line for line in lines if any(isinstance(part, Element) or part.strip() for part in line)]
    fill(root, [part for number, line in enumerate(full) for part in ([Element("br"), *line] if number else line)])
