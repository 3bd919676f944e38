"""A reference to an entry that is archived.

Its page stays, with a banner; there may be a better target.

Bad: a new chapter that sends readers to an archived tool

Good: a link to what replaced it

Look whether something newer fits.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("REF322", "archived-target", Severity.INFO, __doc__ or "")


def diagnose(span: Span, item: str, target: str) -> Diagnostic:
    """The finding at a reference to an archived entry."""
    return CODE.at(span, f"`{target}` is archived", help="look whether something newer fits", item=item)
