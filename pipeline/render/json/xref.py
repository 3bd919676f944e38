"""Site → `myst.xref.json`, so that MyST books can refer to this one by name.

https://mystmd.org/guide/website-metadata, version 1. MyST joins `url` and `data` to the address of the website, so both begin with a
slash; `data` leads to the file of the entry, whose title and headings fill in the words of a link.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.model.site import Item, Site
from pipeline.render.json import index
from pipeline.render.json.addresses import url

VERSION = "1"
MYST = "1.8.3"
"""The version of MyST after whose files this one is made."""


def references(site: Site) -> dict[str, Any]:
    """All entries and the places in them: `[](xref:book#chapter:finetuning)`, `[](xref:book/chapters/finetuning.html#when-to-finetune)`."""
    return {"version": VERSION, "myst": MYST, "references": [row for item in site.items.values() for row in _rows(item)]}


def tree(item: Item) -> dict[str, Any]:
    """What MyST reads of an entry: its title and headings."""
    places = [(item.key, url(item).partition("#")[2], item.title, 1)]
    places += [(anchor.id, item.place(anchor.id), anchor.title, max(anchor.level, 2)) for anchor in item.anchors]
    return {
        "frontmatter": {"title": item.title},
        "mdast": {"type": "root", "children": [_heading(*place) for place in places]},
    }


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    page, _, place = url(item).partition("#")
    common = {"data": f"/../json/{index.path(item)}", "url": f"/{page}"}
    if place:
        yield {"kind": "heading", "identifier": item.key, "html_id": place, **common}
    else:
        yield {"kind": "page", **common}
        yield {"kind": "page", "identifier": item.key, **common}
    for anchor in item.anchors:
        html_id = item.place(anchor.id)
        yield {"kind": "heading", "identifier": anchor.id, "html_id": html_id, "implicit": True, **common}


def _heading(identifier: str, html_id: str, words: str, depth: int) -> dict[str, Any]:
    return {
        "type": "heading",
        "depth": min(depth, 6),
        "identifier": identifier,
        "html_id": html_id or identifier,
        "children": [{"type": "text", "value": words}],
    }
