"""Publications made of small books: the minimal one, and one that holds everything at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline import load, resolve
from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart
from pipeline.model.site import Site
from pipeline.render import compile as compiling
from pipeline.render import epub

Files = Mapping[str, str | bytes | None]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Nine</title><rect width="9" height="9"/></svg>'
TABLE = '<table><caption>Counts</caption><thead><tr><th scope="col">Kind</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
CHART = Chart(
    "artifact:coverage", "Coverage", "Resources.", "A matrix.", (Artifact("heatmap/coverage.svg", SVG),), "", "coverage.svg", "", TABLE
)

RECIPES = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "recipes.schema.json", "title": "Recipe", "type": "object",
"x-collection": {"folder": "recipes", "form": "%s", "prefix": "recipe", "label": "Recipe", "plural": "Recipes", "title": ["{title}"],
 "order": ["title"], "route": "recipes/{id}.html", "epub": "%s"},
"required": ["title"], "additionalProperties": false, "properties": {
 "id": {"$ref": "defs.schema.json#/$defs/id"}, "title": {"$ref": "defs.schema.json#/$defs/title"},
 "status": {"$ref": "defs.schema.json#/$defs/status"}, "summary": {"$ref": "defs.schema.json#/$defs/summary"},
 "oven": {"type": "integer", "title": "Oven in degrees"}, "chapter": {"type": "string", "title": "Taught in", "x-ref": "chapters"},
 "hint": {"type": "string", "title": "Hint", "x-markdown": true},
 "steps": {"type": "array", "title": "Steps", "items": {"type": "object", "properties": {"minutes": {"type": "integer", "title": "Minutes"},
  "what": {"type": "string", "title": "What to do"}}}}}}"""

EVERYTHING: Files = {
    "content/chapters/03-everything.md": """---
kind: chapter
number: 3
title: "Everything & <more>"
objectives: [Know one thing., Know another.]
---
A first note[^a], used twice[^a], and a second[^b].[^a] See [here](#2024-in-bread),
[the list](resource:), [all chapters](chapter:),
[an old book](resource:old-book), [the chart](artifact:coverage), [the loaf](figure:loaf), [later](chapter:soon),
[a file](../data/flour.csv).

## 2024 in bread

```python
def bake(minutes: int) -> str:
    return "done" if minutes > 40 else "not yet"
```

$$\\frac{a}{b} < c$$

> [!NOTE]
> Mind the $x^2$.

| | Share |
| --- | ---: |
| rye | 3 |

![](artifact:coverage)

![](figure:loaf)

![A far picture](https://bread.example.org/far.png) ![](../assets/figures/loaf.svg)

<table align="center" border="1"><tr><td align="left" width="3">old <a name="x">ways</a></td></tr></table>

- [x] mixed
- [ ] baked, see [strange](<https://bread.example.org/a%20b?q={x}|y#z z>)

[^a]: One with `code` and [](term:gluten).
[^b]: Two.
""",
    "content/chapters/04-soon.md": "---\nkind: chapter\nnumber: 4\ntitle: Later\nstatus: coming-soon\n"
    "summary: It will be about crust.\n---\n",
    "content/chapters/05-draft.md": "---\nkind: chapter\nnumber: 5\ntitle: Unseen\nstatus: draft\n---\nSecret words.\n",
    "content/glossary/more.yaml": "- {id: crumb, term: crumb, status: coming-soon}\n- {id: 9-grain, term: 9-grain,"
    ' definition: "A mix of nine grains, milled together and baked for those who like to chew for a while.", chapters: [dough]}\n',
    "content/resources/old.yaml": "- {id: old-book, title: An Old Book, url: https://bread.example.org/old, kind: book,"
    " topic: past, status: archived}\n- {id: older-book, title: Unmentioned, url: https://bread.example.org/older, kind: book,"
    " topic: past, status: archived}\n",
    "content/data/flour.csv": "kind,grams\nrye,500\n",
    "schemas/recipes.schema.json": RECIPES % ("yaml-list", "end"),
    "content/recipes/r.yaml": "- {id: plain, title: Plain Loaf, oven: 230, chapter: dough, hint: 'Use *strong* [](term:gluten).',"
    " steps: [{minutes: 5, what: mix}, {minutes: 40, what: bake}]}\n",
}


@dataclass(frozen=True, slots=True)
class Published:
    """A publication: its bytes, and its files by path."""

    site: Site = field(repr=False)
    data: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    def text(self, path: str) -> str:
        return self.files[f"EPUB/{path}"].decode()

    @property
    def spine(self) -> list[str]:
        package = self.text("package.opf")
        paths = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
        return [paths[name] for name in re.findall(r'<itemref idref="([^"]+)"', package)]

    @property
    def whole(self) -> str:
        return "\n".join(self.text(path) for path in self.spine)


Publish = Callable[[Files], Published]


def published(root: Path) -> Published:
    site = resolve.resolve(load.load(root).value).value
    charts = (CHART,) if CHART.key in site.items else ()
    (artifact,) = epub.write(site, compiling.manuscript(site, load.parse), charts)
    with ZipFile(BytesIO(artifact.data)) as container:
        return Published(site, artifact.data, {name: container.read(name) for name in container.namelist()})


@pytest.fixture(scope="session")
def publish(book: Callable[[Files], Path]) -> Publish:
    """Files that differ from the minimal book → its publication."""
    return lambda files: published(book(files))


@pytest.fixture(scope="session")
def minimal(publish: Publish) -> Published:
    return publish({})


@pytest.fixture(scope="session")
def everything(publish: Publish) -> Published:
    """A book with a bit of everything that a publication may hold."""
    return publish(EVERYTHING)
