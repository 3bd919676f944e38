"""Headings get the anchors that `load` gave them, so that a link checked is a link that works."""

from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page

LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def transform(root: Element, page: Page) -> None:
    """Give the headings of Markdown their ids, in order; a heading in raw HTML keeps its own."""
    anchors = iter(page.anchors)
    for element in root.iter():
        if element.tag in LEVELS and "id" not in element.attrib:
            anchor = next(anchors, None)
            if anchor:
                element.set("id", anchor)
