"""A file or folder that can't be read, or an output that can't be written.

Permissions, a missing folder or a full disk: the machine's matter, not the content's. A schema that is no JSON belongs here, too.

Bad: `content/book.yaml` is missing or not readable

Good: the file exists and may be read

Create the file, or give yourself the right to read it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD901", "unreadable-or-unwritable-path", Severity.ERROR, __doc__ or "")


def diagnose(path: str, reason: str, span: Span | None = None, note: str = "") -> Diagnostic:
    """The finding for a path (or a place in it), with the reason in words, and what it means for the rest of the check."""
    advice = (
        "correct the text from here on"
        if span
        else "create it"
        if reason == "it is missing"
        else "check what it is, and that you may read it"
    )
    return CODE.at(span or Span(path), f"`{path}` can't be read: {reason}", help=advice, note=note)
