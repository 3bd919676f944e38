"""Items and marks → addresses below the root of the HTML site, such as `chapters/finetuning.html#when-to-finetune`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote

from markupsafe import escape

from pipeline.model import addresses
from pipeline.model.heatmap import Chart, linked, numbered
from pipeline.model.manuscript import settle
from pipeline.model.site import Item, Site

FOREIGN = re.compile(r"[^\x00-\x7f]+")


def url(item: Item, anchor: str | None = None) -> str:
    """Where an item (or a place in it) stands, in ASCII: a browser takes any letter, a program may not."""
    return FOREIGN.sub(lambda match: quote(match[0]), addresses.address(item, anchor or ""))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Knows where everything of a site stands, and prints compiled prose with those addresses."""

    site: Site
    charts: Mapping[str, Chart] = field(repr=False)

    def print(self, html: str, item: Item) -> str:
        """The prose of an item, its marks replaced."""
        return numbered(settle(html, lambda kind, rest: self._mark(item, kind, unescape(rest))))

    def figure(self, item: Item) -> str:
        """An item shown in place: its chart, or its drawing with the caption."""
        if item.key in self.charts:
            return linked(self.charts[item.key].figure, lambda prefix, filters: self._list(prefix, "&".join(map("=".join, filters))))
        file, alt = item.data.get("file"), item.data.get("alt", "")
        image = f'<img src="{escape(self._asset(file))}" alt="{escape(alt)}"/>' if isinstance(file, str) else ""
        number = f'<span class="number">{escape(item.exhibit.name)}</span> ' if item.exhibit and item.exhibit.number else ""
        return f"<figure>{image}<figcaption>{number}{escape(item.title)}</figcaption></figure>"

    def _mark(self, item: Item, kind: str, rest: str) -> str:
        name, _, more = rest.partition("?" if kind == "list" else "#")
        match kind:
            case "item":
                return str(escape(url(self.site.items[name], more))) if name in self.site.items else ""
            case "here":
                return str(escape(url(item, more)))
            case "list":
                return str(escape(self._list(name, more) or ""))
            case "asset":
                return str(escape(self._asset(rest)))
            case _:
                return self.figure(self.site.items[rest]) if rest in self.site.items else ""

    def _list(self, prefix: str, query: str) -> str | None:
        collection = next((known for known in self.site.collections if known.prefix == prefix), None)
        if collection is None:
            return None
        return f"{collection.index}?{query}" if query else collection.index

    def _asset(self, path: str) -> str:
        """The name the website gives to a file of the book."""
        whole = stored(self.site, path)
        return addresses.file(whole, self.site.book.assets[whole]) if whole else ""


def stored(site: Site, path: str) -> str | None:
    """A file as a field or a link names it → its path in the repository; `None` when it is not there."""
    return next((whole for whole in (path, f"{addresses.SHELF}{path}") if whole in site.book.assets), None)
