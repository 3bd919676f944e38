"""Pages → what search engines ask for at the root of a site: which pages there are, and that all of them may be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.artifact import Artifact
from pipeline.render.html.page import Page
from pipeline.render.html.press import Press

LEFT_OUT = frozenset({"draft", "coming-soon", "archived"})
"""Entries that nobody needs to be led to."""

SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """A page on the map: its whole address, and when it was changed, as far as anybody said."""

    address: str
    changed: str


def stops(page: Page) -> Iterator[Stop]:
    """The page as it stands on the map; none for one that is not to be found."""
    item = page.item
    if page.hidden or (item is not None and item.status in LEFT_OUT):
        return
    changed = item.data.get("updated", item.data.get("added")) if item is not None else None
    yield Stop(page.address, str(changed or ""))


def sitemap(press: Press, found: Iterable[Stop]) -> Iterator[Artifact]:
    """`robots.txt`, and the map (sitemaps.org) where the address of the site is known: it may hold whole addresses only."""
    if not press.address:
        yield _robots("")
        return
    yield Artifact(SITEMAP, press.theme.templates.get_template(SITEMAP).render(stops=sorted(found)).encode())
    yield _robots(f"\nSitemap: {press.whole(SITEMAP)}\n")


def _robots(further: str) -> Artifact:
    return Artifact("robots.txt", f"User-agent: *\nAllow: /\n{further}".encode())
