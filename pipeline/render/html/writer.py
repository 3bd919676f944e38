"""Site, manuscript and charts → the artifacts below `html/`: pages, the theme's files, the book's files, the search index."""

import json
import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart, numbered
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.render import search
from pipeline.render.html.head import Head, signs
from pipeline.render.html.page import Page
from pipeline.render.html.pages import PAGES
from pipeline.render.html.press import Press, press
from pipeline.render.html.sidebar import Sidebar, sidebar
from pipeline.render.html.sitemap import Stop, sitemap, stops
from pipeline.render.html.theme import ASSETS, asset

FILE = re.compile(r"\bfiles/[^\"'?#\s<>]+")
INDEX = "assets/search-index.js"


def write(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Iterator[Artifact]:
    """A site as a website. Every address in it is relative; nothing in it is inline script or style."""
    set_up = press(site, manuscript, charts)
    index = asset(INDEX, _script(search.index(site)))
    used: set[str] = set()
    shared = signs(set_up)
    navigation = sidebar(set_up)
    listed: list[Stop] = []
    for page in _pages(set_up):
        listed += stops(page)
        text = _print(page, navigation, shared.head(page), index)
        used.update(FILE.findall(text))
        yield Artifact(f"html/{page.sheet.route}", text.encode())
    yield from map(_below, (*shared.files(), *sitemap(set_up, listed)))
    for name in ASSETS:
        yield _below(set_up.theme.assets[name])
    yield _below(index)
    for artifact in sorted(set_up.files.values(), key=lambda artifact: artifact.path):
        if artifact.path in used:
            yield _below(artifact)


def _pages(set_up: Press) -> Iterator[Page]:
    taken: set[str] = set()
    for make in PAGES:
        for page in make(set_up):
            if page.sheet.route not in taken:
                taken.add(page.sheet.route)
                yield page


def _print(page: Page, navigation: Sidebar, head: Head, index: Artifact) -> str:
    here = page.sheet
    template = here.press.theme.templates.get_template(page.template)
    side: Markup = navigation.at(here, page.section)
    told = {"page": page, "sheet": here, "press": here.press, "head": head, "navigation": side, "index": here.to(index.path)}
    return numbered(template.render(**told, **page.parts))


def _script(index: dict[str, Any]) -> bytes:
    """The index as a classic script, since a page opened from disk may load nothing else. U+2028 would end a line there."""
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"globalThis.searchIndex={data};\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _below(artifact: Artifact) -> Artifact:
    return Artifact(f"html/{artifact.path}", artifact.data)
