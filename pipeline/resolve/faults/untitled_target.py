"""A link without text to something that has no title to put there.

The empty text of a reference is filled from its target; a web address or a file has no title.

Bad: `[](https://example.org/)`

Good: `[the example site](https://example.org/)`

Write the link's text.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF312", "untitled-target", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, target: str) -> Diagnostic:
    """The finding at a destination whose link has no text."""
    advice = "write what the reader will find there between the brackets"
    return CODE.at(span, f"the link to `{shown(target, 60)}` has no text", help=advice, item=item)
