"""Activity and the days in view → its statistics; title, alternative text, table and JSON all come from this one value."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.heatmap import Metric
from pipeline.render.heatmap.activity import Activity

WEEKDAYS, HOURS = 7, 24


@dataclass(frozen=True, slots=True)
class Streak:
    """Active days in a row: how many, the first and the last; nothing when there are none."""

    days: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The statistics of one series, or of all together. Means and shares are text with one decimal, half up."""

    total: int
    active_days: int
    days_in_scope: int
    share: str | None
    best: tuple[date, int] | None
    mean: str | None
    p50: int | None
    p90: int | None
    longest: Streak
    current: Streak
    weekdays: tuple[int, ...]
    hours: tuple[int, ...] | None
    months: tuple[tuple[str, int], ...]
    models: tuple[tuple[str, int], ...] | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Contest:
    """How series compare: days won by each, ties, and the first month from which the second leads to the end."""

    won: tuple[int, ...]
    ties: int
    crossover: str | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that is said about a chart: all series together, each of them, and their contest where they are compared."""

    combined: Totals
    series: tuple[tuple[str, Totals], ...]
    contest: Contest | None = None


def statistics(activity: Activity, days: Sequence[date], metric: Metric, names: tuple[str, ...], *, compared: bool) -> Statistics:
    """Make the statistics of the days in view, of some series; `compared` adds how they stand to each other."""
    series = tuple((name, totals(activity, days, metric, (name,))) for name in names)
    contest = _contest(activity, days, metric, names) if compared else None
    return Statistics(totals(activity, days, metric, names), series, contest)


def totals(activity: Activity, days: Sequence[date], metric: Metric, names: tuple[str, ...]) -> Totals:
    """Make the statistics of some series together."""
    counts = {day: count for day in days if (count := together(activity, day, metric, names)) is not None}
    counts = {day: count for day, count in counts.items() if day <= activity.as_of or count}
    active = {day: count for day, count in counts.items() if count}
    ordered = sorted(active.values())
    total, many = sum(ordered), len(ordered)
    return Totals(
        total,
        many,
        len(counts),
        tenths(100 * many, len(counts)),
        max(active.items(), key=lambda item: (item[1], -item[0].toordinal()), default=None),
        tenths(total, many),
        rank(ordered, 50),
        rank(ordered, 90),
        max(_streaks(days, counts, activity), key=lambda streak: streak.days, default=Streak()),
        _current(days, counts, activity),
        tuple(_sum(active, day) for day in range(WEEKDAYS)),
        _hours(activity, metric, names),
        _months(active),
        _models(activity, names),
        min(active, default=None),
        max(active, default=None),
    )


def together(activity: Activity, day: date, metric: Metric, names: Iterable[str]) -> int | None:
    """The count of some series on a day; `None` where none of them can know."""
    known = [count for name in names if (count := activity.count(name, day, metric)) is not None]
    return sum(known) if known else None


def tenths(dividend: int, divisor: int) -> str | None:
    """A quotient as text with one decimal, half up, in whole numbers throughout."""
    if not divisor:
        return None
    return "{}.{}".format(*divmod((20 * dividend + divisor) // (2 * divisor), 10))


def rank(ordered: Sequence[int], percent: int) -> int | None:
    """The value at a percentile, by nearest rank."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _streaks(days: Sequence[date], counts: Mapping[date, int], activity: Activity) -> list[Streak]:
    """All runs of active days. Only an idle day breaks one, or a year that is not drawn; a day nobody can know does not."""
    found, run = [Streak()], Streak()
    before = days[0] if days else None
    for day in days:
        idle = day in counts and not counts[day] and day <= activity.as_of
        if idle or (before is not None and day - before > timedelta(days=1)):
            run = Streak()
        if counts.get(day):
            run = Streak(run.days + 1, run.first or day, day)
            found.append(run)
        before = day
    return found


def _current(days: Sequence[date], counts: Mapping[date, int], activity: Activity) -> Streak:
    """The run that ends at the last past day, or the day before when that one is still empty."""
    last = activity.as_of if counts.get(activity.as_of) else activity.as_of - timedelta(days=1)
    running = _streaks([day for day in days if day <= last], counts, activity)[-1]
    return running if running.last == last and activity.as_of in set(days) else Streak()


def _sum(active: Mapping[date, int], weekday: int) -> int:
    return sum(count for day, count in active.items() if day.weekday() == weekday)


def _hours(activity: Activity, metric: Metric, names: tuple[str, ...]) -> tuple[int, ...] | None:
    which = {Metric.MESSAGES: 0, Metric.PROMPTS: 1}.get(metric)
    known = {provider for _, provider, _, _ in activity.hours}
    if which is None or not known.issuperset(names):
        return None
    slots: Counter[int] = Counter()
    for (_, provider, _, hour), pair in activity.hours.items():
        slots[hour] += pair[which] if provider in names else 0
    return tuple(slots[hour] for hour in range(HOURS))


def _months(active: Mapping[date, int]) -> tuple[tuple[str, int], ...]:
    months: Counter[str] = Counter()
    for day, count in active.items():
        months[f"{day:%Y-%m}"] += count
    return tuple(sorted(months.items()))


def _models(activity: Activity, names: tuple[str, ...]) -> tuple[tuple[str, int], ...] | None:
    known = {provider for _, provider, _ in activity.models}
    if not known.issuperset(names):
        return None
    models: Counter[str] = Counter()
    for (_, provider, model), count in activity.models.items():
        models[model] += count if provider in names else 0
    return tuple(sorted((model, count) for model, count in models.items() if count))


def _contest(activity: Activity, days: Sequence[date], metric: Metric, names: tuple[str, ...]) -> Contest:
    won, ties = [0] * len(names), 0
    months: dict[str, list[int]] = {}
    for day in days:
        counts = [activity.count(name, day, metric) or 0 for name in names]
        leaders = [index for index, count in enumerate(counts) if count and count == max(counts)]
        ties += len(leaders) > 1
        if len(leaders) == 1:
            won[leaders[0]] += 1
        if any(counts):
            months.setdefault(f"{day:%Y-%m}", [0] * len(names))
            months[f"{day:%Y-%m}"] = [sum(pair) for pair in zip(months[f"{day:%Y-%m}"], counts, strict=True)]
    return Contest(tuple(won), ties, _crossover(months) if len(names) == 2 else None)  # noqa: PLR2004 - A and B


def _crossover(months: Mapping[str, Sequence[int]]) -> str | None:
    """The first month from which B leads in every later month."""
    found = None
    for month in sorted(months, reverse=True):
        first, second = months[month]
        if second <= first:
            break
        found = month
    return found
