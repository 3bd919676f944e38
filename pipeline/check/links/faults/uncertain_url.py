"""An address that may be dead, or that leads to something else than was meant.

It redirects to a start page or to another site, has no valid certificate, could not be reached, lacks the anchor that the link names, or
must not be asked for (a private address, a strange port). None of these is proof, so none of them fails a check.

Bad: `[the talk](https://bread.example.org/talks/7)` where that leads to `https://bread.example.org/`

Good: `[the talk](https://bread.example.org/archive/talks/7)`

Look at the page with your own eyes. If it is right, `pipeline links confirm URL --reason TEXT` says so for half a year; if nobody can
check it, exclude it with a reason (`link_check` in content/book.yaml).
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("LNK211", "uncertain-url", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, item: str, target: str, about: str) -> Diagnostic:
    """The finding at a link that nobody can be sure of; `about` says why."""
    advice = "look at the page; `pipeline links confirm` says that it is right"
    return CODE.at(span, f"`{target}` {about}", help=advice, item=item)
