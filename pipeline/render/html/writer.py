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
from pipeline.render.html.page import Page
from pipeline.render.html.pages import PAGES
from pipeline.render.html.press import Press, press
from pipeline.render.html.sidebar import Sidebar, sidebar
from pipeline.render.html.theme import ASSETS, asset

FILE = re.compile(r"\bfiles/[^\"'?#\s<>]+")
INDEX = "assets/search-index.js"


def write(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Iterator[Artifact]:
    """A site as a website. Every address in it is relative; nothing in it is inline script or style."""
    set_up = press(site, manuscript, charts)
    index = asset(INDEX, _script(search.index(site)))
    used: set[str] = set()
    for artifact in _pages(set_up, index):
        used.update(FILE.findall(artifact.data.decode()))
        yield artifact
    for name in ASSETS:
        yield _below(set_up.theme.assets[name])
    yield _below(index)
    for artifact in sorted(set_up.files.values(), key=lambda artifact: artifact.path):
        if artifact.path in used:
            yield _below(artifact)


def _pages(set_up: Press, index: Artifact) -> Iterator[Artifact]:
    navigation = sidebar(set_up)
    taken: set[str] = set()
    for make in PAGES:
        for page in make(set_up):
            if page.sheet.route not in taken:
                taken.add(page.sheet.route)
                yield Artifact(f"html/{page.sheet.route}", _print(page, navigation, index).encode())


def _print(page: Page, navigation: Sidebar, index: Artifact) -> str:
    here = page.sheet
    template = here.press.theme.templates.get_template(page.template)
    side: Markup = navigation.at(here, page.section)
    return numbered(template.render(page=page, sheet=here, press=here.press, navigation=side, index=here.to(index.path), **page.parts))


def _script(index: dict[str, Any]) -> bytes:
    """The index as a classic script, since a page opened from disk may load nothing else. U+2028 would end a line there."""
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"globalThis.searchIndex={data};\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _below(artifact: Artifact) -> Artifact:
    return Artifact(f"html/{artifact.path}", artifact.data)
