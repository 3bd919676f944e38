"""Press → the navigation beside every page: made once per depth of folder, marked per page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import Sheet

MANY = 30
"""Collections of the book's body are listed entry by entry, unless there are more than this."""

SITE = {
    "contents": "Contents",
    "terms": "Index",
    "exhibits": "Figures and tables",
    "search": "Search",
    "graph": "References",
    "build": "About this build",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the navigation: where it leads, its words, a number set apart (of a chapter), how many stand there."""

    route: str
    words: str
    number: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a label; the label leads to the list page."""

    label: str
    links: tuple[Link, ...]
    route: str = ""


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The navigation as markup by depth; the dictionary fills as pages of new depths are printed."""

    press: Press
    groups: tuple[Group, ...]
    printed: dict[str, str] = field(default_factory=dict)

    def at(self, sheet: Sheet, section: str) -> Markup:
        """The navigation as seen from a page, with that page (or the list it belongs to) marked."""
        html = self.printed.get(sheet.root)
        if html is None:
            template = self.press.theme.templates.get_template("sidebar.html")
            html = self.printed[sheet.root] = template.render(sheet=sheet, groups=self.groups)
        for route, current in ((sheet.route, "page"), (section, "true")):
            address = f'href="{escape(sheet.to(route))}"'
            if address in html:
                html = html.replace(address, f'{address} aria-current="{current}"', 1)
                break
        return Markup(html)  # noqa: S704 - made by a template


def sidebar(press: Press) -> Sidebar:
    """The groups of the navigation: what `publish.nav` names, in its order, then whatever it leaves out."""
    return Sidebar(press, tuple(_groups(press)))


def _groups(press: Press) -> Iterator[Group]:
    """Collections of the body stand in groups of their own, entry by entry; what lies between them makes the others."""
    between: list[Link] = []
    label = "The book"
    for stop in _stops(press):
        if isinstance(stop, Collection) and stop.epub == "body" and len(press.site.of(stop.name)) <= MANY:
            if between:
                yield Group(label, tuple(between))
            yield Group(stop.plural, tuple(_entry(item) for item in press.site.of(stop.name)), stop.index)
            between, label = [], "Around the book"
        else:
            between.append(_list(press, stop) if isinstance(stop, Collection) else _entry(stop))
    if between:
        yield Group(label, tuple(between))
    yield Group("This site", tuple(Link(press.pages[name], words) for name, words in SITE.items() if _is_made(press, name)))


def _is_made(press: Press, page: str) -> bool:
    """Whether there is such a page: two of them only exist where there is something to list."""
    return bool(press.site.exhibits) if page == "exhibits" else bool(press.terms) if page == "terms" else True


def _stops(press: Press) -> Iterator[Collection | Item]:
    """What `publish.nav` names, each once, then the collections it says nothing about."""
    by_prefix = {collection.prefix: collection for collection in press.collections}
    rest = dict(by_prefix)
    for name in press.publish.get("nav", ()):
        prefix, _, entry = str(name).partition(":")
        rest_of = rest.pop(prefix, None)
        if entry and name in press.site.items:
            yield press.site.items[name]
        elif not entry and rest_of is not None:
            yield rest_of
    yield from rest.values()


def _list(press: Press, collection: Collection) -> Link:
    count = sum(item.status in {"published", "tbc"} for item in press.site.of(collection.name))
    return Link(collection.index, collection.plural, count=count)


def _entry(item: Item) -> Link:
    title = item.data.get("title")
    words = str(item.data.get("short_title") or title or item.title)
    route = f"{item.route}#{item.fragment}" if item.fragment else item.route
    before = item.title.removesuffix(title) if isinstance(title, str) else ""
    return Link(route, words, "".join(letter for letter in before if letter.isdigit()))
