"""Inputs → `Activity`: unfold, recognise, read, settle duplicates, count; and say what was odd.

The only place that catches `Refused` and the errors of the outside world while bytes are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.heatmap import Input
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.faults import irregular_records, truncated_export, undated_records, unknown_axis_value, unreadable_export
from pipeline.render.heatmap.fold import fold
from pipeline.render.heatmap.members import members
from pipeline.render.heatmap.names import spoken
from pipeline.render.heatmap.reading import Reading, Rules
from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.settle import Settled, settle
from pipeline.render.heatmap.sniff import sniff


@dataclass(frozen=True, slots=True)
class _Origin:
    """A file or folder as it was named, with what was read from it."""

    source: Input
    readings: tuple[Reading, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read(inputs: Iterable[Input], rules: Rules, item: str | None = None) -> Outcome[Activity]:
    """Read inputs, in any order. Errors: HMP501 to HMP505, HMP508, HMP510; notes: HMP506, HMP507."""
    origins = [_origin(group, rules, item) for group in _groups(inputs)]
    settled = settle(reading for origin in origins for reading in origin.readings)
    activity, twice = fold(settled, rules)
    found = [diagnostic for origin in origins for diagnostic in origin.diagnostics]
    return Outcome(activity, (*found, *twice, *_notes(origins, settled, item)))


def _groups(inputs: Iterable[Input]) -> list[list[Input]]:
    groups: dict[tuple[str, str], list[Input]] = {}
    for source in sorted(inputs, key=lambda source: source.name):
        groups.setdefault((source.origin, source.series or ""), []).append(source)
    return [groups[key] for key in sorted(groups)]


def _origin(group: list[Input], rules: Rules, item: str | None) -> _Origin:
    source = group[0]
    try:
        readings = list(_readings(group, rules))
    except Refused as refused:
        return _Origin(source, (), (_refusal(source, refused, item),))
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return _Origin(source, (), (unreadable_export.fault(source.span, source.origin, reason, None, item),))
    found = [replace(diagnostic, item=item) for reading in readings for diagnostic in reading.diagnostics]
    # A file with faults of its own may have lost its series to them.
    foreign = [reading for reading in readings if not reading.diagnostics and _only(reading, source.series) is None]
    for reading in foreign:
        held = f"`{spoken(reading.series)}`" if reading.series else "other series"
        message = f"`{source.origin}` holds {held}, not `{spoken(source.series or '')}`"
        found.append(unknown_axis_value.fault(source.span, message, "name the series that the file holds", item))
    chosen = [_only(reading, source.series) for reading in readings]
    return _Origin(source, tuple(reading for reading in chosen if reading), tuple(found))


def _readings(group: list[Input], rules: Rules) -> Iterator[Reading]:
    nothing = True
    for member in members(group):
        found = sniff(member)
        if found is not None:
            nothing = False
            yield found.read(member, rules)
    if nothing:
        raise Refused("it holds no record of any activity")


def _refusal(source: Input, refused: Refused, item: str | None) -> Diagnostic:
    if refused.truncated:
        return truncated_export.fault(source.span, source.origin, refused.reason, item)
    return unreadable_export.fault(source.span, source.origin, refused.reason, refused.help, item)


def _only(reading: Reading, series: str | None) -> Reading | None:
    """Keep one series of a reading; `None` when it has nothing of it."""
    if series is None or reading.series == series:
        return reading
    counts = reading.counts
    if counts is None or not any(source.provider == series for source in counts.sources):
        return None
    kept = replace(
        counts,
        sources=tuple(source for source in counts.sources if source.provider == series),
        days=tuple(day for day in counts.days if day[0].provider == series),
        hours={key: value for key, value in counts.hours.items() if key[0] == series},
        models={key: value for key, value in counts.models.items() if key[0] == series},
        extents=tuple(extent for extent in counts.extents if extent[0] == series),
    )
    return replace(reading, counts=kept)


def _notes(origins: list[_Origin], settled: list[Settled], item: str | None) -> Iterator[Diagnostic]:
    following = iter(settled)
    for origin in origins:
        readings = [next(following).reading for _ in origin.readings]
        kept = [conversation for reading in readings for conversation in reading.conversations]
        undated = sum(conversation.undated for conversation in kept)
        odd = [conversation.number for conversation in kept if conversation.irregular]
        odd += [number for reading in readings for number in reading.broken]
        if undated:
            yield undated_records.fault(origin.source.span, origin.source.origin, undated, item)
        if odd:
            yield irregular_records.fault(origin.source.span, origin.source.origin, len(odd), min(odd), item)
