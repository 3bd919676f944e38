"""CSV of counts: `date,provider,conversations,messages[,started,prompts]`, in local days; an empty cell is an unknown count."""

import re
from collections.abc import Iterator

from pipeline.model.heatmap import Input
from pipeline.model.span import Source, Span
from pipeline.render.heatmap.faults import private_field
from pipeline.render.heatmap.formats.rows import COUNTS, Located, Rows, text
from pipeline.render.heatmap.reading import Counts, Day, Provenance, Reading, Rules
from pipeline.render.heatmap.refusal import Refused

REQUIRED = ("date", "provider", "conversations", "messages")
WHOLE = re.compile(r"[0-9]{1,18}")

Cells = list[tuple[str, Span]]


def read(source: Input, rules: Rules) -> Reading:
    """Read a CSV file of counts. Raises `Refused` when it has not the columns of one."""
    file = Source.of(source.name, text(source))
    lines = _lines(file)
    rows = Rows(rules)
    header = _header(next(lines, []), rows)
    for cells in lines:
        if len(cells) != len(header):
            raise Refused(f"its row {len(rows.days) + 1:,} has {len(cells)} cells, the header {len(header)}", truncated=True)
        named = {name: _located(name, *cell) for name, cell in zip(header, cells, strict=True)}
        rows.add(named, cells[0][1])
    return Reading(source, "csv", "", len(rows.days), counts=_counts(rows), diagnostics=tuple(rows.diagnostics))


def _lines(file: Source) -> Iterator[Cells]:
    for number, begin in enumerate(file.starts, 1):
        line = file.line(number)
        if not line.strip():
            continue
        cells, at = [], begin
        for cell in line.split(","):
            cells.append((cell.strip(), file.span(at, at + len(cell))))
            at += len(cell) + 1
        yield cells


def _header(cells: Cells, rows: Rows) -> list[str]:
    names = [name.lower() for name, _ in cells]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise Refused(f"its header lacks `{missing[0]}`", "write the header " + ",".join(REQUIRED))
    if len(set(names)) < len(names):
        raise Refused("its header names a column twice")
    for name, (_, span) in zip(names, cells, strict=True):
        if name not in {*REQUIRED, *COUNTS}:
            rows.diagnostics.append(private_field.fault(span, "among the columns"))
    return names


def _located(name: str, value: str, span: Span) -> Located:
    if name not in COUNTS:
        return value, span
    return (None if not value else int(value) if WHOLE.fullmatch(value) else value), span


def _counts(rows: Rows) -> Counts:
    days = [day for day, _ in rows.days]
    sources = [_provenance(name, [day for day in days if day.provider == name]) for name in sorted({day.provider for day in days})]
    extents = [(row.provider, row.first, row.last) for row in sources if row.first and row.last]
    return Counts(tuple(sources), tuple(rows.days), extents=tuple(extents))


def _provenance(provider: str, days: list[Day]) -> Provenance:
    dates = [day.date for day in days]
    return Provenance(provider, "csv", 1, min(dates), max(dates), len(days))
