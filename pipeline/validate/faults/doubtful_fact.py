"""A stated fact that has not been confirmed.

An author who keeps a value from a source although it looks wrong says so in `doubt`. It is listed in every check and never
published, so that it is not forgotten.

Bad:

    year: 2022

Good:

    year: 2022
    doubt: The year is as stated in the list; the arXiv number says 2023.

Look the fact up, correct it if need be, and remove the `doubt`.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.validate.case import Case, shown

CODE = Code("SCH110", "doubtful-fact", Severity.INFO, __doc__ or "")


def judge(case: Case) -> Iterator[Diagnostic]:
    """An entry → a finding when it states a doubt."""
    doubt = case.entry.data.get("doubt")
    if isinstance(doubt, str) and doubt.strip():
        yield case.at(CODE, ("doubt",), f"{case.name} holds a doubtful fact: {shown(doubt)}", "look it up, then remove the `doubt`")
