"""Two entries of which only one names the other, although their fields mirror each other.

A chapter lists its figures, and a figure names its chapter: if only one of the two says so, the figure is missing on one page.

Bad:

    figures: [rag-in-one-picture]        # in the chapter `rag-and-agents`

    - {id: rag-in-one-picture, kind: figure, caption: A retriever feeds a generator}

Good:

    - {id: rag-in-one-picture, kind: figure, caption: A retriever feeds a generator, chapter: rag-and-agents}

State both sides, or leave the list out: a chapter without the list is not asked for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Edge, Site

CODE = Code("REF315", "one-way-pair", Severity.INFO, __doc__ or "")


@dataclass(frozen=True, slots=True)
class Mirror:
    """Two fields that say the same from two sides: a collection's list, and the field of its members that names the owner."""

    collection: str
    list: str
    members: str
    owner: str


MIRRORS = (Mirror("chapters", "figures", "figures", "chapter"),)
"""All fields that mirror each other."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each reference whose counterpart is missing."""
    said = {(edge.origin, edge.kind, edge.target) for edge in site.edges}
    for mirror in MIRRORS:
        for edge in site.edges:
            field = _counterpart(site, edge, mirror)
            if field and (edge.target, field, edge.origin) not in said:
                origin, target = site.items[edge.origin], site.items[edge.target]
                yield CODE.at(
                    edge.mention.span,
                    f"`{edge.target}` does not name `{edge.origin}` in return",
                    help=f"add `{origin.id}` to the field `{field}` of `{target.id}` ({target.entry.place}), or take this reference out",
                    item=origin.entry.name,
                )


def _counterpart(site: Site, edge: Edge, mirror: Mirror) -> str:
    """The field in which the target of an edge should name its origin; empty when none should."""
    origin, target = site.items[edge.origin], site.items[edge.target]
    ends = (origin.collection.name, edge.kind, target.collection.name)
    if ends == (mirror.collection, mirror.list, mirror.members):
        return mirror.owner
    # An owner who keeps no list at all is not asked to start one.
    asked = ends == (mirror.members, mirror.owner, mirror.collection) and target.data.get(mirror.list)
    return mirror.list if asked else ""
