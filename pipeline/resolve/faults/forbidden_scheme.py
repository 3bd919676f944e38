"""A link by a scheme that has no place in a book.

`javascript:` and `data:` run or carry code; `file:` leads to the author's own disk; `//host` depends on where it is read.

Bad: `[run](javascript:alert(1))`

Good: `[read](https://example.org/)`

Link by `https:`, `http:`, `mailto:`, `tel:` or `doi:`, or by a reference.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("LNK203", "forbidden-scheme", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, item: str, scheme: str) -> Diagnostic:
    """The finding at a destination, named by its scheme."""
    return CODE.at(span, f"a link by `{scheme[:40]}` is not allowed", help="link by `https:`, `mailto:`, `tel:` or `doi:`, or by a reference", item=item)
