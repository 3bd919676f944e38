"""A file that is larger, longer or deeper than content ever needs to be.

Data files may have 5 MB, chapters 2 MB, anything else 200 MB; YAML may be 32 levels deep and hold half a million values.
Beyond that it is a mistake, or an attack on whoever builds the book.

Bad: a data dump of 50 MB under `content/`

Good: several files of one collection, or a file under `content/data/`

Split the file.
"""

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("YML006", "oversized-input", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, limit: str) -> Diagnostic:
    """The finding at the place (or file) that breaks a limit, which is named in words."""
    return CODE.at(span, f"this is more than {limit}", help="split it into smaller files or flatten it", note=UNREAD)
