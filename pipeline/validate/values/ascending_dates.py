"""Lists of dated rows in one entry → SCH109 where a row is earlier than the one before, or the first not at `date`."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pipeline.model.diagnostic import Diagnostic, Label
from pipeline.validate.case import Case, shown, way
from pipeline.validate.faults import malformed_value

FIELDS = ("date", "timeline")


def judge(case: Case) -> Iterator[Diagnostic]:
    """Dates of different precision agree as far as both go: 2022-11 and 2022-11-11 are no contradiction."""
    rows = case.entry.data.get("timeline")
    dates = [(number, _date(row)) for number, row in enumerate(rows if isinstance(rows, list) else ())]
    dated = [(number, date) for number, date in dates if date]
    start = case.entry.data.get("date")
    if dated and isinstance(start, str) and _compare(start, dated[0][1]) != 0:
        number, date = dated[0]
        message = f"`timeline` starts at {shown(date)}, and `date` says {shown(start)}"
        label = (Label(case.entry.span("date"), "the date of the entry"),)
        yield malformed_value.other(case, ("timeline", number, "date"), message, "let the first row be the beginning", related=label)
    for (before, earlier), (number, date) in pairwise(dated):
        if _compare(earlier, date) > 0:
            message = f"`{way(('timeline', number, 'date'))}`, {shown(date)}, is earlier than the row before it, {shown(earlier)}"
            label = (Label(case.entry.span("timeline", before, "date"), "the row before"),)
            yield malformed_value.other(case, ("timeline", number, "date"), message, "order the rows by date", related=label)


def _date(row: Any) -> str:
    date = row.get("date") if isinstance(row, Mapping) else None
    return date if isinstance(date, str) else ""


def _compare(left: str, right: str) -> int:
    size = min(len(left), len(right))
    return (left[:size] > right[:size]) - (left[:size] < right[:size])
