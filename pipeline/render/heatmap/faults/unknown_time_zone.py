"""A time zone that does not exist.

The zone decides on which day a message counts, so there is no safe guess.

Bad:

    view: {timezone: PST}

Good:

    view: {timezone: America/Los_Angeles}

To repair it, write a name of the IANA database, such as `Europe/Berlin`, or `UTC`; the help line shows the nearest. In a book,
`local` is not allowed, because every machine has another one.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP510", "unknown-time-zone", Severity.ERROR, __doc__ or "")


def fault(span: Span, name: str, similar: list[str], item: str | None = None) -> Diagnostic:
    """Report a zone that the time zone database does not have."""
    # Abbreviations look like each other and mean zones far apart.
    names = "" if name.isupper() else " or ".join(f"`{each}`" for each in similar)
    known = f"a zone has a similar name: {names}" if names else "write an IANA name such as `Europe/Berlin`, or `UTC`"
    return CODE.at(span, f"no time zone is called `{name}`", help=known, item=item)


def stated(span: Span, item: str | None = None) -> Diagnostic:
    """Report a zone in a data file, whose text is not repeated."""
    advice = "write an IANA name such as `Europe/Berlin`, or `UTC`"
    return CODE.at(span, "the time zone of this file does not exist", help=advice, item=item)
