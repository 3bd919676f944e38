"""A day, provider, series or setting that no chart knows.

A chart has rows and columns with fixed names: the days of one time zone, the providers of activity, the hours and weekdays. A
name that is none of these would draw a row that nobody can read, or silently draw nothing.

Bad, in a CSV file of activity:

    date,provider,conversations,messages
    2025-03-10,chatgtp,3,41

Good:

    date,provider,conversations,messages
    2025-03-10,chatgpt,3,41

To repair it, write one of the known names: the help line shows the nearest. For a date, check that the day exists. For a chart
that compares series, name series that its inputs hold. What stands in a data file is not repeated in the message, because it
may be private.
"""

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.similar import nearest
from pipeline.model.span import Span

CODE = Code("HMP501", "unknown-axis-value", Severity.ERROR, __doc__ or "")


def fault(span: Span, message: str, help: str, item: str | None = None) -> Diagnostic:  # noqa: A002 - as in Code.at
    """Report a value that is on no axis of a chart."""
    return CODE.at(span, message, help=help, item=item)


def misnamed(span: Span, what: str, name: str, known: tuple[str, ...], item: str | None = None) -> Diagnostic:
    """Report a name that is none of the known ones; `what` calls it without repeating it, unless an author of the book wrote it."""
    similar = nearest(name, known, 1)
    if not similar:
        names = ", ".join(f"`{each}`" for each in known)
        return CODE.at(span, what, help=f"{'the known ones are' if len(known) > 1 else 'the only known one is'} {names}", item=item)
    fix = Fix(Applicability.UNSAFE, (Edit(span, similar[0]),)) if span.start else None
    return CODE.at(span, what, help=f"a known one has a similar name: `{similar[0]}`", item=item, fix=fix)
