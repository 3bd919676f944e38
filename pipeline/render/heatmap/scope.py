"""View and activity → the blocks of days that are drawn, and the activity reduced to them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pipeline.model.heatmap import Period, View
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.weeks import Grid, year


def grids(activity: Activity, view: View, names: Iterable[str]) -> tuple[Grid, ...]:
    """Find the blocks to draw, the newest first: years, or the 365 days up to the last past day."""
    match view.years:
        case Period.LAST365:
            return (Grid(activity.as_of - timedelta(days=364), activity.as_of, view.week_start),)
        case Period.ALL:
            years = _years(activity, set(names))
        case chosen:
            years = set(chosen)
    return tuple(year(each, view.week_start) for each in sorted(years, reverse=True))


def days(drawn: Iterable[Grid]) -> list[date]:
    """All days of some blocks, in order."""
    return sorted(day for grid in drawn for day in grid.days())


def within(activity: Activity, shown: Iterable[date], names: tuple[str, ...]) -> Activity:
    """Reduce activity to some days and series. Hours and models that cannot be told apart by day go, unless all of them are shown."""
    wanted = set(shown)
    kept = {(day, name): counts for (day, name), counts in activity.days.items() if day in wanted and name in names}
    hours = {key: pair for key, pair in activity.hours.items() if key[1] in names and (key[0] is None or key[0] in wanted)}
    models = {key: count for key, count in activity.models.items() if key[1] in names and (key[0] is None or key[0] in wanted)}
    reduced = replace(activity, sources=tuple(source for source in activity.sources if source.provider in names), days=kept)
    timed = {name for name in names if _pair(reduced, name) == _summed(hours, name)}
    modelled = {name for name in names if _answers(reduced, name) == sum(count for key, count in models.items() if key[1] == name)}
    return replace(
        reduced,
        hours={key: pair for key, pair in hours.items() if key[1] in timed},
        models={key: count for key, count in models.items() if key[1] in modelled},
    )


def _years(activity: Activity, names: set[str]) -> set[int]:
    """The years from the first to the last with any activity, idle ones between them too."""
    known = [day.year for day, name in activity.days if name in names] or [activity.as_of.year]
    return set(range(min(known), max(known) + 1))


def _pair(activity: Activity, name: str) -> tuple[int, int] | None:
    """The messages and prompts of all days; `None` where a day does not know them."""
    counts = [(day.messages, day.prompts) for (_, provider), day in activity.days.items() if provider == name]
    known = [(messages, prompts) for messages, prompts in counts if messages is not None and prompts is not None]
    return _sum(known) if len(known) == len(counts) else None


def _summed(hours: Mapping[tuple[date | None, str, int, int], tuple[int, int]], name: str) -> tuple[int, int]:
    return _sum([pair for key, pair in hours.items() if key[1] == name])


def _sum(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(messages for messages, _ in pairs), sum(prompts for _, prompts in pairs)


def _answers(activity: Activity, name: str) -> int | None:
    pair = _pair(activity, name)
    return pair[0] - pair[1] if pair else None
