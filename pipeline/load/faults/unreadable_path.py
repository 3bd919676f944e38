"""A file or folder that can't be read, or an output that can't be written.

Permissions, a missing folder or a full disk: the machine's matter, not the content's.

Bad: `content/book.yaml` is missing or not readable

Good: the file exists and may be read

Create the file, or give yourself the right to read it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD901", "unreadable-or-unwritable-path", Severity.ERROR, __doc__ or "")


def diagnose(path: str, reason: str) -> Diagnostic:
    """The finding for a path, with the system's reason in words."""
    return CODE.at(Span(path), f"`{path}` can't be read: {reason}", help="check that it exists and that you may read it")
