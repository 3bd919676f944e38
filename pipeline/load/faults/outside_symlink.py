"""A symbolic link that leads out of the book, to nothing, or round in a circle.

Its content would be published although it is no part of the repository, and on another machine it is missing.

Bad: `content/assets/cover.png -> /home/me/pictures/cover.png`

Good: the picture itself in `content/assets/`

Copy the file into the book.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD904", "outside-symlink", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(path: str, where: str) -> Diagnostic:
    """The finding for a link that leads `where` (in words); what it points to is never read or printed."""
    return CODE.at(Span(path), f"this symbolic link leads {where}", help="copy the file into the book, or remove the link")
