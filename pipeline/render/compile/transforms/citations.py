"""`[@id]` and `[@id, p. 3; @other]`: who and when, linked to the resource."""

import re
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.citation import label
from pipeline.render.compile.page import Page

PART = re.compile(r"@(?P<id>[a-z0-9][a-z0-9:-]*)(?:, (?P<where>.*))?\Z")


def transform(root: Element, page: Page) -> None:
    """Turn each group of citations into linked text in brackets."""
    for group in list(root.iter("cite-group")):
        text, group.text = group.text or "", "["
        group.tag = "span"
        group.set("class", "citation")
        last: Element | None = None
        for part in text.split("; "):
            if last is not None:
                last.tail = (last.tail or "") + "; "
            last = _part(group, part, page)
        if last is not None:
            last.tail = (last.tail or "") + "]"


def _part(group: Element, part: str, page: Page) -> Element:
    match = PART.match(part)
    name = match["id"] if match else part
    target = page.site.meaning(page.item.key, f"@{name}")
    item = page.site.items.get(target.item or "") if target is not None else None
    if item is None:
        made = SubElement(group, "span", {"class": "broken"})
        made.text = f"@{name}"
    else:
        made = SubElement(group, "a", {"href": f"@{name}", "role": "doc-biblioref"})
        made.text = label(item, page.site.items, page.site.collections)
        if item.key not in page.cites:
            page.cites.append(item.key)
    if match and match["where"]:
        made.tail = f", {match['where']}"
    return made
