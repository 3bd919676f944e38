"""Tables get a frame that can scroll on a narrow screen, reachable by keyboard and named for screen readers."""

from itertools import islice
from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page

FEW = 3
"""Heads of columns that are enough to know a table by."""


def transform(root: Element, page: Page) -> None:
    """Wrap every table. Its name is its caption, else what its columns are called."""
    del page
    for parent in list(root.iter()):
        caption = parent.find("figcaption") if parent.tag == "figure" else None
        for place, child in enumerate(list(parent)):
            if child.tag == "table":
                name = _words(caption) if caption is not None else _name(child)
                frame = Element("div", {"class": "table", "role": "group", "aria-label": name, "tabindex": "0"})
                frame.tail, child.tail = child.tail, None
                parent[place] = frame
                frame.append(child)


def _name(table: Element) -> str:
    caption = table.find("caption")
    if caption is not None:
        return _words(caption)
    heads = list(islice(filter(None, map(_words, table.iter("th"))), FEW))
    return ", ".join(heads) or "Table"


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
