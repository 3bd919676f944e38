"""Activity JSON, the format this package itself writes: counts per local day, hour and model, and the view they were made for.

Reading such a file and writing it again gives the same bytes, so what it says about its own view becomes the default.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from pipeline.model.document import Marks
from pipeline.model.heatmap import Branch, Input, Method, Metric, Mode, Palette, Period, WeekStart
from pipeline.model.span import Source, Span
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.faults import out_of_range_count, private_field, unknown_time_zone
from pipeline.render.heatmap.formats.conversations import MODEL
from pipeline.render.heatmap.formats.rows import Rows, parsed, text
from pipeline.render.heatmap.located import located
from pipeline.render.heatmap.names import FORMATS
from pipeline.render.heatmap.reading import Counts, Provenance, Reading, Rules
from pipeline.render.heatmap.refusal import Refused

LARGE = 10**9
"""The largest sum that is believed."""

ID = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
NOTICED = ("files", "records", "undated", "irregular", "duplicates", "start_from_update")
FIELDS: Mapping[str, frozenset[str]] = {
    "": frozenset({"$schema", "version", "id", "timezone", "as_of", "sources", "days", "hours", "models", "scale", "view", "stats"}),
    "sources": frozenset({"provider", "format", "first", "last", *NOTICED}),
    "days": frozenset({"date", "provider", "conversations", "started", "messages", "prompts"}),
    "hours": frozenset({"provider", "weekday", "hour", "messages", "prompts"}),
    "models": frozenset({"provider", "model", "messages"}),
    "scale": frozenset({"method", "metric", "cuts"}),
    "view": frozenset({"years", "week_start", "mode", "palette", "compare", "branch"}),
    "stats": frozenset(
        {
            *("combined", "series", "comparison", "provider", "total", "active_days", "days_in_scope", "share", "best", "date", "count"),
            *("mean", "p50", "p90", "longest_streak", "current_streak", "days", "first", "last", "weekdays", "hours", "months", "month"),
            *("models", "model", "messages", "won", "ties", "crossover"),
        }
    ),
}
"""The keys of each part; `stats` is read over, because it follows from the rest, but it must hold nothing else either."""


class _File:
    """A file being read: its text, its data, and the places of the data."""

    def __init__(self, source: Input) -> None:
        self.source = Source.of(source.name, text(source))
        self.data, self.marks = located(self.source.text)

    def span(self, *path: str | int) -> Span:
        marks = self.marks.at(path)
        return self.source.span(marks.begin, marks.end)

    def rows(self, part: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        listed = self.data.get(part, [])
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            raise Refused(f"its `{part}` is not a list of objects")
        return enumerate(listed)


def read(source: Input, rules: Rules) -> Reading:
    """Read Activity JSON. Raises `Refused` when it has not the shape of it."""
    file = _File(source)
    if file.data.get("version") != 1:
        raise Refused("its `version` is not 1")
    rows = Rows(rules)
    rows.diagnostics.extend(private_field.fault(file.source.span(*place), where) for place, where in _foreign(file.data, file.marks))
    _zone(file, rows, rules)
    sources = tuple(_sources(file, rows))
    _days(file, rows, sources)
    hours, models = dict(_hours(file, rows)), dict(_models(file, rows))
    counts = Counts(sources, tuple(rows.days), hours, models, tuple(_extents(sources, file.data)))
    return Reading(source, "activity", "", len(rows.days), counts=counts, diagnostics=tuple(rows.diagnostics))


def defaults(source: Input) -> dict[str, Any]:
    """Take from a file what it says about its view, as fields of `View`, with `as_of` and `name`; nothing that is not valid."""
    data = _File(source).data
    view, scale = _mapping(data, "view"), _mapping(data, "scale")
    cuts = scale.get("cuts")
    fixed = scale.get("method") == Method.FIXED.value and isinstance(cuts, list) and all(isinstance(cut, int) for cut in cuts)
    found: dict[str, Any] = {
        "timezone": data.get("timezone") if isinstance(data.get("timezone"), str) else None,
        "years": _years(view.get("years")),
        "metric": _choice(Metric, scale.get("metric")),
        "compare": tuple(view["compare"]) if isinstance(view.get("compare"), list) else None,
        "mode": _choice(Mode, view.get("mode")),
        "method": _choice(Method, scale.get("method")),
        "bins": (1, *(cut + 1 for cut in cuts)) if fixed and isinstance(cuts, list) else None,
        "palette": _choice(Palette, view.get("palette")),
        "week_start": _choice(WeekStart, view.get("week_start")),
        "branch": _choice(Branch, view.get("branch")),
        "as_of": parsed(data.get("as_of")),
        "name": data.get("id") if isinstance(data.get("id"), str) and ID.fullmatch(data["id"]) else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}


def _choice(choices: type[Any], value: object) -> Any:
    return next((choice for choice in choices if choice.value == value), None)


def _years(value: object) -> tuple[int, ...] | Period | None:
    if value == Period.LAST365.value:
        return Period.LAST365
    if isinstance(value, list) and all(isinstance(year, int) and date.min.year < year < date.max.year for year in value):
        return tuple(sorted(set(value))) or Period.ALL
    return None


def _foreign(data: Mapping[str, Any], marks: Marks) -> Iterator[tuple[tuple[int, int], str]]:
    for key in data:
        if key not in FIELDS[""]:
            yield marks.keys[key], "at the top"
        elif key in FIELDS:
            yield from _inside(data[key], marks.parts[key], key)


def _inside(data: object, marks: Marks, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        if isinstance(step, str) and step not in FIELDS[part]:
            yield marks.keys[step], f"inside `{part}`"
        else:
            yield from _inside(value, marks.parts[step], part)


def _zone(file: _File, rows: Rows, rules: Rules) -> None:
    name = file.data.get("timezone")
    found = zones.zone(name) if isinstance(name, str) else None
    if found is None:
        rows.diagnostics.append(unknown_time_zone.stated(file.span("timezone")))
    elif found.key != rules.zone.key:
        message = f"the days of this file are not days of the zone `{rules.zone.key}`"
        rows.fault(file.span("timezone"), message, "draw them in the zone of the file, or make the file again from the export")


def _sources(file: _File, rows: Rows) -> Iterator[Provenance]:
    for index, row in file.rows("sources"):
        at = partial(file.span, "sources", index)
        provider = rows.provider(row.get("provider"), at("provider"))
        noticed = {name: rows.count(row.get(name, 0), at(name), LARGE) or 0 for name in NOTICED}
        first, last = (_bound(rows, row.get(name), at(name)) for name in ("first", "last"))
        if row.get("format") not in FORMATS:
            rows.fault(at("format"), "this format is not known", "write one of " + ", ".join(f"`{name}`" for name in FORMATS))
        elif first and last and first > last:
            rows.diagnostics.append(out_of_range_count.day_outside(at("last"), "this period ends before it begins"))
        elif provider:
            yield Provenance(provider, row["format"], first=first, last=last, **noticed)


def _bound(rows: Rows, value: object, span: Span) -> date | None:
    return None if value is None else rows.date(value, span)


def _days(file: _File, rows: Rows, sources: tuple[Provenance, ...]) -> None:
    for index, row in file.rows("days"):
        place = file.span("days", index)
        before = len(rows.days)
        rows.add({name: (value, file.span("days", index, name)) for name, value in row.items()}, place)
        if len(rows.days) == before:
            continue
        day = rows.days[-1][0]
        periods = [source for source in sources if source.provider == day.provider]
        if not periods:
            where, advice = file.span("days", index, "provider"), "add its source, or correct its name"
            rows.fault(where, "this provider is not among the `sources`", advice)
        elif not any(source.first and source.last and source.first <= day.date <= source.last for source in periods):
            message = "this day lies outside the period of its source"
            rows.diagnostics.append(out_of_range_count.day_outside(file.span("days", index, "date"), message))


def _hours(file: _File, rows: Rows) -> Iterator[tuple[tuple[str, int, int], tuple[int, int]]]:
    for index, row in file.rows("hours"):
        at = partial(file.span, "hours", index)
        provider = rows.provider(row.get("provider"), at("provider"))
        weekday, hour = row.get("weekday"), row.get("hour")
        messages = rows.count(row.get("messages"), at("messages"), LARGE)
        prompts = rows.count(row.get("prompts"), at("prompts"), LARGE)
        if type(weekday) is not int or not 1 <= weekday <= 7:  # noqa: PLR2004 - days of a week
            rows.fault(at("weekday"), "this is no weekday", "write 1 for Monday to 7 for Sunday")
        elif type(hour) is not int or not 0 <= hour <= 23:  # noqa: PLR2004 - hours of a day
            rows.fault(at("hour"), "this is no hour of a day", "write 0 to 23")
        elif provider and rows.once((provider, weekday, hour), "this hour of this provider", file.span("hours", index)):
            yield (provider, weekday, hour), (messages or 0, prompts or 0)


def _models(file: _File, rows: Rows) -> Iterator[tuple[tuple[str, str], int]]:
    for index, row in file.rows("models"):
        at = partial(file.span, "models", index)
        provider = rows.provider(row.get("provider"), at("provider"))
        messages = rows.count(row.get("messages"), at("messages"), LARGE)
        model = row.get("model")
        if not isinstance(model, str) or not MODEL.fullmatch(model):
            rows.fault(at("model"), "this is no name of a model", "write a public name such as `gpt-4o`, or `other`")
        elif provider and rows.once((provider, model), "this model of this provider", file.span("models", index)):
            yield (provider, model), messages or 0


def _extents(sources: tuple[Provenance, ...], data: Mapping[str, Any]) -> Iterator[tuple[str, date, date]]:
    """Days that the file can know: those of its sources, as far as its view held them."""
    years = _years(_mapping(data, "view").get("years"))
    end = parsed(data.get("as_of"))
    for source in sources:
        if source.first is None or source.last is None:
            continue
        for first, last in _held(years, end) or [(source.first, source.last)]:
            if max(first, source.first) <= min(last, source.last):
                yield source.provider, max(first, source.first), min(last, source.last)


def _held(years: tuple[int, ...] | Period | None, end: date | None) -> list[tuple[date, date]]:
    if isinstance(years, tuple):
        return [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    return [(end - timedelta(days=364), end)] if years is Period.LAST365 and end else []
