"""Press → the reference graph in numbers: which kind of content refers to which, how, and what is named most."""

from collections import Counter
from collections.abc import Iterator

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.page import Mark, Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet

MOST = 24
"""How many of the most named items are listed."""


def graph(press: Press) -> Iterator[Page]:
    """One page of tables."""
    site = press.site
    kind = {key: item.collection.name for key, item in site.items.items()}
    pairs = Counter((kind[edge.origin], kind[edge.target]) for edge in site.edges)
    origins = {edge.origin for edge in site.edges}
    kinds = Counter(edge.kind for edge in site.edges)
    yield Page(
        sheet=sheet(press, press.pages["graph"]),
        template="graph.html",
        title="References",
        description=f"How the parts of {press.title} refer to each other: {len(site.edges)} references.",
        trail=(Step(press.pages["index"], press.title),),
        contents=(Mark("page.matrix", "From kind to kind"), Mark("page.kinds", "Kinds of reference"), Mark("page.most", "Named most")),
        parts={
            "total": len(site.edges),
            "columns": [each for each in press.collections if any(target == each.name for _, target in pairs)],
            "matrix": list(_matrix(press, pairs)),
            "bounds": _bounds(list(pairs.values())),
            "kinds": sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])),
            "most": _most(press),
            "lonely": [(each, lonely) for each in press.collections if (lonely := _lonely(press, each))],
            "silent": sum(1 for key in site.items if key not in origins),
        },
        section=press.pages["graph"],
        wide=True,
    )


def _bounds(counts: list[int]) -> list[int]:
    """Where one tint of the table ends and the next begins: quarters of the counts, so that no large one drowns the others."""
    found = sorted(counts)
    return [found[len(found) * quarter // 4] for quarter in (1, 2, 3)] if found else []


def _matrix(press: Press, pairs: Counter[tuple[str, str]]) -> Iterator[tuple[Collection, list[int]]]:
    columns = [each for each in press.collections if any(target == each.name for _, target in pairs)]
    for collection in press.collections:
        counts = [pairs[collection.name, column.name] for column in columns]
        if any(counts):
            yield collection, counts


def _lonely(press: Press, collection: Collection) -> list[Item]:
    """The items of a collection that no other refers to."""
    others = {key for key, edges in press.site.mentioned.items() if any(edge.origin != key for edge in edges)}
    return [item for item in press.site.of(collection.name) if item.key not in others]


def _most(press: Press) -> list[tuple[Item, int]]:
    named = [(press.site.items[key], len(edges)) for key, edges in press.site.mentioned.items() if key in press.site.items]
    return sorted(named, key=lambda pair: (-pair[1], press.ranks[pair[0].key]))[:MOST]
