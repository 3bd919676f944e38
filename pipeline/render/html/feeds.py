"""Press → the feeds: Atom (RFC 4287) and JSON Feed 1.1, of the whole book and of each collection whose entries have dates.

They need the address of the site, because whoever reads them is elsewhere. A date of a month counts as its first day; a year alone is
no news, and neither is what lies in the future. Only what is published and settled is told.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model.addresses import address
from pipeline.model.artifact import Artifact
from pipeline.model.site import Item
from pipeline.render.html.cover import authors
from pipeline.render.html.icons import FAVICON
from pipeline.render.html.page import Page
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet
from pipeline.render.html.telling import about
from pipeline.render.words import DATE

MOST = 50
"""How many entries a feed tells of, the newest ones."""

CHANGED, MADE = ("updated", "added", "date"), ("added", "date")
"""Fields that say when an entry was changed, or else made."""

MORNING = "T00:00:00Z"
VERSION = "https://jsonfeed.org/version/1.1"
FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 has no place for."""


@dataclass(frozen=True, slots=True)
class News:
    """An entry in a feed: its address (which never changes while its id doesn't), its dates as moments, what it is."""

    item: Item
    url: str
    changed: str
    made: str
    summary: str

    @property
    def source(self) -> str:
        """The address outside the book that the entry is about, if it is about one."""
        found = self.item.data.get("url")
        return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the route of the page it belongs to, the route of its files without a suffix, its entries."""

    title: str
    home: str
    route: str
    news: tuple[News, ...]

    @property
    def changed(self) -> str:
        """When its newest entry was changed."""
        return max(each.changed for each in self.news)


def feeds(press: Press) -> tuple[Feed, ...]:
    """The book's own first; none without an address, where `book.yaml` does not want them, and where nothing is dated."""
    if not press.address or press.publish.get("feeds") is False:
        return ()
    everything = list(_news(press, press.site.items.values()))
    found = [Feed(press.title, press.pages["index"], "feed", _newest(press, everything))]
    for collection in press.collections:
        own = [news for news in everything if news.item.collection.name == collection.name]
        found.append(Feed(f"{press.title}: {collection.plural}", collection.index, _route(collection.index), _newest(press, own)))
    return tuple(feed for feed in found if feed.news)


def files(press: Press, made: Iterable[Feed]) -> Iterator[Artifact]:
    """The two files of each feed."""
    template = press.theme.templates.get_template("feed.xml")
    for feed in made:
        text = template.render(feed=feed, press=press, writers=authors(press) or [press.title])
        yield Artifact(f"{feed.route}.xml", FORBIDDEN.sub("", text).encode())
        yield Artifact(f"{feed.route}.json", f"{json.dumps(_json(press, feed), ensure_ascii=False, indent=1)}\n".encode())


def near(page: Page, made: Iterable[Feed]) -> tuple[Feed, ...]:
    """The feeds that a page tells of: that of the list it belongs to, and the book's."""
    return tuple(feed for feed in made if feed.home in {page.section, page.sheet.press.pages["index"]})


def _news(press: Press, items: Iterable[Item]) -> Iterator[News]:
    today = press.site.book.today
    for item in items:
        changed, made = _moment(item, CHANGED), _moment(item, MADE)
        if changed and item.status == "published" and (not today or changed <= f"{today}{MORNING}"):
            yield News(item, press.whole(address(item)), changed, made, about(sheet(press, item.route), item))


def _newest(press: Press, news: list[News]) -> tuple[News, ...]:
    """The newest first; of one day, in reading order."""
    ordered = sorted(news, key=lambda each: press.ranks[each.item.key])
    return tuple(sorted(ordered, key=lambda each: each.changed, reverse=True)[:MOST])


def _moment(item: Item, fields: Iterable[str]) -> str:
    """The first of some fields that is a date → the beginning of that day, as RFC 3339 has it."""
    for name in fields:
        found = DATE.match(str(item.data.get(name) or ""))
        if found and found[2]:
            return f"{found[1]}-{found[2]}-{found[3] or '01'}{MORNING}"
    return ""


def _route(index: str) -> str:
    """A list page → its feed, beside it."""
    folder, _, name = index.rpartition("/")
    return f"{folder}/feed" if folder and name == "index.html" else f"{index.removesuffix('.html')}-feed"


def _json(press: Press, feed: Feed) -> dict[str, Any]:
    return {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": press.whole(feed.home),
        "feed_url": press.whole(f"{feed.route}.json"),
        "description": str(press.settings.get("description") or press.settings.get("subtitle") or press.title),
        "favicon": press.whole(FAVICON),
        "authors": [{"name": name} for name in authors(press) or [press.title]],
        "language": press.language,
        "items": [_item(each) for each in feed.news],
    }


def _item(news: News) -> dict[str, Any]:
    said = {
        "id": news.url,
        "url": news.url,
        "external_url": news.source,
        "title": news.item.title,
        "content_text": news.summary,
        "date_published": news.made,
        "date_modified": news.changed,
        "language": str(news.item.data.get("lang") or ""),
        "tags": [news.item.collection.label],
    }
    return {name: value for name, value in said.items() if value}
