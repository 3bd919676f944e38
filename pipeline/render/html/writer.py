"""Site, manuscript and charts → the artifacts below `html/`: pages, the theme's files, the book's files, the search index."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart, numbered
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.render import search
from pipeline.render.html.cards import cards, routes
from pipeline.render.html.head import Head, signs
from pipeline.render.html.look import TEMPLATE, unfilled
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
    bare = press(site, manuscript, charts)
    told = tuple(cards(bare))
    set_up = replace(bare, cards=routes(told))
    index = asset(INDEX, _script(search.index(site)))
    used: set[str] = set()
    shared = signs(set_up)
    navigation = sidebar(set_up)
    listed: list[Stop] = []
    for page in _pages(set_up):
        listed += stops(page)
        artifact = _filled(page, navigation, shared.head(page), index)
        used.update(FILE.findall(artifact.data.decode()))
        yield artifact
    yield from map(_below, (*shared.files(), *sitemap(set_up, listed)))
    for name in ASSETS:
        yield _below(set_up.theme.assets[name])
    yield from (_below(file) for _, file in told)
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


def _filled(page: Page, navigation: Sidebar, head: Head, index: Artifact) -> Artifact:
    """A page as a file. Where the book brings templates of its own, what goes wrong in them is a finding that comes with the file."""
    path = f"html/{page.sheet.route}"
    own = page.sheet.press.site.book.templates
    if not any(name.endswith(TEMPLATE) for name in own):
        return Artifact(path, _print(page, navigation, head, index).encode())
    try:
        return Artifact(path, _print(page, navigation, head, index).encode())
    except Exception as error:  # noqa: BLE001 - a template can raise whatever it likes, and its author must hear of it
        return Artifact(path, b"", (unfilled(own, error),))


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
