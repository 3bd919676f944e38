"""Site → JSON artifacts: the book as a static API, for programs that know nothing of us.

    site.json                       the book, its contents, its collections, its files
    <folder>/index.json             the entries of a collection, in order
    <folder>/<id>.json              one entry: fields, HTML, text, references out and back, where it was written
    sections.jsonl                  the text, one section a line
    graph.json                      who names whom
    search.json                     the search index of the site
    bibliography.csl.json, .bib     the works the book lists, for citation programs
    CITATION.cff                    how to cite the book itself
    assets.json                     pictures and data, and who shows them
    diagnostics.json                what the check said
    schemas/<name>.schema.json      the book's own schemas
    schemas/output/<name>...        the schemas of the files above

Addresses in them are those of the website. What other programs look for at its root is made by `signposts`.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.render import search
from pipeline.render.json import (
    assets,
    bibtex,
    citation,
    contract,
    csl,
    findings,
    graph,
    index,
    inventory,
    llms,
    overview,
    schemas,
    sections,
    works,
    xref,
)
from pipeline.render.json.entry import Press

ROOT = "html"
"""The folder of the website."""


def write(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...], report: str) -> Iterator[Artifact]:
    """All files below `json/`; `site.json` comes last, because it lists the digests of the others.

    `report` is what the check said of the book, in its JSON format.
    """
    made: list[Artifact] = []
    for artifact in _files(site, manuscript, charts, report):
        made.append(artifact)
        yield artifact
    yield contract.artifact("site.json", "site", overview.overview(site, made))


def signposts(site: Site, manuscript: Manuscript) -> Iterator[Artifact]:
    """Files at the root of the website for those who look for them there: inventories of what can be referred to, and `llms.txt`."""
    yield Artifact(f"{ROOT}/objects.inv", inventory.inventory(site))
    references = {**xref.references(site), "$schema": f"../{contract.FOLDER}/{contract.location('myst-xref')}"}
    yield Artifact(f"{ROOT}/myst.xref.json", contract.spell(references))
    yield Artifact(f"{ROOT}/llms.txt", llms.short(site, manuscript).encode())
    yield Artifact(f"{ROOT}/{llms.FULL}", llms.full(site).encode())


def _files(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...], report: str) -> Iterator[Artifact]:
    press = Press.of(site, manuscript, charts)
    for item in site.items.values():
        yield contract.artifact(index.path(item), "item", press.entry(item))
    for collection in site.collections:
        yield contract.artifact(f"{collection.folder}/index.json", "index", index.listing(collection, site.of(collection.name)))
    yield contract.artifact("graph.json", "graph", graph.graph(site))
    yield contract.artifact("search.json", "search", search.index(site))
    yield contract.artifact("assets.json", "assets", assets.assets(site))
    yield contract.artifact("diagnostics.json", "diagnostics", findings.findings(report))
    yield _text("sections.jsonl", contract.lines(sections.sections(site)))
    yield from _citations(site, manuscript)
    yield from schemas.copies(site.book)


def _citations(site: Site, manuscript: Manuscript) -> Iterator[Artifact]:
    listed = works.works(site, manuscript)
    yield _text("bibliography.csl.json", contract.listed(csl.bibliography(listed)))
    yield _text("bibliography.bib", bibtex.bibliography(listed).encode())
    yield _text("CITATION.cff", citation.citation(site).encode())


def _text(path: str, data: bytes) -> Artifact:
    return Artifact(f"{contract.FOLDER}/{path}", data)
