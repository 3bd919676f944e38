"""Entries that lead back to themselves: each needs the next one first, or is a part of it.

No order of reading satisfies such a circle, and no page can show it as a path.

Bad:

    prerequisites: [finetuning]              # in the chapter `dataset-engineering`
    prerequisites: [dataset-engineering]     # in the chapter `finetuning`

Good:

    prerequisites: [finetuning]              # in the chapter `dataset-engineering`

Take out the reference that is least true.
"""

from collections.abc import Iterator, Mapping

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.site import Edge, Site

CODE = Code("REF318", "circular-reference", Severity.ERROR, __doc__ or "")

ORDERED = ("prerequisites", "part_of")
"""Reference fields that put entries into an order, so that a circle makes no sense."""
SHOWN = 8
"""Names of a circle that are spelt out."""


def check(site: Site) -> Iterator[Diagnostic]:
    """One finding for each circle, at its first reference in the order of the files; the others are labels."""
    for kind in ORDERED:
        edges: dict[str, list[Edge]] = {}
        for edge in site.edges:
            if edge.kind == kind and edge.mention.field and edge.origin != edge.target:
                edges.setdefault(edge.origin, []).append(edge)
        for circle in _circles(edges):
            yield _diagnose(site, circle)


def _diagnose(site: Site, circle: list[Edge]) -> Diagnostic:
    names = [edge.origin for edge in circle]
    way = [*names[:SHOWN], *(["..."] if len(names) > SHOWN else []), names[0]]
    return CODE.at(
        circle[0].mention.span,
        f"`{names[0]}` leads back to itself through `{circle[0].kind}`",
        help=f"take one of these out: {' → '.join(f'`{name}`' for name in way)}",
        item=site.items[names[0]].entry.name,
        related=[Label(edge.mention.span, f"`{edge.origin}` names `{edge.target}`") for edge in circle[1:]],
        label=f"`{names[0]}` names `{circle[0].target}`",
    )


def _circles(edges: Mapping[str, list[Edge]]) -> Iterator[list[Edge]]:
    """Circles, each beginning at its first edge in the order of the files; an entry is in one of them at most."""
    done: set[str] = set()
    told: set[str] = set()
    for start in sorted(edges, key=lambda name: edges[name][0].mention.span.key):
        for circle in _walk(edges, start, done):
            names = {edge.origin for edge in circle}
            if not names & told:
                told |= names
                first = min(range(len(circle)), key=lambda place: circle[place].mention.span.key)
                yield circle[first:] + circle[:first]


def _walk(edges: Mapping[str, list[Edge]], start: str, done: set[str]) -> Iterator[list[Edge]]:
    """Follow all ways from an entry, depth first, each entry once; a way that meets itself closes a circle."""
    way: list[Edge] = []
    depth = {start: 0}
    open_ends = [iter(edges[start] if start not in done else ())]
    while open_ends:
        edge = next(open_ends[-1], None)
        if edge is None:
            open_ends.pop()
            done.add(way.pop().target if way else start)
        elif edge.target not in done:
            if edge.target in depth:
                yield [*way[depth[edge.target] :], edge]
            else:
                way.append(edge)
                depth[edge.target] = len(way)
                open_ends.append(iter(edges.get(edge.target, ())))
