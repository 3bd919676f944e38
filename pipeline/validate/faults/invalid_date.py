"""A date that does not exist, or is not written as a date.

Dates are sorted, compared and printed in the reader's language, so they have one form: YYYY-MM-DD, or YYYY-MM or YYYY when
the day or the month is not known. A year alone stands in quotes, because YAML reads `2024` as a number.

Bad:

    date: 2024-02-30
    started: 16.2.2025

Good:

    date: 2024-02-29
    started: 2025-02-16

Correct the date; the reason says what cannot be.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Path
from pipeline.validate.case import Case, shown, way
from pipeline.validate.values.flaw import Flaw

CODE = Code("SCH105", "invalid-date", Severity.ERROR, __doc__ or "")


def diagnose(case: Case, path: Path, value: str, flaw: Flaw) -> Diagnostic:
    """The value at a path is no date, for the reason of the flaw."""
    return case.at(CODE, path, f"{shown(value)} in `{way(path)}` is not a date: {flaw.reason}", flaw.help)
