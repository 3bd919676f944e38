"""Site, manuscript and charts → a press set up for them: what every page of the website shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pipeline.model import addresses
from pipeline.model.artifact import Artifact
from pipeline.model.document import Collection, Kind, Path
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.schema import expand
from pipeline.model.site import Item, Site
from pipeline.render.direction import right_to_left
from pipeline.render.html.theme import Theme, theme
from pipeline.render.html.tokens import stylesheet
from pipeline.render.terms import Term, terms

SAFE = "/#:%~+,;=@!$&'()*"
"""What stands in an address as it is; ids are written in UTF-8 with percent signs already."""

PAGES = ("index", "contents", "search", "404", "build", "graph", "terms", "exhibits")
"""Pages that belong to no entry, by the names of their files."""


@dataclass(frozen=True, slots=True)
class Press:
    """What is set up once for all pages: addresses, looked-up references, schemas, templates.

    `collections` are those that have something to show; `pages` holds the routes of the pages that belong to no entry,
    `lists` those of the collections' list pages by prefix, `files` the book's own files by path, `named` the item that a
    reference field names by (item key, path of the field), `ranks` the place of each item in reading order, `cited` the works that
    each item refers to, in the order of its references, `cards` which routes have cards in which file (see `cards`), `terms` the
    index of terms.
    """

    site: Site
    manuscript: Manuscript
    collections: tuple[Collection, ...]
    charts: Mapping[str, Chart] = field(repr=False)
    theme: Theme
    schemas: Mapping[str, Mapping[str, Any]] = field(repr=False)
    files: Mapping[str, Artifact] = field(repr=False)
    pages: Mapping[str, str]
    lists: Mapping[str, str]
    named: Mapping[tuple[str, Path], str] = field(repr=False)
    ranks: Mapping[str, int] = field(repr=False)
    cited: Mapping[str, tuple[str, ...]] = field(repr=False)
    cards: str = ""
    terms: tuple[Term, ...] = field(default=(), repr=False)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The fields of `book.yaml`."""
        return self.site.book.settings.data

    @property
    def publish(self) -> Mapping[str, Any]:
        """What `book.yaml` says about publishing; empty when it says nothing."""
        found = self.settings.get("publish")
        return found if isinstance(found, Mapping) else {}

    @property
    def address(self) -> str:
        """Where the site will stand, without a slash at the end; empty when `book.yaml` does not say."""
        return str(self.publish.get("url") or "").rstrip("/")

    def whole(self, route: str) -> str:
        """The published address of a route, in ASCII, without `index.html` for the first page; empty when nobody knows it."""
        if not self.address:
            return ""
        return f"{self.address}/{'' if route == self.pages['index'] else quote(route, safe=SAFE)}"

    @property
    def title(self) -> str:
        """The title of the book."""
        return str(self.settings.get("title") or "Book")

    @property
    def language(self) -> str:
        """The language of the book, as a tag."""
        return str(self.settings.get("language") or "en")

    def direction(self, language: str, around: str = "en") -> str:
        """Which way a language is written, as HTML's `dir` says it; empty where that is the way of the language around it."""
        turned = right_to_left(language)
        return "" if turned is right_to_left(around) else "rtl" if turned else "ltr"

    def publishes(self, output: str) -> bool:
        """Whether the book is published in a format; in all of them where it does not say."""
        formats = self.publish.get("formats")
        return not isinstance(formats, list) or output in formats

    def property(self, item: Item, name: str) -> Mapping[str, Any]:
        """The schema of a field, references replaced; empty when there is none."""
        found = self.schemas[item.collection.name].get("properties", {}).get(name, {})
        return found if isinstance(found, Mapping) else {}

    def chart(self, item: Item) -> Chart | None:
        """The chart of an item, if it has one."""
        return self.charts.get(item.key)


def press(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Press:
    """Set everything up that doesn't depend on a page."""
    return Press(
        site=site,
        manuscript=manuscript,
        collections=tuple(each for each in site.collections if site.of(each.name)),
        charts={chart.key: chart for chart in charts},
        theme=theme(site.book.templates, stylesheet(_look(site))),
        schemas={each.name: expand(each.name, site.book.schemas) or each.schema for each in site.collections},
        files={path: Artifact(addresses.file(path, data), data) for path, data in site.book.assets.items()},
        pages=_pages(site),
        lists={collection.prefix: collection.index for collection in site.collections},
        named={(edge.origin, edge.mention.field): edge.target for edge in site.edges if edge.mention.kind is Kind.FIELD},
        ranks={key: rank for rank, key in enumerate(site.items)},
        cited=_cited(site),
        terms=terms(site),
    )


def _cited(site: Site) -> dict[str, tuple[str, ...]]:
    """The works that prose refers to, by who does: members of the collections that can be cited."""
    found: dict[str, dict[str, None]] = {}
    for edge in site.edges:
        target = site.items.get(edge.target)
        if target is not None and target.collection.cite is not None:
            found.setdefault(edge.origin, {})[edge.target] = None
    return {origin: tuple(targets) for origin, targets in found.items()}


def _look(site: Site) -> Any:
    publish = site.book.settings.data.get("publish")
    return publish.get("theme") if isinstance(publish, Mapping) else None


def _pages(site: Site) -> dict[str, str]:
    """Routes of the pages that belong to no entry; where an entry has taken the name, `book-` stands before it."""
    taken = {item.route for item in site.items.values()} | {collection.index for collection in site.collections}
    routes = {}
    for name in PAGES:
        route = f"{name}.html"
        while route in taken and name != "index":
            route = f"book-{route}"
        routes[name] = route
    return routes
