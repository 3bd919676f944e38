"""A heatmap → a drawing: weeks, a matrix of numbers, or a punch card of hours."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from pipeline.model.heatmap import Cell, Heatmap, Label, Mode, Shape, State
from pipeline.render.heatmap.drawing import FUTURE, LETTER, OUTSIDE, Anchor, Drawing, Form, Size, Square, Text, Tone
from pipeline.render.heatmap.sheet import CELL, LINE, MARGIN, Sheet, tone

PITCH = 13
"""A square of 11 and a gap of 2."""

GUTTER = 34
"""Room for the names of weekdays, and for a year in bold."""

NAMED = {"1", "3", "5"}
"""Monday, Wednesday and Friday are named; all seven would not fit."""

BOX = (34, 22)
"""Width and height of a square with a number in it."""

SLOT = (24, 22)
"""Width and height of an hour's place."""

NARROWEST = 360
"""Width of a sheet, whatever it holds: its title and its sentences need room."""

LONG = 46
"""Letters of a row's name in a matrix; the rest is cut."""


def layout(heatmap: Heatmap) -> Drawing:
    """Place everything on a sheet."""
    match heatmap.kind:
        case Shape.CALENDAR:
            return _calendar(heatmap)
        case Shape.MATRIX:
            return _matrix(heatmap)
        case Shape.HOURS:
            return _hours(heatmap)
        case _:
            assert_never(heatmap.kind)


def _calendar(heatmap: Heatmap) -> Drawing:
    blocks = {group: [column for column in heatmap.columns if column.group == group] for group in heatmap.groups}
    widest = max(map(len, blocks.values()), default=0)
    sheet = Sheet(2 * MARGIN + GUTTER + widest * PITCH - 2)
    sheet.head(heatmap)
    for group, columns in blocks.items():
        if heatmap.mode is Mode.MULTIPLES:
            for index, label in enumerate(heatmap.series):
                _block(sheet, heatmap, columns, f"{label.text}, {group}", (index,))
        else:
            _block(sheet, heatmap, columns, group, tuple(range(len(heatmap.series))))
    sheet.legend(heatmap)
    return sheet.finish(heatmap)


def _block(sheet: Sheet, heatmap: Heatmap, columns: list[Label], heading: str, series: tuple[int, ...]) -> None:
    if heatmap.mode is Mode.MULTIPLES:
        sheet.write(MARGIN, heading, Size.HEADING)
        sheet.y += LINE
    elif len(heading) * LETTER <= GUTTER:
        # Only a year fits before the first month; longer periods stand in the title.
        sheet.write(MARGIN, heading, Size.HEADING)
    left = MARGIN + GUTTER
    at = {column.id: left + index * PITCH for index, column in enumerate(columns)}
    for column in columns:
        sheet.write(at[column.id], column.text)
    sheet.y += LINE
    rows = {row.id: sheet.y + index * PITCH for index, row in enumerate(heatmap.rows)}
    sheet.texts += [Text(MARGIN, rows[row.id] + 9, row.text) for row in heatmap.rows if row.id in NAMED]
    for cell in heatmap.cells:
        if cell.column in at:
            tones = _tones(heatmap, cell, series)
            sheet.squares.append(Square(at[cell.column], rows[cell.row], CELL, CELL, tones, text=cell.text, ref=cell.ref))
    sheet.y += len(heatmap.rows) * PITCH + 10


def _tones(heatmap: Heatmap, cell: Cell, series: tuple[int, ...]) -> tuple[Tone, ...]:
    if cell.state is State.OUTSIDE:
        return (OUTSIDE,)
    if cell.state is State.FUTURE:
        return (FUTURE,)
    counts = {index: cell.counts[index] for index in series}
    if len(counts) == 1:
        found = tone(heatmap, series[0], counts[series[0]])
        return (found,) if counts[series[0]] is not None else (OUTSIDE,)
    if not any(counts.values()):
        return (tone(heatmap, series[0], 0),)
    return _leader(heatmap, counts) if heatmap.mode is Mode.DOMINANT else _halves(heatmap, counts)


