"""Items and marks → addresses below the root of the HTML site, such as `chapters/finetuning.html#when-to-finetune`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import escape

from pipeline.model.heatmap import Chart, linked, numbered
from pipeline.model.manuscript import settle
from pipeline.model.site import Item, Site

SHELF = "content/assets/"


def url(item: Item, anchor: str | None = None) -> str:
    """Where an item (or a place in it) stands."""
    place = item.place(anchor or "")
    return f"{item.route}#{quote(place, safe='/:')}" if place else item.route


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
        return f"<figure>{image}<figcaption>{escape(item.title)}</figcaption></figure>"

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
        """The name the website gives to a file of the book, which changes with its bytes."""
        whole = path if path in self.site.book.assets else f"{SHELF}{path}"
        data = self.site.book.assets.get(whole)
        if data is None:
            return ""
        name = PurePosixPath("files", re.sub(r"[^A-Za-z0-9._/-]", "-", whole.removeprefix(SHELF).removeprefix("content/")))
        return str(name.with_name(f"{name.stem}.{sha256(data).hexdigest()[:8]}{name.suffix}"))
