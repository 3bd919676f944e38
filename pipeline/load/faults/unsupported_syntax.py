"""YAML that content never needs: an explicit tag, a directive, a second document.

Tags may start programs in careless readers; a second document would be dropped by most.

Bad:

    title: !!str 42

Good:

    title: "42"

Remove it; quote a value that must stay text.
"""

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("YML007", "unsupported-syntax", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, what: str) -> Diagnostic:
    """The finding at the construct, named in words."""
    advice = "move it into a file of its own" if "document" in what else "remove it; quote a value that must stay text"
    return CODE.at(span, f"{what[:80]} is not allowed in content", help=advice, note=UNREAD)
