"""Site → Charts: every entry of the collection `artifacts` that is a heatmap, drawn; and what is wrong with the others."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Outcome, Severity
from pipeline.model.heatmap import Chart, Heatmap
from pipeline.model.site import Item, Site
from pipeline.render.heatmap.faults import unknown_axis_value
from pipeline.render.heatmap.figure import figure
from pipeline.render.heatmap.files import FORMATS, Setting, files, oversized
from pipeline.render.heatmap.layouts import layout
from pipeline.render.heatmap.providers import PROVIDERS
from pipeline.render.heatmap.raw import raw_exports
from pipeline.render.heatmap.request import Request
from pipeline.render.heatmap.spec import requested
from pipeline.render.heatmap.tables import table

COLLECTION = "artifacts"
FOLDER = "heatmap/"
UNNAMED = re.compile("\x02[^\x03]*\x03")
"""A link without a text of its own, whose name only the page can tell."""


def charts(site: Site) -> Outcome[tuple[Chart, ...]]:
    """Draw the charts of a book that say `publish: true`; the others are only checked. Findings: HMP501 to HMP512."""
    outcomes = [_chart(site, item) for item in site.of(COLLECTION) if item.data.get("kind") == "heatmap" and item.status == "published"]
    found = [*raw_exports(site.book.assets), *(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics)]
    return Outcome(tuple(outcome.value for outcome in outcomes if outcome.value is not None), tuple(found))


def heatmaps(site: Site, item: Item, adapted: Callable[[Request], Request] = lambda request: request) -> Outcome[tuple[Heatmap, ...]]:
    """Make the heatmaps of an entry; `adapted` may change what is asked for. None when something is wrong."""
    name = str(item.data.get("provider", ""))
    if name not in PROVIDERS:
        what = f"no provider is called `{name}`"
        return Outcome((), (unknown_axis_value.misnamed(item.entry.span("provider"), what, name, tuple(PROVIDERS), item.entry.name),))
    request = requested(site, item)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in request.diagnostics):
        return Outcome((), request.diagnostics)
    made = PROVIDERS[name](adapted(request.value))
    alt = item.data.get("alt")
    main = tuple(replace(heatmap, alt=alt) if isinstance(alt, str) else heatmap for heatmap in made.value[:1])
    return Outcome((*main, *made.value[1:]), (*request.diagnostics, *made.diagnostics))


def setting(item: Item, folder: str, formats: tuple[str, ...] = FORMATS) -> Setting:
    """What the files of an entry need beside the chart."""
    lang = item.data.get("lang")
    return Setting(folder, formats, escape(caption(item), quote=False), lang if isinstance(lang, str) else "en")


def caption(item: Item) -> str:
    """The caption without its Markdown."""
    prose = item.entry.fields.get(("caption",))
    if prose is not None and prose.sections:
        return UNNAMED.sub("", " ".join(section.text for section in prose.sections))
    written = item.data.get("caption")
    return written if isinstance(written, str) else ""


def _chart(site: Site, item: Item) -> Outcome[Chart | None]:
    made = heatmaps(site, item)
    if not made.value:
        return Outcome(None, made.diagnostics)
    asked = setting(item, FOLDER)
    drawn = list(files(made.value, asked))
    late = tuple(oversized(drawn, item.entry.place, item.entry.name))
    artifacts = tuple(artifact for _, artifact in drawn)
    chart = _put_together(item, made.value[0], artifacts, asked) if item.data.get("publish") is True else None
    return Outcome(chart, (*made.diagnostics, *late))


def _put_together(item: Item, main: Heatmap, artifacts: tuple[Artifact, ...], asked: Setting) -> Chart:
    numbers = table(main)
    shown = figure(main, layout(main), asked.caption, numbers)
    return Chart(item.key, main.title, caption(item), main.alt, artifacts, shown, f"{main.name}.svg", f"{main.name}.png", numbers)
