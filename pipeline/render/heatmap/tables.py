"""A heatmap → a table of its numbers, as XHTML: the form of the chart that every reader can use."""

from collections.abc import Iterator
from html import escape

from pipeline.model.heatmap import Cell, Heatmap, Label, Shape, State

UNKNOWN = "\N{EN DASH}"
"""What stands in the table where nothing can be known."""


def table(heatmap: Heatmap) -> str:
    """One table for each block of columns: weeks by weekdays for a calendar, the rows and columns of a matrix as they are."""
    cells = {(cell.row, cell.column): cell for cell in heatmap.cells}
    if heatmap.kind is Shape.CALENDAR:
        return "".join(_calendar(heatmap, group, cells) for group in heatmap.groups)
    return _matrix(heatmap, cells)


def _calendar(heatmap: Heatmap, group: str, cells: dict[tuple[str, str], Cell]) -> str:
    weeks = [column for column in heatmap.columns if column.group == group]
    rows = (f"<tr>{_head('row', week.ref or '')}{_line(heatmap, heatmap.rows, week, cells)}</tr>" for week in weeks)
    caption = f"{heatmap.unit[1].capitalize()} per day, {group}{_order(heatmap)}; each row is a week, named by its first day"
    return _table(caption, "Week", heatmap.rows, rows)


def _matrix(heatmap: Heatmap, cells: dict[tuple[str, str], Cell]) -> str:
    rows = []
    for row in heatmap.rows:
        line = "".join(_cell(heatmap, cells.get((row.id, column.id))) for column in heatmap.columns)
        rows.append(f"<tr>{_head('row', row.text)}{line}</tr>")
    return _table(f"{heatmap.title}{_order(heatmap)}", "", heatmap.columns, iter(rows))


def _order(heatmap: Heatmap) -> str:
    """In which order the numbers of one cell stand."""
    return f" ({' / '.join(label.text for label in heatmap.series)})" if len(heatmap.series) > 1 else ""


def _table(caption: str, corner: str, columns: tuple[Label, ...], rows: Iterator[str]) -> str:
    heads = "".join(_head("col", column.text) for column in columns)
    first = _head("col", corner) if corner else "<td></td>"
    return (
        f"<table><caption>{escape(caption, quote=False)}</caption><thead><tr>{first}{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _line(heatmap: Heatmap, rows: tuple[Label, ...], column: Label, cells: dict[tuple[str, str], Cell]) -> str:
    return "".join(_cell(heatmap, cells.get((row.id, column.id))) for row in rows)


def _head(scope: str, text: str) -> str:
    return f'<th scope="{scope}">{escape(text, quote=False)}</th>'


def _cell(heatmap: Heatmap, cell: Cell | None) -> str:
    if cell is None or cell.state is State.FUTURE:
        return "<td></td>"
    text = " / ".join(UNKNOWN if count is None else str(count) for count in cell.counts)
    if cell.state is State.OUTSIDE:
        return f"<td>{UNKNOWN}</td>"
    if heatmap.kind is Shape.MATRIX and cell.ref and cell.state is State.VALUE:
        return f'<td data-ref="{escape(cell.ref)}">{text}</td>'
    return f"<td>{text}</td>"
