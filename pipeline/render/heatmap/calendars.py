"""Activity → a calendar: one square a day, a column a week, a block a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.heatmap import Cell, Heatmap, Label, Scale, Shape, State, View
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.names import spoken
from pipeline.render.heatmap.scope import days
from pipeline.render.heatmap.totals import Statistics, statistics, together
from pipeline.render.heatmap.weeks import WEEK, Grid, weekdays
from pipeline.render.heatmap.wording import Wording

ALL = "all"
"""The series that holds all of them, where they are not compared."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a calendar is made of: activity in view, its series, whether they are compared, the blocks, the scale, the words."""

    activity: Activity
    names: tuple[str, ...]
    compared: tuple[str, ...]
    view: View
    scale: Scale
    wording: Wording

    @property
    def drawn(self) -> tuple[Grid, ...]:
        """The blocks, the newest first."""
        return self.wording.drawn

    @property
    def series(self) -> tuple[Label, ...]:
        """The series of the chart."""
        if self.compared:
            return tuple(Label(name, spoken(name)) for name in self.compared)
        return (Label(self.names[0], spoken(self.names[0])),) if len(self.names) == 1 else (Label(ALL, "All together"),)

    def counts(self, day: date) -> tuple[int | None, ...]:
        """The counts of a day, in the order of the series."""
        if self.compared:
            return tuple(self.activity.count(name, day, self.view.metric) for name in self.compared)
        return (together(self.activity, day, self.view.metric, self.names),)

    def statistics(self) -> Statistics:
        """What there is to say about it."""
        return statistics(self.activity, days(self.drawn), self.view.metric, self.names, compared=bool(self.compared))


def calendar(scene: Scene, name: str, part: str, title: str) -> Heatmap:
    """Lay the days out. `name` is the artifact's id, `part` tells its charts apart."""
    found = scene.statistics()
    wording = scene.wording
    return Heatmap(
        name,
        title,
        Shape.CALENDAR,
        tuple(Label(str(weekday + 1), wording.words.short_weekdays[weekday]) for weekday in weekdays(scene.view.week_start)),
        tuple(column for grid in scene.drawn for column in _columns(grid, wording)),
        tuple(cell for grid in scene.drawn for cell in _cells(grid, scene)),
        scene.series,
        scene.scale,
        part=part,
        unit=wording.unit,
        headline=wording.headline(found),
        note=wording.note,
        alt=wording.alt(found),
        description=wording.description(found),
        mode=scene.view.mode if scene.compared else None,
        palette=scene.view.palette,
    )


def _columns(grid: Grid, wording: Wording) -> Iterator[Label]:
    """The weeks; a label's text is the month that begins there, its reference the first day of the week."""
    months = grid.months()
    tops: dict[int, date] = {}
    for day in grid.days():
        tops.setdefault(grid.cell(day)[0], day)
    for column in range(grid.columns):
        text = wording.words.short_months[months[column].month - 1] if column in months else ""
        yield Label(_column(grid, column), text, tops[column].isoformat(), _group(grid))


def _cells(grid: Grid, scene: Scene) -> Iterator[Cell]:
    order: Sequence[int] = weekdays(scene.view.week_start)
    for day in grid.days():
        column, row = grid.cell(day)
        counts = scene.counts(day)
        state = _state(day, counts, scene.activity.as_of)
        shown = counts if state in {State.VALUE, State.ZERO} else (None,) * len(counts)
        text = scene.wording.square(day, list(zip([label.id for label in scene.series], shown, strict=True)), state)
        yield Cell(str(order[row % WEEK] + 1), _column(grid, column), shown, state, text, day.isoformat())


def _state(day: date, counts: tuple[int | None, ...], as_of: date) -> State:
    if any(counts):
        return State.VALUE
    if day > as_of:
        return State.FUTURE
    return State.OUTSIDE if all(count is None for count in counts) else State.ZERO


def _group(grid: Grid) -> str:
    whole = (grid.first.month, grid.first.day, grid.last.month) == (1, 1, 12)
    return str(grid.first.year) if whole else "last 365 days"


def _column(grid: Grid, column: int) -> str:
    return f"{grid.first:%Y-%m-%d}+{column:02}"
