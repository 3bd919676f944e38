"""A count that cannot be: negative, not whole, too large, or of a day outside the stated period.

Counts decide colours, totals and streaks. One wrong number of a million turns every other day pale.

Bad, in Activity JSON:

    {"date": "2025-03-10", "provider": "chatgpt", "conversations": 3, "started": 2, "messages": -1, "prompts": 1.5}

Good:

    {"date": "2025-03-10", "provider": "chatgpt", "conversations": 3, "started": 2, "messages": 41, "prompts": 20}

To repair it, write a whole number from 0 to 1,000,000, or `null` (an empty cell in CSV) where the count is not known. Prompts are
part of the messages, so they cannot be more. A day must lie in the period its source states with `first` and `last`, and not
more than two days after `as_of`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

MOST = 1_000_000
"""The largest count of a day that is believed."""

CODE = Code("HMP502", "out-of-range-count", Severity.ERROR, __doc__ or "")


def fault(span: Span, message: str, item: str | None = None) -> Diagnostic:
    """Report a count that cannot be."""
    return CODE.at(span, message, help=f"write a whole number from 0 to {MOST:,}, or leave it unknown", item=item)


def day_outside(span: Span, message: str, item: str | None = None) -> Diagnostic:
    """Report a day outside the period of its source."""
    return CODE.at(span, message, help="correct the day, or the period it must lie in (`first`, `last`, `as_of`)", item=item)