def _leader(heatmap: Heatmap, counts: Mapping[int, int | None]) -> tuple[Tone, ...]:
    """The larger count alone; a tie is split, never grey."""
    most = max(count or 0 for count in counts.values())
    leaders = [index for index, count in counts.items() if count == most]
    return _halves(heatmap, counts) if len(leaders) > 1 else (tone(heatmap, leaders[0], most),)


def _halves(heatmap: Heatmap, counts: Mapping[int, int | None]) -> tuple[Tone, ...]:
    return tuple(tone(heatmap, index, count) for index, count in counts.items())


def _matrix(heatmap: Heatmap) -> Drawing:
    names = {row.id: row.text if len(row.text) <= LONG else f"{row.text[: LONG - 3].rstrip()}..." for row in heatmap.rows}
    gutter = max(map(len, names.values()), default=0) * LETTER + 10
    width, height = BOX[0] + 2, BOX[1] + 2
    sheet = Sheet(max(2 * MARGIN + gutter + len(heatmap.columns) * width, NARROWEST))
    sheet.head(heatmap)
    left = MARGIN + gutter
    _column_names(sheet, heatmap.columns, left)
    rows = {row.id: sheet.y + index * height for index, row in enumerate(heatmap.rows)}
    sheet.texts += [Text(left - 8, rows[name] + 15, text, anchor=Anchor.END) for name, text in names.items()]
    columns = {column.id: left + index * width for index, column in enumerate(heatmap.columns)}
    for cell in heatmap.cells:
        square = _box(heatmap, cell, columns[cell.column], rows[cell.row])
        sheet.squares.append(square)
        if cell.state is State.VALUE:
            number = str(sum(count or 0 for count in cell.counts))
            sheet.texts.append(Text(square.x + BOX[0] // 2, square.y + 15, number, anchor=Anchor.MIDDLE, on=square.tones[0]))
    sheet.y += len(heatmap.rows) * height + 12
    sheet.legend(heatmap)
    return sheet.finish(heatmap)


def _box(heatmap: Heatmap, cell: Cell, x: int, y: int) -> Square:
    tones = _tones(heatmap, cell, tuple(range(len(heatmap.series))))
    return Square(x, y, *BOX, tones, text=cell.text, ref=cell.ref)


def _column_names(sheet: Sheet, columns: Iterable[Label], left: int) -> None:
    """Write the names over the columns, on two lines in turn where they would touch."""
    listed = list(columns)
    width = BOX[0] + 2
    lines = 2 if any(len(column.text) * LETTER > width for column in listed) else 1
    for index, column in enumerate(listed):
        x = left + index * width + BOX[0] // 2
        sheet.texts.append(Text(x, sheet.y + 11 + (index % lines) * 13, column.text, anchor=Anchor.MIDDLE))
    sheet.y += 4 + 13 * lines


def _hours(heatmap: Heatmap) -> Drawing:
    sheet = Sheet(2 * MARGIN + GUTTER + len(heatmap.columns) * SLOT[0])
    sheet.head(heatmap)
    for index, label in enumerate(heatmap.series):
        _panel(sheet, heatmap, index, label.text if heatmap.mode else "")
    sheet.legend(heatmap, Form.DOT)
    return sheet.finish(heatmap)


def _panel(sheet: Sheet, heatmap: Heatmap, index: int, heading: str) -> None:
    if heading:
        sheet.write(MARGIN, heading, Size.HEADING)
        sheet.y += LINE
    left = MARGIN + GUTTER
    columns = {column.id: left + place * SLOT[0] for place, column in enumerate(heatmap.columns)}
    for column in heatmap.columns:
        sheet.write(columns[column.id] + SLOT[0] // 2, column.text, anchor=Anchor.MIDDLE)
    sheet.y += LINE
    rows = {row.id: sheet.y + place * SLOT[1] for place, row in enumerate(heatmap.rows)}
    sheet.texts += [Text(MARGIN, rows[row.id] + 15, row.text) for row in heatmap.rows]
    for cell in heatmap.cells:
        found = tone(heatmap, index, cell.counts[index])
        sheet.squares.append(Square(columns[cell.column] + 2, rows[cell.row] + 1, 20, 20, (found,), Form.DOT, cell.text))
    sheet.y += len(heatmap.rows) * SLOT[1] + 10
