"""Site → the graph of references: its nodes are the items, its edges who names whom, and where."""

from typing import Any

from pipeline.model.site import Edge, Item, Site
from pipeline.render.json.addresses import url


def graph(site: Site) -> dict[str, Any]:
    """All nodes in reading order, all edges by the place where they are written."""
    return {"nodes": [node(item) for item in site.items.values()], "edges": [edge(each) for each in site.edges]}


def node(item: Item) -> dict[str, Any]:
    """An item as a node."""
    return {"id": item.key, "collection": item.collection.name, "title": item.title, "status": item.status, "url": url(item)}


def edge(found: Edge) -> dict[str, Any]:
    """An edge with the words of the link and the sentence around it; `text` is empty where the title stands for it."""
    return {"from": found.origin, "to": found.target, **arrow(found)}


def arrow(found: Edge) -> dict[str, Any]:
    """What both ends of an edge have to say about it."""
    span = found.mention.span
    return {
        "kind": found.kind,
        "anchor": found.anchor,
        "text": found.mention.text,
        "context": found.context,
        "file": span.path,
        "line": span.start.line if span.start else None,
        "column": span.start.column if span.start else None,
    }
