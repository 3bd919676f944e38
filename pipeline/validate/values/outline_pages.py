"""Print pages of a chapter and its outline → SCH109 where they do not ascend, SCH108 outside `pages`, SCH109 for a repeated id."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.diagnostic import Diagnostic, Label
from pipeline.model.document import Path
from pipeline.validate.case import Case, shown, way
from pipeline.validate.faults import malformed_value, out_of_bounds

FIELDS = ("pages", "outline")
DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def judge(case: Case) -> Iterator[Diagnostic]:
    """Rows are read in order, subsections after their section; roman pages come before all others."""
    pages = case.entry.data.get("pages")
    bounds = pages if isinstance(pages, Mapping) else {}
    first, last = order(bounds.get("from")), order(bounds.get("to"))
    if first and last and first > last:
        message = f"`pages.to`, {bounds['to']}, is before `pages.from`, {bounds['from']}"
        start = (Label(case.entry.span("pages", "from"), "it begins here"),)
        yield malformed_value.other(case, ("pages", "to"), message, "give the last page of the chapter", related=start)
        first = last = None
    rows = tuple(_rows(case.entry.data.get("outline"), ("outline",)))
    yield from _pages(case, rows, first, last)
    yield from _repeats(case, rows)


def order(page: Any) -> tuple[int, int] | None:
    """A print page → its place in the book; `None` when it is no page."""
    if isinstance(page, int) and not isinstance(page, bool):
        return (1, page)
    return (0, roman(page)) if isinstance(page, str) and re.fullmatch("[ivxlcdm]+", page) else None


def roman(text: str) -> int:
    """A roman numeral in lower case → its value."""
    values = [DIGITS[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _rows(rows: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping):
            yield (*path, number), row
            yield from _rows(row.get("children"), (*path, number, "children"))


def _pages(
    case: Case, rows: tuple[tuple[Path, Mapping[str, Any]], ...], first: tuple[int, int] | None, last: tuple[int, int] | None
) -> Iterator[Diagnostic]:
    before: tuple[tuple[int, int], Path] | None = None
    for path, row in rows:
        page = order(row.get("page"))
        if page is None:
            continue
        at = (*path, "page")
        if (first and page < first) or (last and page > last):
            yield _outside(case, at, row["page"])
        elif before and page < before[0]:
            label = (Label(case.entry.span(*before[1], "page"), "the row before"),)
            message = f"page {row['page']} of `{way(path)}` is before the page of the row above it"
            yield malformed_value.other(case, at, message, "let the pages ascend", related=label)
        before = (page, path)


def _outside(case: Case, path: Path, page: Any) -> Diagnostic:
    pages = case.entry.data["pages"]
    whole = f"{pages['from']}" + (f" to {pages['to']}" if "to" in pages else " onwards")
    label = (Label(case.entry.span("pages"), "the pages of the chapter"),)
    return case.at(
        out_of_bounds.CODE, path, f"page {page} lies outside the chapter, {whole}", "correct the page, or `pages`", related=label
    )


def _repeats(case: Case, rows: tuple[tuple[Path, Mapping[str, Any]], ...]) -> Iterator[Diagnostic]:
    seen: dict[str, Path] = {}
    for path, row in rows:
        name = row.get("id")
        if not isinstance(name, str):
            continue
        if name in seen:
            label = (Label(case.entry.span(*seen[name], "id"), "first use"),)
            message, advice = f"the outline id {shown(name)} is used twice", "give one of the rows another id"
            yield malformed_value.other(case, (*path, "id"), message, advice, related=label, label="second use")
        seen.setdefault(name, path)
