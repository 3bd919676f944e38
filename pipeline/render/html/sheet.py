"""One page of the site: where it stands, and how the rest of the book looks from there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, urlencode

from markupsafe import Markup

from pipeline.model.addresses import SHELF, fragment
from pipeline.model.heatmap import linked
from pipeline.model.manuscript import Passage, plain, settle
from pipeline.model.site import Item
from pipeline.render.html.layouts import layout, missing
from pipeline.render.html.press import SAFE, Press
from pipeline.render.sizes import size

VOID = re.compile(r"<(br|hr|img|input|col|wbr|source)\b([^<>]*?)\s*/>")
IMAGE, ASSET, SIZED = re.compile(r"<img\b[^<>]*>"), re.compile(r' src="\x02asset:([^\x03"]*)\x03"'), re.compile(" (?:width|height)=")
SWITCH = re.compile(r' (checked|disabled)="\1"')
FORMULA = re.compile(r'<math\b[^<>]* display="block".*?</math>', re.DOTALL)
"""A formula on a line of its own can be wider than a phone; what scrolls must be reachable by keyboard."""

REFERENCE = re.compile('(?<=<a )(?![^<>]*\\btitle=)[^<>]*?href="\x02item:([^\x03#"]+)')
"""A link to an item, before it is settled; not one whose author, or the compiler, says already what it leads to."""

GLOSS = 160
"""How many characters of an entry stand at a link to it."""

SUMMARIES = ("summary", "note", "definition", "caption", "description", "outcome")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the book as a page shows it: address, size, text alternative."""

    src: str
    alt: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page being set; every address it gives is relative to that page, so the site works wherever it lies."""

    press: Press
    route: str
    root: str

    def to(self, route: str) -> str:
        """A route of the site → the way there from this page."""
        return self.root + route

    def public(self, route: str) -> str:
        """A route as others should name it: its published address, or else the way there from this page."""
        return self.press.whole(route) or self.root + quote(route, safe=SAFE)

    def page(self, name: str) -> str:
        """The way to a page that belongs to no entry."""
        return self.root + self.press.pages[name]

    def asset(self, name: str) -> str:
        """The way to a file of the theme."""
        return self.root + self.press.theme.assets[name].path

    def file(self, path: str) -> str | None:
        """The way to a file of the book, named by its path in the repository or below `content/assets/`."""
        found = self.press.files.get(path) or self.press.files.get(SHELF + path)
        return self.root + found.path if found else None

    def item(self, key: str, anchor: str = "") -> str:
        """The way to an item, or to an anchor in it; a key without an item leads to the list of its kind."""
        item = self.press.site.items.get(key)
        if item is None:
            return self.to(self.press.lists.get(key.partition(":")[0], self.press.pages["contents"]))
        place = fragment(item, anchor)
        if not place:
            return self.root + item.route
        return f"#{place}" if item.route == self.route else f"{self.root}{item.route}#{place}"

    def prose(self, item: Item, *path: str | int) -> Markup | None:
        """A compiled Markdown field of an item, its links leading the right way from this page."""
        passage = self.press.manuscript.at(item.key, *path)
        return None if passage is None else self.settled(item, passage)

    def settled(self, item: Item, passage: Passage) -> Markup:
        """A passage of an item as markup for this page."""
        return self.markup(item, passage.html)

    def markup(self, item: Item, html: str) -> Markup:
        """XHTML with marks, written by an item → HTML for this page."""
        if "<img" in html:
            html = IMAGE.sub(lambda tag: self._reserved(tag[0]), html)
        if "\x02" in html:
            html = REFERENCE.sub(self._titled, html)
            html = settle(html, lambda kind, rest: KINDS[kind](self, item, rest))
        if "/>" in html:
            html = SWITCH.sub(r" \1", VOID.sub(r"<\1\2>", html))
        if "<math" in html:
            html = FORMULA.sub(r'<span class="formula" role="group" aria-label="Formula" tabindex="0">\g<0></span>', html)
        return Markup(html)  # noqa: S704 - compiled and sanitised

    def _titled(self, link: re.Match[str]) -> str:
        """A link to something short enough, with its words, for those who run no script."""
        item = self.press.site.items.get(link[1])
        if item is None or not layout(item.collection.name).gloss:
            return link[0]
        passage = self.press.manuscript.at(item.key, layout(item.collection.name).lead)
        words = brief(plain(settle(passage.html, lambda _kind, _rest: "")), GLOSS) if passage else ""
        return f'title="{escape(words)}" {link[0]}' if words else link[0]

    def summary(self, item: Item) -> Markup | None:
        """One or two sentences about an item."""
        name = next((name for name in SUMMARIES if isinstance(item.data.get(name), str)), None)
        if name is None:
            return None
        return self.prose(item, name) or Markup(escape(str(item.data[name]), quote=False))  # noqa: S704 - escaped here

    def said(self, item: Item, name: str) -> str:
        """The words of a Markdown field of an item; empty when it has none."""
        return plain(self.prose(item, name) or str(item.data.get(name) or ""))

    def title(self, item: Item) -> Markup:
        """The title of an item, marked with its language where that differs from the book's."""
        words = Markup(escape(item.title, quote=False))  # noqa: S704 - escaped here
        tongue = item.data.get(layout(item.collection.name).tongue) or item.data.get("lang")
        if not isinstance(tongue, str) or tongue == self.press.language or not isinstance(item.data.get("title"), str):
            return words
        return Markup('<span lang="{}" dir="auto">{}</span>').format(tongue, words)

    def picture(self, item: Item) -> Picture | None:
        """The image file of an item; `None` when it has none, or the file is missing."""
        path = str(item.data.get("file") or "")
        src = self.file(path)
        if src is None:
            return None
        width, height = self._size(path) or (None, None)
        return Picture(src, str(item.data.get("alt") or ""), width, height)

    def _size(self, path: str) -> tuple[int, int] | None:
        assets = self.press.site.book.assets
        return size(path, assets.get(path) or assets.get(SHELF + path, b""))

    def _reserved(self, tag: str) -> str:
        """An image in prose, which comes when it is needed, with its room kept free, unless its author says otherwise."""
        asset = ASSET.search(tag)
        measured = self._size(unescape(asset[1])) if asset else None
        room = f' width="{measured[0]}" height="{measured[1]}"' if measured and not SIZED.search(tag) else ""
        when = "" if " loading=" in tag else ' loading="lazy" decoding="async"'
        return f"{tag.rstrip('/> ')}{room}{when}/>"

    def narrowed(self, prefix: str, filters: tuple[tuple[str, str], ...]) -> str | None:
        """The way to a list page, narrowed by filters; `None` when there is no such list."""
        route = self.press.lists.get(prefix)
        return self.to(f"{route}?{urlencode(filters)}") if route else None

    def figure(self, item: Item, *, own: bool = False) -> Markup:
        """An item shown in place: its drawing or chart with a caption; `own` leaves out the link to its page."""
        chart = self.press.chart(item)
        drawing = self.markup(item, linked(chart.figure, self.narrowed)) if chart else None
        template = self.press.theme.templates.get_template("figure.html")
        picture = self.picture(item)
        return Markup(template.render(sheet=self, item=item, chart=drawing, picture=picture, own=own, mark=missing(item)))  # noqa: S704 - made by a template


