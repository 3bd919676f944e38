"""What a page of the site consists of, before it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import escape

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.sheet import Sheet
from pipeline.render.html.telling import LONGEST, shortened

WIDEST = 70
"""How much of a page's name a tab or a search engine shows, in characters."""


class Step(NamedTuple):
    """A step of the way to a page: the route and the words of the link."""

    route: str
    words: str


class Mark(NamedTuple):
    """A line of the contents of a page: the anchor, the words, how deep it stands (1 or 2)."""

    anchor: str
    words: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands, what it is called, what it shows, and where one goes from it.

    `parts` is what its template prints; `section` is the route that the sidebar marks; `language` differs from the book's
    for an entry in another language; `scripts` are files of the theme. `moved` is the route to which a former address leads on.
    `item` is the entry that the page tells of, `collection` the one that it lists; a `hidden` page is for nobody who searches, a
    `wide` one has no text that must be narrow.
    """

    sheet: Sheet
    template: str
    title: str
    description: str
    trail: tuple[Step, ...] = ()
    contents: tuple[Mark, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    language: str = ""
    before: Item | None = None
    after: Item | None = None
    scripts: tuple[str, ...] = ()
    moved: str = ""
    item: Item | None = None
    collection: Collection | None = None
    hidden: bool = False
    wide: bool = False

    @property
    def name(self) -> str:
        """What a tab or a bookmark shows: the title and the book's, as far as they fit."""
        book = self.sheet.press.title
        whole = self.title if self.title == book else f"{self.title} — {book}"
        # Checkers count a quotation mark as the five characters it takes in markup.
        room = WIDEST - len(escape(whole)) + len(whole)
        return whole if len(whole) <= room else shortened(self.title, room)

    @property
    def address(self) -> str:
        """What others should call the page: its published address where there is one, that of the new page where it moved."""
        return self.sheet.public(self.moved or self.sheet.route)

    @property
    def brief(self) -> str:
        """The description, cut at a word."""
        return shortened(" ".join(self.description.split()), LONGEST)
