"""Address, arXiv number and year of a resource → what does not fit together.

SCH109 when the number is not the one in the address, SCH106 when the year is before that of the number or more than two
years after it (papers are printed later than they are put on arXiv), SCH101 as a warning for a paper without a year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.validate.case import Case, shown
from pipeline.validate.faults import implausible_date, malformed_value, missing_field
from pipeline.validate.values import arxiv

FIELDS = ("url", "kind", "year", "date", "ids")
LATEST = 2
"""Years that may pass between arXiv and print."""


def judge(case: Case) -> Iterator[Diagnostic]:
    """One entry of a collection with `url`, `ids` and `year`."""
    data = case.entry.data
    url, ids = data.get("url"), data.get("ids")
    linked = arxiv.number(url) if isinstance(url, str) else None
    stated = ids.get("arxiv") if isinstance(ids, Mapping) else None
    stated = stated if isinstance(stated, str) else None
    if linked and stated and arxiv.bare(linked) != arxiv.bare(stated):
        message = f"the arXiv number {shown(stated)} is not the one in the address, {shown(linked)}"
        yield malformed_value.other(case, ("ids", "arxiv"), message, "one of the two belongs to another paper")
        return
    number = stated or linked
    yield from _year(case, arxiv.year(number) if number else None)


def _year(case: Case, submitted: int | None) -> Iterator[Diagnostic]:
    year = case.entry.data.get("year")
    if not isinstance(year, int):
        if case.entry.data.get("kind") == "paper" and "date" not in case.entry.data and case.entry.status in {"published", "archived"}:
            found = missing_field.diagnose(case, (), ("year",), {})
            hint = f"the arXiv number says {submitted}" if submitted else "a paper should say when it came out"
            yield replace(found, severity=Severity.WARNING, help=hint)
    elif submitted and not submitted <= year <= submitted + LATEST:
        yield implausible_date.diagnose(
            case, ("year",), f"the year {year} does not fit the arXiv number, which is of {submitted}", "check the year"
        )
