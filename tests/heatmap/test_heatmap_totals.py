"""Statistics: each figure against a plain count, streaks at their borders, contests, empty scopes."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given as property_of
from hypothesis import settings
from hypothesis import strategies as st

from pipeline.model.heatmap import Metric
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.totals import Streak, statistics, tenths, totals

from .making import counted, given

FIRST = date(2025, 1, 1)
HEADER = "date,provider,conversations,messages,started,prompts\n"


def activity(series: dict[str, list[int | None]], as_of: date = date(2025, 12, 31)) -> Activity:
    """Counts of messages from the first of January on; `None` is a day outside the data."""
    rows = [
        f"{FIRST + timedelta(days=index)},{name},1,{count},1,1\n" if count else f"{FIRST + timedelta(days=index)},{name},0,0,0,0\n"
        for name, counts in series.items()
        for index, count in enumerate(counts)
        if count is not None
    ]
    return counted(given("x", HEADER + "".join(rows)), as_of=as_of).value


def days(count: int) -> list[date]:
    return [FIRST + timedelta(days=index) for index in range(count)]


@settings(max_examples=100, deadline=None)
@property_of(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_figures_agree_with_a_plain_count(counts: list[int]) -> None:
    found = totals(activity({"chatgpt": [*counts]}), days(60), Metric.MESSAGES, ("chatgpt",))
    active = sorted(count for count in counts if count)
    assert found.total == sum(counts)
    assert found.active_days == len(active)
    assert found.days_in_scope == len(counts)
    assert sum(found.weekdays) == sum(counts)
    assert dict(found.months) == dict(Counter(months(counts)))
    if not active:
        assert (found.best, found.mean, found.p50, found.p90, found.longest) == (None, None, None, None, Streak())
        return
    best = counts.index(max(counts))
    assert found.best == (FIRST + timedelta(days=best), max(counts))
    assert found.p50 == active[ceil(len(active) * 0.5) - 1]
    assert found.p90 == active[ceil(Fraction(len(active) * 9, 10)) - 1]
    runs = "".join("x" if count else " " for count in counts).split()
    assert found.longest.days == max(map(len, runs))
    assert found.longest.first is not None
    assert found.longest.last == found.longest.first + timedelta(days=found.longest.days - 1)


def months(counts: list[int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for index, count in enumerate(counts):
        if count:
            found[f"{FIRST + timedelta(days=index):%Y-%m}"] += count
    return found


@property_of(st.integers(0, 10**6), st.integers(1, 10**4))
def test_one_decimal_half_up(dividend: int, divisor: int) -> None:
    exact = Fraction(dividend, divisor)
    found = Fraction(tenths(dividend, divisor) or "")
    assert -Fraction(1, 20) <= exact - found < Fraction(1, 20)
    assert tenths(1, 0) is None
    assert tenths(1, 4) == "0.3"
    assert tenths(1, 8) == "0.1"


@pytest.mark.parametrize(
    ("counts", "as_of", "current"),
    [
        ([1, 1, 1], 3, 3),
        ([1, 1, 1, 0], 4, 3),
        ([1, 1, 1, 0, 0], 5, 0),
        ([1, 0, 1], 3, 1),
        ([0, 0], 2, 0),
        ([1, 1, 1], 9, 0),
    ],
)
def test_the_current_streak_reaches_the_last_day_or_the_one_before(counts: list[int | None], as_of: int, current: int) -> None:
    known = activity({"chatgpt": counts}, FIRST + timedelta(days=as_of - 1))
    found = totals(known, days(365), Metric.MESSAGES, ("chatgpt",))
    assert found.current.days == current
    if current:
        assert found.current.last in {known.as_of, known.as_of - timedelta(days=1)}


def test_an_empty_last_day_does_not_break_a_streak_that_goes_on() -> None:
    known = activity({"chatgpt": [1, 1, 0]}, FIRST + timedelta(days=2))
    assert totals(known, days(3), Metric.MESSAGES, ("chatgpt",)).longest == Streak(2, FIRST, FIRST + timedelta(days=1))


def test_days_outside_a_source_neither_extend_nor_break() -> None:
    known = activity({"chatgpt": [1, 1, None, None, None], "claude": [None, None, None, 1, 1]})
    found = totals(known, days(31), Metric.MESSAGES, ("chatgpt", "claude"))
    assert found.longest == Streak(4, FIRST, FIRST + timedelta(days=4))
    assert found.days_in_scope == 4


def test_a_year_that_is_not_drawn_breaks_a_streak() -> None:
    text = HEADER + "2022-12-31,chatgpt,1,1,1,1\n2024-01-01,chatgpt,1,1,1,1\n"
    known = counted(given("x", text)).value
    scope = [date(year, 1, 1) + timedelta(days=index) for year in (2022, 2024) for index in range(365)]
    assert totals(known, scope, Metric.MESSAGES, ("chatgpt",)).longest.days == 1


def test_a_contest() -> None:
    a = [5] * 31 + [5] * 28 + [1] * 31 + [3] * 30
    b = [2] * 31 + [5] * 28 + [2] * 31 + [9] * 30
    found = statistics(activity({"chatgpt": [*a], "claude": [*b]}), days(365), Metric.MESSAGES, ("chatgpt", "claude"), compared=True)
    assert found.contest is not None
    assert found.contest.won == (31, 61)
    assert found.contest.ties == 28
    assert found.contest.crossover == "2025-03"
    assert [each.total for _, each in found.series] == [sum(a), sum(b)]
    assert found.combined.total == sum(a) + sum(b)


def test_a_contest_without_a_crossover() -> None:
    found = statistics(activity({"chatgpt": [2], "claude": [1]}), days(31), Metric.MESSAGES, ("chatgpt", "claude"), compared=True)
    assert found.contest is not None
    assert found.contest.crossover is None


def test_an_empty_scope_gives_zeros_and_nothing() -> None:
    found = totals(activity({"chatgpt": [3]}), [date(2019, 1, 1)], Metric.MESSAGES, ("chatgpt",))
    assert (found.total, found.active_days, found.days_in_scope, found.share, found.best) == (0, 0, 0, None, None)
    assert found.hours is None
    assert found.months == ()
