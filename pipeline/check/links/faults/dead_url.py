"""An address outside the book that is dead.

A reader who follows it finds nothing. Only what is certain is called dead: a page that says twice that it is gone (404 or 410), a host
that nobody could reach on three days over six, a name that no longer exists a day later, a circle of redirects. A wall against robots,
a limit of requests or a flaky night never is.

Bad: `[the paper](https://bread.example.org/2019/old-page)` where the page answers 404

Good: `[the paper](https://bread.example.org/archive/2019/old-page)`

Correct the address, or link to a copy that an archive keeps (`archived` in a resource). `pipeline links why URL` shows the evidence.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("LNK209", "dead-url", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, target: str, about: str, copy: str | None = None) -> Diagnostic:
    """The finding at a dead link; `about` says what is wrong with it, `copy` where an archive keeps the page."""
    advice = f"correct the address, or link to the copy that an archive keeps: {copy}" if copy else "correct the address, or take it out"
    return CODE.at(span, f"`{target}` {about}", help=advice, item=item)
