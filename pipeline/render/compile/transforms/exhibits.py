"""Figures and tables with captions: their ids, and their numbers before the caption."""

from xml.etree.ElementTree import Element

from pipeline.model.ids import ours
from pipeline.model.site import Exhibit
from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import fill, taken


def transform(root: Element, page: Page) -> None:
    """Tell each figure that Markdown made what it is called. In a field there is no room for one."""
    for figure in list(root.iter("figure")):
        place = figure.attrib.pop("exhibit", None)
        kind = figure.attrib.pop("kind", "")
        if place is None:
            continue
        for image in figure.iter("img"):
            image.attrib.pop("title", None)
        figure.set("class", "figure" if kind == "figure" else "figure tabular")
        if int(place) < len(page.item.exhibits) and not page.inline:
            _told(figure, page.item.exhibits[int(place)])


def _told(figure: Element, exhibit: Exhibit) -> None:
    # An author's name for it stands there already, unless it was taken.
    if ours(exhibit.anchor):
        figure.set("id", exhibit.anchor)
    caption = figure.find("figcaption")
    if caption is not None and exhibit.number:
        number = Element("span", {"class": "number"})
        number.text = exhibit.name
        fill(caption, [number, " ", *taken(caption)])
