"""A day → its square in a calendar of weeks; and where the names of the months stand.

The column of the 1st of January is 0 and holds only the days of the year, so the squares of a month label and of its days
always agree, whatever weekday the year begins with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pipeline.model.heatmap import WeekStart

WEEK = 7
APART = 3
"""Columns a month's name needs."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares of a run of days: a year, or the last 365 days."""

    first: date
    last: date
    start: WeekStart

    @property
    def offset(self) -> int:
        """The row of the first day."""
        return self.row(self.first)

    @property
    def columns(self) -> int:
        """How many weeks the days touch: mostly 53, in some years 54."""
        return -(-(self.offset + (self.last - self.first).days + 1) // WEEK)

    def row(self, day: date) -> int:
        """The row of a day: its weekday, counted from the first day of the week."""
        return (day.weekday() + (self.start is WeekStart.SUNDAY)) % WEEK

    def cell(self, day: date) -> tuple[int, int]:
        """The column and the row of a day."""
        return divmod((day - self.first).days + self.offset, WEEK)

    def days(self) -> list[date]:
        """All days, in order."""
        return [self.first + timedelta(days=index) for index in range((self.last - self.first).days + 1)]

    def months(self) -> dict[int, date]:
        """Column → the day in its top row, above which the name of its month stands: once a month, never too close."""
        tops = {self.cell(day)[0]: day for day in self.days() if self.row(day) == 0}
        named: dict[tuple[int, int], int] = {}
        for column, day in tops.items():
            named.setdefault((day.year, day.month), column)
        columns = list(named.values())
        crowded = {column for column, following in pairwise(columns) if following - column < APART}
        return {column: tops[column] for column in columns if column not in crowded}


def year(number: int, start: WeekStart) -> Grid:
    """The squares of a calendar year."""
    return Grid(date(number, 1, 1), date(number, 12, 31), start)


def weekdays(start: WeekStart) -> Sequence[int]:
    """The weekdays from top to bottom, Monday as 0."""
    return [(row - (start is WeekStart.SUNDAY)) % WEEK for row in range(WEEK)]
