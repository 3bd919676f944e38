"""Site, manuscript and charts → a press set up for them: what every leaf shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline.model.document import Kind, Path
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.schema import expand
from pipeline.model.site import Item, Site
from pipeline.render.epub.names import xml_name
from pipeline.render.epub.pagination import fresh_pages
from pipeline.render.epub.words import word

CUT = "\x1d"
"""Stands in the output of a template where a document may be cut in two."""


@dataclass(frozen=True, slots=True)
class Press:
    """What is set up once: schemas, looked-up references, charts, templates.

    `named` is the item that a reference field names, by (item key, path of the field), `naming` all that an item's fields
    name; `embedded` is the item in whose body a figure or chart is shown first, `ranks` the place of each item in reading order.
    """

    site: Site
    manuscript: Manuscript
    charts: Mapping[str, Chart] = field(repr=False)
    schemas: Mapping[str, Mapping[str, Any]] = field(repr=False)
    named: Mapping[tuple[str, Path], str] = field(repr=False)
    naming: Mapping[str, frozenset[str]] = field(repr=False)
    embedded: Mapping[str, str] = field(repr=False)
    ranks: Mapping[str, int] = field(repr=False)
    templates: Environment = field(repr=False)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The fields of `book.yaml`."""
        return self.site.book.settings.data

    @property
    def language(self) -> str:
        """The language of the book, as a tag; `und` (undetermined) when the book names none."""
        return str(self.settings.get("language") or "und")

    @property
    def title(self) -> str:
        """The title of the book."""
        return str(self.settings.get("title") or "Book")

    def property(self, item: Item, name: str) -> Mapping[str, Any]:
        """The schema of a field, references replaced; empty when there is none."""
        found = self.schemas[item.collection.name].get("properties", {}).get(name, {})
        return found if isinstance(found, Mapping) else {}

    def word(self, english: str, **values: object) -> str:
        """A phrase of the publication itself, in the language of the book."""
        return word(english, self.language, **values)

    def fill(self, template: str, **values: object) -> Markup:
        """A template with values → its text."""
        return Markup(self.templates.get_template(template).render(press=self, word=self.word, **values))  # noqa: S704 - the templates escape


def press(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...], embedded: Mapping[str, str]) -> Press:
    """Set everything up that doesn't depend on a leaf."""
    named = {(edge.origin, edge.mention.field): edge.target for edge in site.edges if edge.mention.kind is Kind.FIELD}
    naming: dict[str, set[str]] = {}
    for (key, _), target in named.items():
        naming.setdefault(key, set()).add(target)
    return Press(
        site=site,
        manuscript=manuscript,
        charts={chart.key: chart for chart in charts},
        schemas={each.name: expand(each.name, site.book.schemas) or each.schema for each in site.collections},
        named=named,
        naming={key: frozenset(targets) for key, targets in naming.items()},
        embedded=embedded,
        ranks={key: rank for rank, key in enumerate(site.items)},
        templates=templates(),
    )


@cache
def templates() -> Environment:
    """The templates that come with the pipeline; compiled once per process, as they never change."""
    made = Environment(
        loader=FunctionLoader(theme_file),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        keep_trailing_newline=True,
    )
    made.globals.update(cut=CUT, xml_name=xml_name, fresh_pages=fresh_pages)
    return made


def theme_file(name: str) -> str:
    """A file of the theme, as text."""
    return (files("pipeline") / "theme" / "epub" / name).read_text(encoding="utf-8")
