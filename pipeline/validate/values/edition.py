"""Status, format and facts of an edition → EDN603 where they do not agree, SCH106 for a date before the book's year."""

from collections.abc import Iterator

from pipeline.model.diagnostic import Diagnostic
from pipeline.validate.case import Case, shown
from pipeline.validate.faults import implausible_date, incomplete_edition

FIELDS = ("status", "format", "date", "isbn13", "region")
OPEN = "tbc"


def judge(case: Case) -> Iterator[Diagnostic]:
    """Published needs date and ISBN (either may be `tbc`), `tbc` lacks one of them, a reprint has a region."""
    data = case.entry.data
    facts = ("date", "isbn13")
    missing = tuple(name for name in facts if name not in data)
    if case.entry.status in {"published", "archived"} and missing:
        yield incomplete_edition.without(case, missing)
    if case.entry.status == OPEN and not missing and all(data[name] != OPEN for name in facts):
        yield incomplete_edition.settled(case)
    if data.get("format") == "reprint" and "region" not in data and case.entry.status not in {"draft", "coming-soon"}:
        yield incomplete_edition.placeless(case)
    yield from _early(case)


def _early(case: Case) -> Iterator[Diagnostic]:
    date, year = case.entry.data.get("date"), case.settings.get("year")
    if isinstance(date, str) and isinstance(year, int) and date != OPEN and date[:4] < str(year):
        message = f"{case.name} came out {shown(date)}, before the year of the book, {year}"
        yield implausible_date.diagnose(case, ("date",), message, "check the date; a translation comes after its original")
