"""The steps over a passage's tree, in their order; each is one file and one line here."""

from pipeline.render.compile.page import Transform
from pipeline.render.compile.transforms import (
    alerts,
    citations,
    embeds,
    fences,
    footnotes,
    headings,
    inline,
    links,
    mathematics,
    tables,
)

TRANSFORMS: tuple[Transform, ...] = (
    headings.transform,
    citations.transform,
    embeds.transform,
    links.transform,
    alerts.transform,
    mathematics.transform,
    fences.transform,
    tables.transform,
    footnotes.transform,
    inline.transform,
)
"""Citations and embeds make links, so links come behind them; footnotes take finished definitions out of the tree."""
