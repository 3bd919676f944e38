"""An export that ends too early, or goes on after its end.

A download that broke off looks like a habit that broke off. Nothing is drawn from such a file.

Bad (the closing bracket is missing):

    [{"conversation_id": "1", "create_time": 1741600000.5, "mapping": {}}

Good:

    [{"conversation_id": "1", "create_time": 1741600000.5, "mapping": {}}]

To repair it, download or copy the file again.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP508", "truncated-export", Severity.ERROR, __doc__ or "")


def fault(span: Span, name: str, reason: str, item: str | None = None) -> Diagnostic:
    """Report an input that is not whole."""
    return CODE.at(span, f"`{name}` is not whole: {reason}", help="download or copy it again", item=item)
