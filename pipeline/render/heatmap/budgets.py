"""Kind of file → the bytes it may have; charts stand in pages and e-books that must stay quick."""

from collections.abc import Mapping

from pipeline.model.heatmap import Heatmap, Shape

KB = 1024
YEARLY: Mapping[str, int] = {"svg": 10 * KB, "png": 12 * KB, "html": 52 * KB, "json": 50 * KB}
"""Bytes per year drawn (a page: 45 KB for its drawing, 7 KB for its table)."""

COMPARED = 2
"""A square with two halves takes twice the room, and so do two grids; three take three times as much."""

HOURS = 8 * KB


def budget(heatmap: Heatmap, suffix: str) -> int:
    """The bytes a file of a chart may have, by the suffix of its name."""
    wide = max(COMPARED, len(heatmap.series)) if heatmap.mode else 1
    if heatmap.kind is Shape.HOURS:
        return HOURS * wide
    if suffix == "json":
        wide = max(len({source["provider"] for source in heatmap.source.get("sources", ())}), 1)
    return YEARLY[suffix] * max(len(heatmap.groups), 1) * wide
