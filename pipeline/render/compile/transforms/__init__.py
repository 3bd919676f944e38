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
    citations.transform,
    embeds.transform,
    links.transform,
    headings.transform,
    alerts.transform,
    mathematics.transform,
    fences.transform,
    tables.transform,
    footnotes.transform,
    inline.transform,
)
"""Citations and embeds make links, so links come behind them, and headings behind links: an `<a id="x">` that loses its id is no
broken link. Footnotes take finished definitions out of the tree."""
