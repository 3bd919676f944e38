"""A file of a chart that is larger than its budget.

Charts stand in pages and in e-books that must stay quick. Each kind of file has a budget for every year it shows.

Bad: a comparison of ten years as one picture in a page.

Good: the two years that the page speaks about.

To repair it, draw fewer years or fewer series. If a plain chart of one year is over its budget, please report it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP511", "oversized-artifact", Severity.WARNING, __doc__ or "")


def fault(span: Span, name: str, size: int, budget: int, item: str | None = None) -> Diagnostic:
    """Report a file over its budget; both in bytes."""
    message = f"`{name}` has {size:,} bytes, {size - budget:,} over its budget"
    return CODE.at(span, message, help="draw fewer years or fewer series", item=item)
