"""An image that names a figure or a chart is shown in place."""

from collections.abc import Set as AbstractSet
from xml.etree.ElementTree import Element

from pipeline.model.site import Target
from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import escape


def transform(root: Element, page: Page) -> None:
    """Find the lone images of paragraphs, then those inside text. Inside a link there is room for neither."""
    linked = {element for link in root.iter("a") for element in link.iter() if element is not link}
    if not page.inline:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "p" and len(child) == 1 and child[0].tag == "img" and not _text(child) and child not in linked:
                    parent[place] = _block(child, child[0], page)
    for image in list(root.iter("img")):
        target = page.site.meaning(page.item.key, image.get("src", ""))
        if target is not None and target.item is not None:
            _as_link(image, target.item, page, linked)


def _text(paragraph: Element) -> str:
    return ((paragraph.text or "") + (paragraph[0].tail or "")).strip()


def _block(paragraph: Element, image: Element, page: Page) -> Element:
    target = page.site.meaning(page.item.key, image.get("src", ""))
    if target is not None and target.item is not None:
        return _embed(target, paragraph)
    return paragraph


def _embed(target: Target, paragraph: Element) -> Element:
    mark = Element("raw")
    mark.text = f"\x02embed:{escape(target.item or '')}\x03"
    mark.tail = paragraph.tail
    return mark


def _as_link(image: Element, key: str, page: Page, linked: AbstractSet[Element]) -> None:
    """Inside a sentence there is no room for a figure: it becomes a link to it, or inside a link its words alone."""
    source, alt = image.get("src", ""), image.get("alt", "")
    image.attrib.clear()
    if image in linked:
        item = page.site.items.get(key)
        image.tag, image.text = "span", alt or (item.title if item else "")
    else:
        image.tag, image.text = "a", alt
        image.set("href", source)
