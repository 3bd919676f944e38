"""Charts of counts: what is asked for, the chart itself (rows, columns, cells), and what is made of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from html import escape, unescape
from typing import IO, Any
from urllib.parse import parse_qsl

from pipeline.model.artifact import Artifact
from pipeline.model.span import Span

LEVELS = 4
"""The strongest level of a colour; 0 means nothing."""


class Metric(Enum):
    """What is counted on a day."""

    MESSAGES = "messages"
    PROMPTS = "prompts"
    CONVERSATIONS = "conversations"
    STARTED = "started"


class Mode(Enum):
    """How two or more series share a chart."""

    SPLIT = "split"
    DOMINANT = "dominant"
    MULTIPLES = "small-multiples"


class Method(Enum):
    """How counts are cut into levels."""

    QUANTILE = "quantile"
    LINEAR = "linear"
    LOG = "log"
    FIXED = "fixed"


class Palette(Enum):
    """The colours of a chart with one series."""

    BLUES = "blues"
    ORANGE = "orange"
    CIVIDIS = "cividis"
    GREYS = "greys"


class WeekStart(Enum):
    """The first day of a week, at the top of each column."""

    MONDAY = "mon"
    SUNDAY = "sun"


class Branch(Enum):
    """Which turns of an edited conversation count."""

    ALL = "all"
    CURRENT = "current"


class Period(Enum):
    """Which days are drawn, when it is not a list of years."""

    ALL = "all"
    LAST365 = "last365"


@dataclass(frozen=True, slots=True)
class View:
    """How activity is to be looked at. Without a mode, a comparison is split, or small multiples from three series on."""

    timezone: str = "UTC"
    years: tuple[int, ...] | Period = Period.ALL
    metric: Metric = Metric.MESSAGES
    compare: tuple[str, ...] = ()
    mode: Mode | None = None
    method: Method = Method.QUANTILE
    bins: tuple[int, ...] = ()
    palette: Palette = Palette.BLUES
    week_start: WeekStart = WeekStart.MONDAY
    branch: Branch = Branch.ALL


@dataclass(frozen=True, slots=True)
class Input:
    """A file of activity from outside: a name, a way to open its bytes (as often as needed), where findings about it point.

    `origin` is the file or folder that was named, and `listed` says that this one was found inside of it, so that it
    counts only when its name is that of an export's member. `series` keeps one series of several.
    """

    name: str
    origin: str
    open: Callable[[], AbstractContextManager[IO[bytes]]] = field(repr=False, compare=False)
    span: Span
    series: str | None = None
    listed: bool = False


class Shape(Enum):
    """Whether columns are weeks of a calendar, labels of a matrix, or hours of a punch card."""

    CALENDAR = "calendar"
    MATRIX = "matrix"
    HOURS = "hours"


class State(Enum):
    """What a cell says beside its counts; a missing month must never look like an idle one."""

    VALUE = "value"
    ZERO = "zero"
    OUTSIDE = "outside"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a row or column, with what it refers to where there is something.

    `group` keeps columns together that form a block of their own, such as the weeks of a year.
    """

    id: str
    text: str
    ref: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One square: its place, a count per series (`None` = the source cannot know), its state, its text.

    `ref` is what it stands for: the date of a day, or a list such as `resource:?chapters=finetuning&kind=paper`.
    """

    row: str
    column: str
    counts: tuple[int | None, ...]
    state: State
    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How counts become levels: `cuts` are the upper bounds of all levels but the last (integers only)."""

    method: str
    metric: str
    cuts: tuple[int, ...]

    def level(self, count: int) -> int:
        """0 for nothing, else 1 + the number of cuts below the count."""
        return 0 if count == 0 else 1 + sum(cut < count for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Heatmap:
    """A chart before it is drawn: what it shows, cell by cell, and how its colours are chosen.

    `part` tells the charts of one artifact apart (a year, `all`, `hours`; empty for the only one). `unit` is what is
    counted, one and many. `headline` gives the totals in a sentence per line, `alt` the chart in <= 250 characters,
    `description` what `alt` leaves out. `source` is the data behind it, as published.
    """

    id: str
    title: str
    kind: Shape
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: tuple[Cell, ...]
    series: tuple[Label, ...]
    scale: Scale
    source: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)
    part: str = ""
    unit: tuple[str, str] = ("message", "messages")
    headline: tuple[str, ...] = ()
    note: str = ""
    alt: str = ""
    description: str = ""
    mode: Mode | None = None
    palette: Palette = Palette.BLUES

    @property
    def name(self) -> str:
        """The stem of its files: `heatmap-2025-hours`."""
        return f"{self.id}-{self.part}" if self.part else self.id

    @property
    def groups(self) -> tuple[str, ...]:
        """The blocks of columns, in order."""
        return tuple(dict.fromkeys(column.group for column in self.columns))

    def counts(self) -> Iterable[int]:
        """All counts above zero, of all series."""
        return (count for cell in self.cells for count in cell.counts if count)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the book, drawn: its words, its files below `heatmap/`, and the markup to put into a page.

    `figure` is a whole `<figure>` and `table` its table alone (XHTML, without links: see `linked`). `image` and `png`
    are the file names of the drawing as SVG and PNG.
    """

    key: str
    title: str
    caption: str
    alt: str
    files: tuple[Artifact, ...]
    figure: str = field(repr=False)
    image: str
    png: str
    table: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for: inputs or none (then the book's own charts), and what to make of them.

    `changes` are the fields of `View` that were given, `name` and `as_of` are `None` when they were not; `now` is the clock in
    Unix seconds, read outside.
    """

    inputs: tuple[Input, ...] = ()
    provider: str = "activity"
    name: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    as_of: date | None = None
    now: float = 0.0
    formats: tuple[str, ...] = ("svg", "png", "json")


FIGURE = re.compile(r'<figure class="heatmap" id="([^"]*)">.*?</figure>', re.DOTALL)
NAMED = re.compile(r'(<[a-z][^<>]*?\s(?:id|aria-labelledby)=")([^"]*)')
REFERENCE = re.compile(r'<td data-ref="([a-z0-9-]+):\?([^"]*)">([^<]*)</td>')


def numbered(page: str) -> str:
    """A page on which a figure may stand more than once → the same with ids of its own for each: the next of `chart.x` is `chart.x.2`."""
    times: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        figure, name = match[0], match[1]
        times[name] += 1
        own = f"{name}.{times[name]}"
        return figure if times[name] == 1 else NAMED.sub(lambda found: found[1] + found[2].replace(name, own), figure)

    return FIGURE.sub(number, page) if page.count('<figure class="heatmap"') > 1 else page


def linked(markup: str, resolve: Callable[[str, tuple[tuple[str, str], ...]], str | None]) -> str:
    """The figure or table of a chart → the same with its cells linked.

    `resolve` turns a collection's prefix and the filters of its list page into a URL, or `None` for no link. Until then a
    cell says `data-ref="resource:?chapters=finetuning&amp;kind=paper"`, because a chart does not know on which page it will stand.
    """

    def link(match: re.Match[str]) -> str:
        prefix, query, text = match.groups()
        url = resolve(prefix, tuple(parse_qsl(unescape(query))))
        return f"<td>{text}</td>" if url is None else f'<td><a href="{escape(url)}">{text}</a></td>'

    return REFERENCE.sub(link, markup)
