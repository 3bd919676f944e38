"""An image that names a figure or a chart is shown in place; one with a title and a paragraph of its own becomes a figure."""

from xml.etree.ElementTree import Element, SubElement

from pipeline.model.site import Target
from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import escape


def transform(root: Element, page: Page) -> None:
    """Find the lone images of paragraphs, then those inside text."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "p" and len(child) == 1 and child[0].tag == "img" and not _text(child):
                parent[place] = _block(child, child[0], page)
    for image in list(root.iter("img")):
        target = page.site.meaning(page.item.key, image.get("src", ""))
        if target is not None and target.item is not None:
            _as_link(image)


def _text(paragraph: Element) -> str:
    return ((paragraph.text or "") + (paragraph[0].tail or "")).strip()


def _block(paragraph: Element, image: Element, page: Page) -> Element:
    target = page.site.meaning(page.item.key, image.get("src", ""))
    if target is not None and target.item is not None:
        return _embed(target, paragraph)
    if image.get("title") and target is not None and target.asset is not None:
        figure = Element("figure")
        figure.tail = paragraph.tail
        caption = image.attrib.pop("title")
        figure.append(image)
        SubElement(figure, "figcaption").text = caption
        return figure
    return paragraph


def _embed(target: Target, paragraph: Element) -> Element:
    mark = Element("raw")
    mark.text = f"\x02embed:{escape(target.item or '')}\x03"
    mark.tail = paragraph.tail
    return mark


def _as_link(image: Element) -> None:
    """Inside a sentence there is no room for a figure: it becomes a link to it."""
    target = image.get("src", "")
    text = image.get("alt", "")
    image.attrib.clear()
    image.tag = "a"
    image.set("href", target)
    image.text = text
