"""Settled readings → `Activity`: every message on its own local day, every conversation on each day it was used."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date, datetime
from itertools import groupby

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Span
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.faults import duplicate_cell
from pipeline.render.heatmap.reading import Conversation, Day, Provenance, Reading, Rules, unpacked
from pipeline.render.heatmap.settle import Settled

Place = tuple[date, str]


class Fold:
    """Counters that are filled reading by reading; `activity` and `diagnostics` are the result."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.messages: Counter[Place] = Counter()
        self.prompts: Counter[Place] = Counter()
        self.conversations: Counter[Place] = Counter()
        self.started: Counter[Place] = Counter()
        self.hours: dict[tuple[date | None, str, int, int], list[int]] = {}
        self.models: Counter[tuple[date | None, str, str]] = Counter()
        self.given: dict[Place, Day] = {}
        self.sources: list[Provenance] = []
        self.extents: dict[str, set[tuple[date, date]]] = {}
        self.diagnostics: list[Diagnostic] = []

    def conversation(self, series: str, models: Sequence[str], conversation: Conversation) -> None:
        """Count one conversation."""
        zone, used = self.rules.zone, set()
        for message in conversation.messages:
            second, model, prompt = unpacked(message)
            local = datetime.fromtimestamp(second, zone)
            day = local.date()
            used.add(day)
            self.messages[day, series] += 1
            self.prompts[day, series] += prompt
            slot = self.hours.setdefault((day, series, day.isoweekday(), local.hour), [0, 0])
            slot[0] += 1
            slot[1] += prompt
            if not prompt:
                self.models[day, series, models[model]] += 1
        for day in used:
            self.conversations[day, series] += 1
        if conversation.start is not None:
            self.started[zones.day(conversation.start, zone), series] += 1

    def counts(self, reading: Reading) -> None:
        """Take over counts that were made before us, unless the same day is counted twice."""
        if reading.counts is None:
            return
        places: dict[Place, Span] = {}
        for day, span in reading.counts.days:
            place = (day.date, day.provider)
            if place in self.given or place in self.messages or place in self.started:
                self.diagnostics.append(duplicate_cell.fault(span, "this day of this provider", places.get(place, reading.source.span)))
            self.given[place] = day
            places[place] = span
        for (provider, weekday, hour), (messages, prompts) in reading.counts.hours.items():
            slot = self.hours.setdefault((None, provider, weekday, hour), [0, 0])
            slot[0] += messages
            slot[1] += prompts
        for (provider, model), count in reading.counts.models.items():
            self.models[None, provider, model] += count
        self.sources.extend(reading.counts.sources)
        for provider, first, last in reading.counts.extents:
            self.extents.setdefault(provider, set()).add((first, last))

    def activity(self) -> Activity:
        """Put everything in order."""
        return Activity(
            self.rules.zone,
            self.rules.as_of,
            tuple(sorted(self.sources, key=lambda source: [str(value) for value in astuple(source)])),
            self._days(),
            {key: (messages, prompts) for key, (messages, prompts) in self.hours.items()},
            dict(self.models),
            {provider: tuple(sorted(periods)) for provider, periods in sorted(self.extents.items())},
        )

    def _days(self) -> dict[Place, Day]:
        places = {*self.messages, *self.started}
        days = {place: self._day(place) for place in places} | self.given
        return {place: days[place] for place in sorted(days) if _any(days[place])}

    def _day(self, place: Place) -> Day:
        counters = (self.conversations, self.started, self.messages, self.prompts)
        return Day(*place, *(counter[place] for counter in counters))


def fold(settled: Iterable[Settled], rules: Rules) -> tuple[Activity, list[Diagnostic]]:
    """Count everything; the findings are days that are counted twice."""
    folding = Fold(rules)
    listed = list(settled)
    for (series, name), group in groupby(sorted(listed, key=_kind), key=_kind):
        members = list(group)
        if series:
            _export(folding, series, name, members)
    for each in listed:
        folding.counts(each.reading)
    return folding.activity(), folding.diagnostics


def _kind(settled: Settled) -> tuple[str, str]:
    return settled.reading.series, settled.reading.format


def _export(folding: Fold, series: str, name: str, members: list[Settled]) -> None:
    kept = [conversation for each in members for conversation in each.reading.conversations]
    for each in members:
        for conversation in each.reading.conversations:
            folding.conversation(series, each.reading.models, conversation)
    days = sorted(day for day, provider in {*folding.messages, *folding.started} if provider == series)
    folding.sources.append(
        Provenance(
            series,
            name,
            len(members),
            days[0] if days else None,
            days[-1] if days else None,
            records=sum(each.reading.records for each in members),
            undated=sum(conversation.undated for conversation in kept),
            irregular=sum(conversation.irregular for conversation in kept) + sum(len(each.reading.broken) for each in members),
            duplicates=sum(each.duplicates for each in members),
            start_from_update=sum(conversation.from_update for conversation in kept),
        )
    )
    if days:
        folding.extents.setdefault(series, set()).add((days[0], days[-1]))


def _any(day: Day) -> bool:
    return any((day.conversations, day.started, day.messages, day.prompts))
