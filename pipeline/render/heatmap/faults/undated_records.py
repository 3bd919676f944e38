"""Messages without a usable time, which therefore count on no day.

Exports hold null times, and now and then a time of 1970 or of a far future. Such messages are left out of every day, and counted
here, so that the totals can be understood.

Bad, in a ChatGPT export:

    {"author": {"role": "user"}, "create_time": null}

Good:

    {"author": {"role": "user"}, "create_time": 1741600000.5}

There is nothing to repair in an export. If nearly all messages are undated, the format has changed: please report it. Times
before 2015, or more than two days after `as_of`, are undated too.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP506", "undated-records", Severity.INFO, __doc__ or "")


def fault(span: Span, name: str, count: int, item: str | None = None) -> Diagnostic:
    """Report how many messages of an input have no usable time."""
    noun = "message has" if count == 1 else "messages have"
    return CODE.at(span, f"{count:,} {noun} no usable time in `{name}`", help="they count on no day", item=item)
