"""What the transforms of one passage share: whose it is, what they found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.model.manuscript import Note
from pipeline.model.site import Item, Site

Transform = Callable[[Element, "Page"], None]
"""A step over a passage's tree: changes it in place."""


@dataclass(slots=True)
class Page:
    """One passage being compiled. `anchors` are the ids of its headings, in order."""

    site: Site
    item: Item
    inline: bool = False
    anchors: tuple[str, ...] = ()
    notes: list[Note] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    math: bool = False
