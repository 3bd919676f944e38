"""Exports of chat assistants, or counts made from them → a calendar of activity, and a punch card of its hours."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.diagnostic import Diagnostic, Outcome, Severity
from pipeline.model.heatmap import Heatmap, Mode, View
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.activity import Activity, counted
from pipeline.render.heatmap.calendars import Scene, calendar
from pipeline.render.heatmap.document import activity_document
from pipeline.render.heatmap.faults import unknown_axis_value, unknown_time_zone
from pipeline.render.heatmap.punchcard import punchcard
from pipeline.render.heatmap.read import read
from pipeline.render.heatmap.reading import Rules
from pipeline.render.heatmap.request import Request
from pipeline.render.heatmap.scale import scale
from pipeline.render.heatmap.scope import days, grids, within
from pipeline.render.heatmap.weeks import Grid
from pipeline.render.heatmap.wording import Wording

TWO = 2
"""Series that share one square: a half each."""


def activity(request: Request) -> Outcome[tuple[Heatmap, ...]]:
    """Draw the activity of the inputs. Errors: HMP501 to HMP505, HMP508, HMP510; notes: HMP506, HMP507."""
    zone = zones.zone(request.view.timezone)
    if zone is None:
        place, name = request.place("view", "timezone"), request.view.timezone
        return Outcome((), (unknown_time_zone.fault(place, name, zones.similar(name), request.item),))
    if request.as_of is None:
        advice = "write `as_of: YYYY-MM-DD`; a build does not read the clock"
        message = "the days have no end: `as_of` is missing"
        return Outcome((), (unknown_axis_value.fault(request.place("as_of"), message, advice, request.item),))
    known = read(request.inputs, Rules(zone, request.as_of, request.view.branch), request.item)
    view = _settled(request.view, known.value)
    found = [*known.diagnostics, *_misfits(request, view, known.value)]
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return Outcome((), tuple(found))
    return Outcome(tuple(_charts(request, view, known.value)), tuple(found))


def _settled(view: View, known: Activity) -> View:
    """Fill in what follows from the data: a mode compares all series, and a comparison has a mode."""
    compare = view.compare or (known.providers if view.mode is not None else ())
    usual = Mode.SPLIT if len(compare) <= TWO else Mode.MULTIPLES
    return replace(view, compare=compare, mode=(view.mode or usual) if compare else None)


def _misfits(request: Request, view: View, known: Activity) -> Iterator[Diagnostic]:
    """What the view asks for and the data does not have."""
    if not known.providers:
        return
    for index, name in enumerate(request.view.compare):
        if name not in known.providers:
            yield unknown_axis_value.misnamed(
                request.place("view", "compare", index), f"the inputs hold no series `{name}`", name, known.providers, request.item
            )
    if view.mode in {Mode.SPLIT, Mode.DOMINANT} and len(view.compare) > TWO:
        message = f"`{view.mode.value}` shows two series, not {len(view.compare)}"
        yield unknown_axis_value.fault(request.place("view", "mode"), message, "use `small-multiples`", request.item)
    if view.mode is not None and len(view.compare) < TWO:
        message = "a comparison needs two series, and there is only one"
        yield unknown_axis_value.fault(request.place("view", "mode"), message, "add an input, or leave `mode` out", request.item)
    for name in view.compare or known.providers:
        counts = [counted(day, view.metric) for (_, provider), day in known.days.items() if provider == name]
        if counts and all(count is None for count in counts):
            message = f"the source of `{name}` does not know `{view.metric.value}`"
            yield unknown_axis_value.fault(request.place("view", "metric"), message, "choose another metric", request.item)


def _charts(request: Request, view: View, known: Activity) -> Iterator[Heatmap]:
    names = view.compare or known.providers
    drawn = grids(known, view, names)
    scene = _scene(request, view, known, names, drawn)
    source = activity_document(request.id, scene)
    several = len(drawn) > 1
    yield replace(calendar(scene, request.id, "all" if several else "", request.title or scene.wording.title), source=source)
    for grid in drawn if several else ():
        part = replace(scene, activity=within(known, grid.days(), names), wording=replace(scene.wording, drawn=(grid,)))
        title = f"{request.title}: {grid.first.year}" if request.title else part.wording.title
        yield calendar(part, request.id, str(grid.first.year), title)
    hours = punchcard(scene, request.id)
    if hours is not None and names:
        yield hours


def _scene(request: Request, view: View, known: Activity, names: tuple[str, ...], drawn: tuple[Grid, ...]) -> Scene:
    reduced = within(known, days(drawn), names)
    wording = Wording(request.words, view.metric, drawn, known.zone.key, known.as_of)
    blank = Scene(reduced, names, view.compare, view, scale((), view.method, view.metric.value), wording)
    counts = (count for day in days(drawn) for count in blank.counts(day) if count)
    return replace(blank, scale=scale(counts, view.method, view.metric.value, view.bins))
