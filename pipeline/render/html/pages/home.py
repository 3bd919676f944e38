"""Press → the first page: what the book is, and the ways into it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.model.document import Collection
from pipeline.render.html.cover import authors, cover
from pipeline.render.html.page import Page
from pipeline.render.html.pages.lists import purpose
from pipeline.render.html.press import Press
from pipeline.render.html.rows import row
from pipeline.render.html.sheet import sheet
from pipeline.render.slugs import slug

DOWNLOADS = {
    "epub": ("E-book (EPUB)", "epub/{slug}.epub", "for reading devices and apps"),
    "json": ("Data (JSON)", "json/site.json", "everything in the book, for programs"),
}
"""Other outputs by format: words, path below the output folder, what it is for."""


@dataclass(frozen=True, slots=True)
class Way:
    """A collection as the first page shows it: how much there is, and what it is for."""

    collection: Collection
    count: int
    description: str


def home(press: Press) -> Iterator[Page]:
    """The first page, unless an entry of the book has taken its place."""
    if any(item.route == press.pages["index"] for item in press.site.items.values()):
        return
    here = sheet(press, press.pages["index"])
    body = [each for each in press.collections if each.epub == "body"]
    wanted = [DOWNLOADS[name] for name in DOWNLOADS if press.publishes(name)]
    yield Page(
        sheet=here,
        template="home.html",
        title=press.title,
        description=str(press.settings.get("description") or press.settings.get("subtitle") or press.title),
        parts={
            "settings": press.settings,
            "authors": authors(press),
            "cover": Markup(cover(press)),  # noqa: S704 - drawn from escaped words
            "bodies": [(each, [row(here, item) for item in press.site.of(each.name)]) for each in body],
            "ways": [_way(press, each) for each in press.collections if each not in body],
            "downloads": [(words, f"../{path.format(slug=slug(press.settings))}", use) for words, path, use in wanted],
        },
    )


def _way(press: Press, collection: Collection) -> Way:
    count = sum(item.status in {"published", "tbc"} for item in press.site.of(collection.name))
    return Way(collection, count, purpose(collection))
