"""A date that can be, but hardly is meant: before 1900, after today, or at odds with another statement.

"Today" is the date of the last commit, or SOURCE_DATE_EPOCH, so that the same files always give the same findings. An
edition that came out before the year of the book, and a paper whose year does not fit its arXiv number, are reported as well.

Bad:

    date: 0202-05-01
    year: 2012
    ids: {arxiv: "2106.09685"}

Good:

    date: 2020-05-01
    year: 2021
    ids: {arxiv: "2106.09685"}

Correct it. If it is right as it stands, say so: `# pipeline: ignore[SCH106] announced for next spring`.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Path
from pipeline.validate.case import Case, shown, way

CODE = Code("SCH106", "implausible-date", Severity.WARNING, __doc__ or "")

EARLIEST = "1900"


def judge(case: Case, path: Path, value: str) -> Iterator[Diagnostic]:
    """A valid date → a finding when it lies before 1900 or after the book's today. Months and years count as a whole."""
    if value < EARLIEST:
        yield diagnose(case, path, f"{shown(value)} in `{way(path)}` lies before {EARLIEST}", "check the year")
    elif case.today and value > case.today[: len(value)]:
        yield diagnose(case, path, f"{shown(value)} in `{way(path)}` lies after today, {case.today}", "check the year")


def diagnose(case: Case, path: Path, message: str, help_: str) -> Diagnostic:
    """A doubtful date or year at a path, for any reason."""
    return case.at(CODE, path, message, help_)
