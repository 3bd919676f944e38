"""The law of the calendar: every day has one square, no square two days, and months stand above their days."""

import calendar
import itertools
from datetime import date, timedelta

import pytest

from pipeline.model.heatmap import WeekStart
from pipeline.render.heatmap.weeks import APART, Grid, year

STARTS = tuple(WeekStart)


def test_every_day_of_130_years_has_one_square() -> None:
    cells = 0
    for start in STARTS:
        for number in range(1970, 2101):
            grid = year(number, start)
            taken = {}
            for index in range(366 if calendar.isleap(number) else 365):
                day = date(number, 1, 1) + timedelta(days=index)
                column, row = grid.cell(day)
                assert 0 <= row < 7
                assert 0 <= column < grid.columns
                assert (day.weekday() if start is WeekStart.MONDAY else (day.weekday() + 1) % 7) == row
                assert (column, row) not in taken
                taken[column, row] = day
            assert max(column for column, _ in taken) == grid.columns - 1
            cells += len(taken)
    assert cells == 95_694


def test_some_years_touch_54_weeks() -> None:
    widths = {year(number, start).columns for start in STARTS for number in range(1970, 2101)}
    assert widths == {53, 54}
    assert year(2040, WeekStart.MONDAY).columns == 54
    assert year(2000, WeekStart.SUNDAY).columns == 54


def test_months_stand_above_their_first_full_week() -> None:
    for start in STARTS:
        for number in range(1970, 2101):
            grid = year(number, start)
            months = grid.months()
            assert [day.month for day in months.values()] == list(range(1, 13))
            columns = list(months)
            assert all(later - earlier >= APART for earlier, later in itertools.pairwise(columns))
            for column, day in months.items():
                assert grid.cell(day) == (column, 0)
                before = day - timedelta(days=7)
                assert (before.year, before.month) != (day.year, day.month)


@pytest.mark.parametrize("start", STARTS)
def test_labels_of_any_365_days_keep_apart(start: WeekStart) -> None:
    for offset in range(0, 1500, 7 if start is WeekStart.MONDAY else 5):
        last = date(2022, 1, 1) + timedelta(days=offset)
        grid = Grid(last - timedelta(days=364), last, start)
        columns = list(grid.months())
        assert columns == sorted(columns)
        assert all(later - earlier >= APART for earlier, later in itertools.pairwise(columns))
        assert columns[-1] < grid.columns


def test_a_crowded_label_gives_way_to_the_next_month() -> None:
    # The 365 days begin on Monday 29 January 2024: its column holds no Monday of February.
    grid = Grid(date(2024, 1, 29), date(2025, 1, 27), WeekStart.MONDAY)
    assert [day.month for day in grid.months().values()][:2] == [2, 3]
