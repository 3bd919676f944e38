"""Links and images: what each destination means, as a mark that every output can settle; empty texts filled in."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from pipeline.model.site import Item, Target
from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import holds_block, rename
from pipeline.render.sizes import size

BRACES = re.compile(r"\{([a-z0-9_]+(?::[a-z0-9_]+)?)\}")
AUTHORITY = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#\s"<>\\^`{|}]*)?""")
"""The part of an address that may hold square brackets, around an IPv6 address."""
UNFIT = re.compile(r"""[^\x21-\x7e]|["<>\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})""")
LONGEST = 300
"""Characters of a definition that are shown beside a link."""
KIND = re.compile(r"\s*kind=[a-z][a-z0-9-]*\s*")


def transform(root: Element, page: Page) -> None:
    """Look every destination up; one that means nothing leaves its text behind."""
    linked = {image for link in root.iter("a") for image in link.iter("img")}
    for element in list(root.iter()):
        if element.tag == "a":
            _link(element, page)
        elif element.tag == "img":
            _image(element, page, linked=element in linked)
        # Where a quotation comes from is said in the text; an address that nobody sees is never looked up.
        element.attrib.pop("cite", None)


def _link(link: Element, page: Page) -> None:
    target = page.site.meaning(page.item.key, link.get("href", ""))
    title = KIND.sub("", link.attrib.pop("title", ""))
    if target is None:
        _unlink(link)
        return
    link.set("href", address(target, page))
    if title:
        link.set("title", title)
    if target.url is not None and target.url.lower().startswith(("http:", "https:")):
        link.set("class", "external")
        link.set("rel", "noopener")
    if len(link) == 0 and not (link.text or "").strip():
        link.text = text(target, page)
    _fill(link, target, page)
    item = page.site.items.get(target.item or "")
    if item is not None and isinstance(item.data.get("definition"), str) and not page.inline:
        link.set("class", "term")
        if not title:
            link.set("title", _definition(item))
    if item is not None and item.status == "coming-soon":
        link.tail = f" (coming soon){link.tail or ''}"


def _definition(term: Item) -> str:
    """What a term means, in plain text: shown to who points at a link to it."""
    words = " ".join(section.text for section in term.sections).split()
    cut = " ".join(words)[:LONGEST]
    return cut if len(cut) < LONGEST else f"{cut.rpartition(' ')[0]} \N{HORIZONTAL ELLIPSIS}"


def _unlink(link: Element) -> None:
    """A link that leads nowhere is text. One without a destination may be a place that others lead to."""
    written = link.attrib.pop("href", None)
    if written is None and "id" in link.attrib:
        return
    if len(link) == 0 and not link.text:
        link.text = written
    rename(link, "div" if holds_block(link) else "span")
    link.set("class", "broken")


def _image(image: Element, page: Page, *, linked: bool) -> None:
    target = page.site.meaning(page.item.key, image.attrib.pop("src", ""))
    if target is not None and target.asset is not None:
        image.attrib = {"src": f"\x02asset:{target.asset}\x03", **image.attrib}
        sides = size(target.asset, page.site.book.assets.get(target.asset, b""))
        if sides is not None and not image.attrib.keys() & {"width", "height"}:
            image.attrib |= {"width": str(sides[0]), "height": str(sides[1])}
        return
    # Neither output may fetch a picture from elsewhere: the reader gets a link, or the text alone.
    alt, image.attrib = image.get("alt", ""), {}
    if target is None:
        image.tag, image.text = "span", alt
        image.set("class", "broken")
    elif linked or target.url is None:
        image.tag, image.text = "span", alt or target.url
    else:
        image.tag, image.text = "a", alt or target.url
        image.attrib = {"href": url(target.url), "class": "external", "rel": "noopener"}


def address(target: Target, page: Page) -> str:
    """A target → its mark (or its URL)."""
    if target.item is not None and target.item == page.item.key and target.anchor:
        return f"\x02here:#{target.anchor}\x03"
    if target.item is not None:
        return f"\x02item:{target.item}{'#' + target.anchor if target.anchor else ''}\x03"
    if target.collection is not None:
        kind = page.site.book.collection(target.collection)
        query = "&".join(f"{name}={value}" for name, value in target.filters)
        return f"\x02list:{kind.prefix}{'?' + query if query else ''}\x03"
    if target.asset is not None:
        return f"\x02asset:{target.asset}\x03"
    return url(target.url or "#")


def url(written: str) -> str:
    """An external address as HTML wants it: `doi:` goes to its resolver, characters that no address may hold are encoded."""
    if written.lower().startswith("doi:"):
        written = f"https://doi.org/{written[4:]}"
    start = AUTHORITY.match(written)
    place, hashed, fragment = written[start.end() if start else 0 :].partition("#")
    rest = place + hashed + fragment.replace("#", "%23")
    return (start[0] if start else "") + UNFIT.sub(lambda match: quote(match[0], safe="", errors="replace"), rest)


def text(target: Target, page: Page) -> str:
    """What stands in the place of an empty link text."""
    item = page.site.items.get(target.item or "")
    if item is not None:
        if target.page is not None:
            return f"page {target.page}" if target.anchor or item.data.get("number") != target.page else item.name
        anchor = item.anchor(target.anchor)
        return anchor.name if anchor else item.name
    if target.collection is not None:
        return page.site.book.collection(target.collection).plural
    return f"page {target.page}" if target.page else target.url or target.asset or ""


def _fill(link: Element, target: Target, page: Page) -> None:
    """Placeholders in the link's text."""
    for element in link.iter():
        for name in ("text", "tail"):
            value = getattr(element, name)
            if value and "{" in value and not (element is link and name == "tail"):
                setattr(element, name, BRACES.sub(lambda match: _word(match, target, page), value))


def _word(match: re.Match[str], target: Target, page: Page) -> str:
    word, _, detail = match[1].partition(":")
    item = page.site.items.get(target.item or "")
    if item is not None:
        anchor = item.anchor(target.anchor)
        exhibit = anchor.exhibit if anchor else None
        values: dict[str, Any] = {
            "title": anchor.title if anchor else item.title,
            "number": (exhibit.number or None) if exhibit else item.number,
            "label": exhibit.label if exhibit else item.label,
            "year": item.data.get("year"),
            "page": target.page or (anchor.page if anchor else None) or _first_page(item),
        }
        return match[0] if values.get(word) is None else str(values[word])
    if target.collection is not None and word == "count":
        return str(count(page.site.of(target.collection), target.filters, detail))
    return page.site.book.collection(target.collection).plural if target.collection and word == "title" else match[0]


def _first_page(item: Item) -> Any:
    pages = item.data.get("pages")
    return pages.get("from") if isinstance(pages, dict) else None


def count(items: Iterable[Item], filters: tuple[tuple[str, str], ...], field: str = "") -> int:
    """How many published items pass the filters, or how many different values of a field they have."""
    chosen = [item for item in items if item.status == "published" and all(matches(item, name, value) for name, value in filters)]
    return len({str(item.data[field]) for item in chosen if field in item.data}) if field else len(chosen)


def matches(item: Item, name: str, value: str) -> bool:
    """Whether a field has a value, or holds it in a list."""
    own = item.data.get(name)
    return value in [str(one) for one in own] if isinstance(own, list) else str(own) == value
