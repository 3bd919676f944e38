"""Two counts for the same square.

Nobody can know whether the second count replaces the first or adds to it, so neither is guessed.

Bad, in a CSV file of activity:

    date,provider,conversations,messages
    2025-03-10,chatgpt,3,41
    2025-03-10,chatgpt,1,7

Good:

    date,provider,conversations,messages
    2025-03-10,chatgpt,4,48

To repair it, keep one row for each day and provider. Two exports of one assistant may overlap, as their conversations have ids;
two files of mere counts may not.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.span import Span

CODE = Code("HMP503", "duplicate-cell", Severity.ERROR, __doc__ or "")


def fault(span: Span, what: str, first: Span, item: str | None = None) -> Diagnostic:
    """Report a second count for `what`, with the place of the first."""
    advice = f"keep one of them; the first is in line {first.start.line}" if first.start and first.path == span.path else "keep one of them"
    return CODE.at(span, f"{what} is counted twice", related=(Label(first, "first count"),), help=advice, item=item)
