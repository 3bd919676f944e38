"""An entry of the collection `artifacts` → the request for its chart, with findings that point into its YAML."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from enum import Enum
from io import BytesIO
from typing import IO, Any

from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.heatmap import Branch, Input, Method, Metric, Mode, Palette, Period, View, WeekStart
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Site
from pipeline.render.heatmap.faults import unknown_axis_value, unreadable_export
from pipeline.render.heatmap.formats.rows import parsed
from pipeline.render.heatmap.language import language
from pipeline.render.heatmap.request import Request

ROOT = "content/"
CHOICES: Mapping[str, tuple[str, type[Enum]]] = {
    "metric": ("metric", Metric),
    "mode": ("mode", Mode),
    "scale": ("method", Method),
    "palette": ("palette", Palette),
    "week_start": ("week_start", WeekStart),
    "branch": ("branch", Branch),
}
"""Field of `view` → field of `View` and its choices."""


def requested(site: Site, item: Item) -> Outcome[Request]:
    """Read an entry. Whatever the schema has already refused is left at its default; the rest is HMP501 or HMP505."""
    found: list[Diagnostic] = []
    data = item.data
    caption = data.get("title")
    view = _view(item, found)
    inputs = tuple(_inputs(site, item, found))
    tag = data.get("lang", site.book.settings.data.get("language", "en"))
    request = Request(
        item.id,
        view,
        item.entry.span,
        title=caption if isinstance(caption, str) else item.title,
        inputs=inputs,
        as_of=parsed(data.get("as_of")),
        site=site,
        item=item.entry.name,
        words=language(tag if isinstance(tag, str) else "en"),
    )
    return Outcome(request, tuple(found))


def _view(item: Item, found: list[Diagnostic]) -> View:
    given = item.data.get("view")
    written: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    fields: dict[str, Any] = {}
    for name, (field, choices) in CHOICES.items():
        value = written.get(name)
        known = {choice.value: choice for choice in choices}
        if isinstance(value, str) and value in known:
            fields[field] = known[value]
        elif value is not None:
            what = f"`{value}` is no {name.replace('_', ' ')} of a chart"
            found.append(unknown_axis_value.misnamed(item.entry.span("view", name), what, str(value), tuple(known), item.entry.name))
    if isinstance(written.get("timezone"), str):
        fields["timezone"] = written["timezone"]
    fields |= _lists(item, written, found)
    return View(**fields)


def _lists(item: Item, written: Mapping[str, Any], found: list[Diagnostic]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    years, compare, bins = written.get("years"), written.get("compare"), written.get("bins")
    if years == Period.LAST365.value:
        fields["years"] = Period.LAST365
    elif isinstance(years, list) and years and all(isinstance(year, int) for year in years):
        fields["years"] = tuple(sorted(set(years)))
    if isinstance(compare, list) and all(isinstance(name, str) for name in compare):
        fields["compare"] = tuple(dict.fromkeys(compare))
    if isinstance(bins, list) and all(isinstance(bound, int) for bound in bins):
        fields["bins"] = tuple(bins)
        if not rising(fields["bins"]):
            message = "the lower bounds of the levels begin with 1 and rise"
            place, advice = item.entry.span("view", "bins"), "write for example `[1, 5, 10, 20]`"
            found.append(unknown_axis_value.fault(place, message, advice, item.entry.name))
    return fields


def rising(bins: tuple[int, ...]) -> bool:
    """Whether lower bounds of levels are usable: at most four, from 1 on, each above the one before."""
    return bins[:1] == (1,) and len(bins) <= 4 and list(bins) == sorted(set(bins))  # noqa: PLR2004 - levels


def _inputs(site: Site, item: Item, found: list[Diagnostic]) -> Iterator[Input]:
    given = item.data.get("inputs")
    for index, row in enumerate(given if isinstance(given, list) else ()):
        if not isinstance(row, Mapping) or not isinstance(row.get("path"), str):
            continue
        origin = ROOT + row["path"].rstrip("/")
        series = row.get("series") if isinstance(row.get("series"), str) else None
        span = item.entry.span("inputs", index, "path")
        inside = sorted(path for path in site.book.assets if path.startswith(f"{origin}/"))
        for name in [origin] if origin in site.book.assets else inside:
            yield Input(name, origin, _opener(site.book.assets[name]), span, series, listed=name != origin)
        if origin not in site.book.assets and not inside:
            similar = nearest(origin, site.book.assets, 1)
            advice = f"a file has a similar name: `{similar[0].removeprefix(ROOT)}`" if similar else "write a path below `content/`"
            found.append(unreadable_export.fault(span, origin, "there is no such file", advice, item.entry.name))


def _opener(data: bytes) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: BytesIO(data)
