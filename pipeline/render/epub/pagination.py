"""Item → the print pages that begin in it, as its outline states them; a page is never invented."""

from pipeline.model.site import Anchor, Item


def first_page(item: Item) -> str | None:
    """The print page on which a chapter begins, where it states one."""
    pages = item.data.get("pages")
    page = pages.get("from") if isinstance(pages, dict) else None
    return str(page) if page is not None else None


def fresh_pages(item: Item) -> dict[str, Anchor]:
    """The first row of the outline on each print page, by id; not on the page on which the chapter itself begins."""
    seen = {first_page(item)}
    found: dict[str, Anchor] = {}
    for anchor in item.anchors:
        if anchor.page is not None and anchor.page not in seen:
            seen.add(anchor.page)
            found[anchor.id] = anchor
    return found
