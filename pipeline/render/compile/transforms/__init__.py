"""The steps over a passage's tree, in their order; each is one file and one line here."""

from pipeline.render.compile.page import Transform
from pipeline.render.compile.transforms import (
    alerts,
    citations,
    embeds,
    exhibits,
    fences,
    footnotes,
    headings,
    includes,
    inline,
    links,
    mathematics,
    tables,
)

TRANSFORMS: tuple[Transform, ...] = (
    citations.transform,
    embeds.transform,
    includes.transform,
    links.transform,
    headings.transform,
    exhibits.transform,
    alerts.transform,
    tables.transform,
    mathematics.transform,
    fences.transform,
    footnotes.transform,
    inline.transform,
)
"""Citations and embeds make links, so links come behind them, and headings behind links: an `<a id="x">` that loses its id is no
broken link. Exhibits come behind headings, which leave none of an author's ids that look like ours. Tables are named by what they say,
so they come before formulas and code are finished markup. Footnotes take finished definitions out of the tree."""
