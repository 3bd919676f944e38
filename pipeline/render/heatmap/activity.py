"""Activity as a chart needs it: sources, counts per day, per hour and per model, whatever they were read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from pipeline.model.heatmap import Metric
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.reading import Day, Provenance


@dataclass(frozen=True, slots=True)
class Activity:
    """Counts in one time zone, as far as its sources know them.

    `hours` counts (messages, prompts) by day, provider, weekday and hour, `models` messages by day, provider and model; the day
    is `None` when the counts came without it. `extents` are the periods for which a provider's days are known.
    """

    zone: ZoneInfo
    as_of: date
    sources: tuple[Provenance, ...] = ()
    days: Mapping[tuple[date, str], Day] = field(default_factory=dict)
    hours: Mapping[tuple[date | None, str, int, int], tuple[int, int]] = field(default_factory=dict)
    models: Mapping[tuple[date | None, str, str], int] = field(default_factory=dict)
    extents: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)

    @property
    def providers(self) -> tuple[str, ...]:
        """The series, in order of their ids."""
        return tuple(sorted({source.provider for source in self.sources}))

    def knows(self, provider: str, day: date) -> bool:
        """Whether a provider's sources cover a day, and the zone had such a day."""
        return any(first <= day <= last for first, last in self.extents.get(provider, ())) and zones.exists(day, self.zone)

    def count(self, provider: str, day: date, metric: Metric) -> int | None:
        """A provider's count on a day: 0 for an idle day, `None` where it cannot be known."""
        found = self.days.get((day, provider))
        if found is not None:
            return counted(found, metric)
        return 0 if self.knows(provider, day) else None


def counted(day: Day, metric: Metric) -> int | None:
    """The count of a day for a metric."""
    match metric:
        case Metric.MESSAGES:
            return day.messages
        case Metric.PROMPTS:
            return day.prompts
        case Metric.CONVERSATIONS:
            return day.conversations
        case Metric.STARTED:
            return day.started
