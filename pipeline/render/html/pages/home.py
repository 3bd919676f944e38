"""Press → the first page: what the book is, and the ways into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.cover import authors, cover, names
from pipeline.render.html.page import Page
from pipeline.render.html.press import Press
from pipeline.render.html.rows import Row, row
from pipeline.render.html.sheet import Sheet, sheet
from pipeline.render.slugs import slug
from pipeline.render.words import date_in_words

DOWNLOADS = {
    "epub": ("E-book (EPUB)", "epub/{slug}.epub", "for reading devices and apps"),
    "json": ("Data (JSON)", "json/site.json", "everything in the book, for programs"),
}
"""Other outputs by format: words, path below the output folder, what it is for."""


NEWEST = 6
"""How many additions the first page names."""


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
            "begin": next((item for each in body for item in press.site.of(each.name)), None),
            "ways": [_way(press, each) for each in press.collections if each not in body],
            "newest": _newest(here),
            "downloads": [(words, f"../{path.format(slug=slug(press.settings))}", use) for words, path, use in wanted],
            "charts": [press.site.items[key] for key in press.charts if key in press.site.items],
            "companion": _companion(press),
        },
        wide=True,
    )


def _way(press: Press, collection: Collection) -> Way:
    count = sum(item.status in {"published", "tbc"} for item in press.site.of(collection.name))
    return Way(collection, count, collection.intro)


def _newest(here: Sheet) -> list[tuple[str, Row]]:
    """What was added or changed last, with the date; empty when no entry says."""
    dated = [(max(dates), item) for item in here.press.site.items.values() if (dates := _dates(item)) and item.status == "published"]
    dated.sort(key=lambda pair: here.press.ranks[pair[1].key])
    latest = sorted(dated, key=lambda pair: pair[0], reverse=True)[:NEWEST]
    return [(date_in_words(date, here.press.language) or date, row(here, item, brief=True)) for date, item in latest]


def _dates(item: Item) -> list[str]:
    return [value for name in ("added", "updated") if isinstance(value := item.data.get(name), str)]


def _companion(press: Press) -> dict[str, Any]:
    """The book that goes with this one; its authors by their names."""
    told = press.settings.get("companion")
    return {**told, "authors": names(press, told.get("authors", ()))} if isinstance(told, dict) else {}
