"""Site → JSON artifacts: the book as a static API, for programs that know nothing of us.

    site.json                       the book, its contents, its collections, its files
    <folder>/index.json             the entries of a collection, in order
    <folder>/<id>.json              one entry: fields, HTML, text, references out and back, where it was written
    graph.json                      who names whom
    search.json                     the search index of the site
    schemas/<name>.schema.json      the book's own schemas
    schemas/output/<name>...        the schemas of the files above

Addresses in them are those of the website.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.render import search
from pipeline.render.json import contract, graph, index, overview, schemas
from pipeline.render.json.entry import Press


def write(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Iterator[Artifact]:
    """All files below `json/`; `site.json` comes last, because it lists the digests of the others."""
    made: list[Artifact] = []
    for artifact in _files(site, manuscript, charts):
        made.append(artifact)
        yield artifact
    yield contract.artifact("site.json", "site", overview.overview(site, made))


def _files(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Iterator[Artifact]:
    press = Press.of(site, manuscript, charts)
    for item in site.items.values():
        yield contract.artifact(index.path(item), "item", press.entry(item))
    for collection in site.collections:
        yield contract.artifact(f"{collection.folder}/index.json", "index", index.listing(collection, site.of(collection.name)))
    yield contract.artifact("graph.json", "graph", graph.graph(site))
    yield contract.artifact("search.json", "search", search.index(site))
    yield from schemas.copies(site.book)
