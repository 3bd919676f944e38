"""Order → files: what `pipeline heatmap` draws, from exports or from the charts of a book; and whether files are up to date."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.heatmap import Heatmap, Input, Order, View
from pipeline.model.site import Item, Site
from pipeline.model.span import Span
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.charts import COLLECTION, heatmaps, setting
from pipeline.render.heatmap.faults import outdated_artifact
from pipeline.render.heatmap.files import Setting, files, oversized
from pipeline.render.heatmap.formats import activity
from pipeline.render.heatmap.machine import local_zone
from pipeline.render.heatmap.providers import PROVIDERS
from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.request import Request
from pipeline.render.heatmap.sniff import sniff

LOCAL = "local"
NAME = "activity"
OPTIONS = {
    "timezone": "--tz",
    "years": "--year",
    "as_of": "--as-of",
    "compare": "--compare",
    "mode": "--mode",
    "metric": "--metric",
    "bins": "--bins",
}
"""Field → the option that sets it, where a finding about the command line points."""


def draw(order: Order, site: Site | None = None) -> Outcome[tuple[Artifact, ...]]:
    """Draw the inputs of an order; without inputs the charts of a book. Paths are plain names. Findings: HMP501 to HMP511."""
    if order.inputs:
        return _drawn(PROVIDERS[order.provider](_from_inputs(order)), Setting(formats=order.formats), Span(order.inputs[0].origin))
    if site is None:
        return Outcome(())
    if order.provider != Order().provider:
        request = Request(order.name or order.provider, View(**_changes(order)), _place, site=site)
        return _drawn(PROVIDERS[order.provider](request), Setting(formats=order.formats), Span(order.provider))
    outcomes = [_from_spec(order, site, item) for item in site.of(COLLECTION) if item.data.get("kind") == "heatmap"]
    found = tuple(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics)
    return Outcome(tuple(artifact for outcome in outcomes for artifact in outcome.value), found)


def outdated(artifacts: Iterable[Artifact], read: Callable[[str], bytes | None]) -> Iterator[Diagnostic]:
    """HMP509 for every file that differs from what it should be. `read` gives the bytes of a file, or `None` when there is none."""
    for artifact in artifacts:
        data = read(artifact.path)
        if data is None:
            yield outdated_artifact.missing(artifact.path)
        elif data != artifact.data:
            yield outdated_artifact.changed(artifact.path)


def _from_inputs(order: Order) -> Request:
    """What the options say, else what a single file of Activity JSON says about itself, else what is usual."""
    own = _own(order.inputs)
    view = View(**{**{name: value for name, value in own.items() if name not in {"as_of", "name"}}, **_changes(order)})
    as_of: date | None = order.as_of or own.get("as_of") or _today(order.now, view.timezone)
    return Request(order.name or own.get("name") or NAME, view, _place, inputs=order.inputs, as_of=as_of)


def _own(inputs: tuple[Input, ...]) -> Mapping[str, Any]:
    if len(inputs) > 1 or inputs[0].listed:
        return {}
    try:
        found = sniff(inputs[0])
        return activity.defaults(inputs[0]) if found is not None and found.name == "activity" else {}
    except (Refused, OSError):
        # The same file is read again for the chart, and what is wrong with it is reported then.
        return {}


def _changes(order: Order) -> dict[str, Any]:
    changes = dict(order.changes)
    if changes.get("timezone") == LOCAL:
        changes["timezone"] = local_zone() or LOCAL
    return changes


def _today(now: float, name: str) -> date | None:
    zone = zones.zone(name)
    return datetime.fromtimestamp(now, zone).date() if zone else None


def _place(*path: str | int) -> Span:
    names = [OPTIONS[step] for step in path if isinstance(step, str) and step in OPTIONS]
    return Span(names[0] if names else "the command")


def _from_spec(order: Order, site: Site, item: Item) -> Outcome[tuple[Artifact, ...]]:
    def adapted(request: Request) -> Request:
        return replace(request, view=replace(request.view, **_changes(order)), as_of=order.as_of or request.as_of)

    return _drawn(heatmaps(site, item, adapted), setting(item, "", order.formats), item.entry.place, item.entry.name)


def _drawn(made: Outcome[tuple[Heatmap, ...]], asked: Setting, span: Span, item: str | None = None) -> Outcome[tuple[Artifact, ...]]:
    drawn = list(files(made.value, asked))
    return Outcome(tuple(artifact for _, artifact in drawn), (*made.diagnostics, *oversized(drawn, span, item)))
