"""Tables get a frame that can scroll on a narrow screen, reachable by keyboard and named for screen readers."""

from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page


def transform(root: Element, page: Page) -> None:
    """Wrap every table."""
    del page
    number = 0
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "table":
                number += 1
                frame = Element("div", {"class": "table", "role": "group", "aria-label": f"Table {number}", "tabindex": "0"})
                frame.tail, child.tail = child.tail, None
                parent[place] = frame
                frame.append(child)
