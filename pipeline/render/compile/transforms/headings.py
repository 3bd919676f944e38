"""Headings get the anchors that `load` gave them, so that a link checked is a link that works."""

import re
from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page

TAKEN = re.compile(r"fn(?:ref)?-[0-9]+(?:-[0-9]+)?")
"""Ids that footnotes get."""


def transform(root: Element, page: Page) -> None:
    """Give Markdown's headings their ids; an author's own id gives way to them, and is of no use in a field.

    The page has a title above it, so its body begins at the second level.
    """
    anchors = () if page.inline else page.anchors
    taken = set(anchors)
    for element in root.iter():
        own = element.get("id", "")
        if own in taken or page.inline or TAKEN.fullmatch(own):
            element.attrib.pop("id", None)
        number = int(element.attrib.pop("anchor", len(anchors)))
        if number < len(anchors) and anchors[number]:
            element.set("id", anchors[number])
        if element.tag == "h1":
            element.tag = "h2"
