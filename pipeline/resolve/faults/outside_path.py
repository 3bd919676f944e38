"""A path that leads out of the book.

Nothing outside the repository is read or published, whatever the path looks like after decoding.

Bad: `![](../../../etc/passwd)`

Good: `![A diagram](../assets/diagram.svg)`

Copy the file into `content/assets/`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("IMG402", "outside-path", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, item: str) -> Diagnostic:
    """The finding at a destination; the path is not followed."""
    return CODE.at(span, "this path leads out of the book", help="copy the file into `content/assets/`", item=item)
