"""A link by a scheme that has no place in a book, or to an address that can't exist.

`javascript:` and `data:` run or carry code; `file:` leads to the author's own disk; `//host` depends on where it is read. An
address without a host, or a mail address without an `@`, leads nowhere at all.

Bad: `[run](javascript:alert(1))`

Good: `[read](https://example.org/)`

Link by `https:`, `http:`, `mailto:`, `tel:` or `doi:`, or by a reference.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("LNK203", "forbidden-scheme", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, item: str, scheme: str) -> Diagnostic:
    """The finding at a destination, named by its scheme."""
    advice = "link by `https:`, `mailto:`, `tel:` or `doi:`, or by a reference"
    return CODE.at(span, f"a link by `{shown(scheme, 40)}` is not allowed", help=advice, item=item)


def impossible(span: Span, item: str, address: str, reason: str) -> Diagnostic:
    """The finding at an address nobody can reach, with the reason in words."""
    return CODE.at(
        span, f"`{shown(address)}` is no possible address: {reason}", help="give the whole address, or remove the link", item=item
    )
