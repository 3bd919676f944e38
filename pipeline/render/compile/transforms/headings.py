"""Headings get the anchors that `load` gave them, so that a link checked is a link that works; no id stands twice."""

from xml.etree.ElementTree import Element

from pipeline.model.ids import ours
from pipeline.render.compile.page import Page


def transform(root: Element, page: Page) -> None:
    """Give Markdown's headings their ids. An author's own id gives way to them, to ours, and to the same one before it.

    In a field, which may be printed in many places, ids are of no use. The page has a title above it, so its body begins at
    the second level.
    """
    anchors = () if page.inline else page.anchors
    taken = set(anchors)
    for element in root.iter():
        own = element.get("id", "")
        if own in taken or page.inline or ours(own):
            element.attrib.pop("id", None)
        taken.add(own)
        number = int(element.attrib.pop("anchor", len(anchors)))
        if number < len(anchors) and anchors[number]:
            element.set("id", anchors[number])
        if element.tag == "h1":
            element.tag = "h2"
