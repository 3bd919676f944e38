"""The JSON output of small books, read back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow, load
from pipeline.flow import publication
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.render import compile as compiling
from pipeline.render import html
from pipeline.render import json as writer
from pipeline.render.filled import filled

SHIPPED = Path(__file__).parent.parent.parent

Files = Mapping[str, str | bytes | None]
FIGURE = '<figure><table><tr><td data-ref="resource:?kind=book">1</td></tr></table></figure>'
CHART = Chart("artifact:coverage", "Coverage", "Resources.", "A matrix.", (), FIGURE, "", "", "")

EVERYTHING: Files = {
    "content/chapters/03-more.md": """---
kind: chapter
number: 3
title: "More & <more>"
doubt: Perhaps there is no more.
---
Words[^a] with [a link](https://bread.example.org/out?a=1&b=2), [a place](#a-place), [the list](resource:?kind=book),
[a file](../data/flour.csv).

## A place

![](figure:loaf)

![](../assets/figures/loaf.svg)

![](artifact:coverage)

[^a]: A note with [](term:gluten) and “quotes” from Ötzi.
""",
    "content/chapters/04-soon.md": "---\nkind: chapter\nnumber: 4\ntitle: Later\nstatus: coming-soon\n---\nNot yet these words.\n",
    "content/chapters/05-draft.md": "---\nkind: chapter\nnumber: 5\ntitle: Unseen\nstatus: draft\n---\nSecret words.\n",
    "content/editions/more.yaml": "- {id: french, language: fr, format: print, publisher: Pain, status: tbc, date: tbc, isbn13: tbc}\n",
    "content/resources/old.yaml": "- {id: old-book, title: An Old Book, url: 'https://bread.example.org/old', kind: book, topic: past,"
    " status: archived}\n",
    "content/data/flour.csv": "kind,grams\nrye,500\n",
    "schemas/recipes.schema.json": json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "recipes.schema.json",
            "title": "Recipe",
            "type": "object",
            "x-collection": {
                "folder": "recipes",
                "form": "yaml-list",
                "prefix": "recipe",
                "label": "Recipe",
                "plural": "Recipes",
                "title": ["{title}"],
                "order": ["title"],
                "route": "recipes/{id}.html",
            },
            "required": ["id", "title"],
            "additionalProperties": False,
            "properties": {
                "id": {"$ref": "defs.schema.json#/$defs/id"},
                "title": {"$ref": "defs.schema.json#/$defs/title"},
                "chapter": {"type": "string", "title": "Taught in", "x-ref": "chapters"},
            },
        }
    ),
    "content/recipes/r.yaml": "- {id: plain, title: Plain Loaf, chapter: dough}\n",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """The JSON output of a book, and what else the tests compare it with."""

    root: Path
    site: Site = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    pages: Mapping[str, bytes] = field(repr=False)
    manuscript: Manuscript = field(repr=False)

    def read(self, path: str) -> Any:
        return json.loads(self.files[path])

    @property
    def items(self) -> dict[str, Any]:
        return {node["id"]: self.read(self._file(node)) for node in self.read("graph.json")["nodes"]}

    def _file(self, node: Mapping[str, Any]) -> str:
        item = self.site.items[node["id"]]
        return f"{item.collection.folder}/{item.id}.json"


def printed(root: Path) -> Printed:
    checked = flow.check(root)
    site = checked.site
    manuscript = compiling.manuscript(site, load.parse)
    site = filled(site, manuscript)
    charts = checked.charts if root == SHIPPED else (CHART,) if CHART.key in site.items else ()
    report = publication.findings(checked)
    files = {artifact.path.removeprefix("json/"): artifact.data for artifact in writer.write(site, manuscript, charts, report)}
    website = (*html.write(site, manuscript, charts), *writer.signposts(site, manuscript))
    pages = {artifact.path.removeprefix("html/"): artifact.data for artifact in website}
    return Printed(root, site, files, pages, manuscript)


@pytest.fixture(scope="session")
def everything(book: Callable[[Files], Path]) -> Printed:
    return printed(book(EVERYTHING))


@pytest.fixture(scope="session")
def shipped() -> Printed:
    return printed(SHIPPED)


@pytest.fixture(scope="session")
def minimal(book: Callable[[Files], Path]) -> Printed:
    return printed(book({}))