def sheet(press: Press, route: str) -> Sheet:
    """The page of a route."""
    return Sheet(press, route, "../" * route.count("/"))


def brief(words: str, most: int) -> str:
    """Words, cut between two of them where there are more letters than that."""
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _item(page: Sheet, _owner: Item, rest: str) -> str:
    key, _, anchor = unescape(rest).partition("#")
    return escape(page.item(key, anchor))


def _here(page: Sheet, owner: Item, rest: str) -> str:
    return escape(page.item(owner.key, unescape(rest).removeprefix("#")))


def _list(page: Sheet, _owner: Item, rest: str) -> str:
    prefix, mark, query = unescape(rest).partition("?")
    return escape(page.to(page.press.lists.get(prefix, page.press.pages["contents"])) + mark + query)


def _asset(page: Sheet, _owner: Item, rest: str) -> str:
    return page.file(unescape(rest)) or page.page("contents")


def _embed(page: Sheet, _owner: Item, rest: str) -> str:
    item = page.press.site.items.get(rest)
    return page.figure(item) if item else ""


KINDS: Mapping[str, Callable[[Sheet, Item, str], str]] = {"item": _item, "here": _here, "list": _list, "asset": _asset, "embed": _embed}
"""What each kind of mark stands for on a page; the markup around it was written by the item given."""
