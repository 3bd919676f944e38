"""A paragraph can't hold blocks: where an author's HTML put one inside, the paragraph becomes a division."""

from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import BLOCKS


def transform(root: Element, page: Page) -> None:
    """Mend paragraphs; take the only paragraph of an inline passage away."""
    for paragraph in list(root.iter("p")):
        if any(element.tag in BLOCKS for element in paragraph.iter() if element is not paragraph):
            paragraph.tag = "div"
    if page.inline and len(root) == 1 and root[0].tag == "p" and not (root.text or "").strip():
        only = root[0]
        root.remove(only)
        root.text = only.text
        root.extend(list(only))
