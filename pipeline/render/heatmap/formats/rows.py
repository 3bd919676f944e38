"""Counts that somebody made before us → days, each value checked where it stands, for Activity JSON and CSV alike.

No finding repeats a value: activity data may hold by mistake what must not be shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.heatmap import Input
from pipeline.model.span import Span
from pipeline.render.heatmap.faults import duplicate_cell, out_of_range_count, unknown_axis_value
from pipeline.render.heatmap.names import SERIES
from pipeline.render.heatmap.reading import SLACK, Day, Rules
from pipeline.render.heatmap.refusal import Refused

COUNTS = ("conversations", "started", "messages", "prompts")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST = date(1970, 1, 1)
LARGEST = 64 * 2**20
"""Bytes of a file of counts: a year of one provider has 50 KB."""

Located = tuple[object, Span]
"""A value and its place."""


def text(source: Input) -> str:
    """Read a file of counts as text, without a byte-order mark. Raises `Refused`."""
    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused("it is larger than 64 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"byte {error.start + 1:,} is not UTF-8") from None


@dataclass(slots=True)
class Rows:
    """Days as they are read, and what is wrong with them."""

    rules: Rules
    days: list[tuple[Day, Span]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _seen: dict[tuple[object, ...], Span] = field(default_factory=dict)

    def add(self, cells: Mapping[str, Located], place: Span) -> None:
        """Take in one day; a value that cannot be used leaves it out, with a finding."""
        faults = len(self.diagnostics)
        day = self.date(*cells.get("date", (None, place)))
        provider = self.provider(*cells.get("provider", (None, place)))
        counts = {name: self.count(*cells.get(name, (None, place))) for name in COUNTS}
        self._plausible(counts, cells.get("prompts", (None, place))[1])
        if day and provider and self.once((day, provider), "this day of this provider", place) and faults == len(self.diagnostics):
            self.days.append((Day(day, provider, **counts), place))

    def date(self, value: object, span: Span) -> date | None:
        """Read a local day from 1970 on, at most two days after the last past day."""
        found = parsed(value)
        if found is None:
            self.fault(span, "this is no day of the calendar", "write an existing day as YYYY-MM-DD")
        elif not EARLIEST <= found <= self.rules.as_of + SLACK:
            self.diagnostics.append(out_of_range_count.day_outside(span, "this day lies before 1970, or after the last past day"))
        return found

    def provider(self, value: object, span: Span) -> str | None:
        """Read the id of a known provider."""
        if isinstance(value, str) and value in SERIES:
            return value
        name = value if isinstance(value, str) else ""
        self.diagnostics.append(unknown_axis_value.misnamed(span, "this provider is not known", name, tuple(SERIES)))
        return None

    def count(self, value: object, span: Span, most: int = out_of_range_count.MOST) -> int | None:
        """Read a count, or `None` where it is unknown."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.diagnostics.append(out_of_range_count.fault(span, "this count cannot be"))
        return None

    def once(self, key: tuple[object, ...], what: str, span: Span) -> bool:
        """Note a square, and say whether it is the first of its kind."""
        if key in self._seen:
            self.diagnostics.append(duplicate_cell.fault(span, what, self._seen[key]))
            return False
        self._seen[key] = span
        return True

    def fault(self, span: Span, message: str, advice: str) -> None:
        """Note a value that is on no axis."""
        self.diagnostics.append(unknown_axis_value.fault(span, message, advice))

    def _plausible(self, counts: Mapping[str, int | None], span: Span) -> None:
        prompts, messages = counts["prompts"], counts["messages"]
        if prompts is not None and messages is not None and prompts > messages:
            self.diagnostics.append(out_of_range_count.fault(span, "there are more prompts than messages"))


def parsed(value: object) -> date | None:
    """Read `YYYY-MM-DD`, or `None` when there is no such day."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
