"""An address that has moved for good.

Every redirect on its way says so (301 or 308), and the page is there. Redirects are kept up for some years and then fall away; who links
to the new address needs none.

Bad: `[the book](http://bread.example.org/book)` where that leads to `https://bread.example.org/books/1`

Good: `[the book](https://bread.example.org/books/1)`

`pipeline links --fix` writes the new address once the move was seen on two days (`--now` does so at once). `link: {keep_short: true}`
in a resource keeps a shortened address as it is.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Fix, Severity
from pipeline.model.span import Span

CODE = Code("LNK210", "moved-url", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, item: str, target: str, final: str, fix: Fix | None) -> Diagnostic:
    """The finding at a link that has moved; `final` is where to, `fix` writes that at its place."""
    return CODE.at(span, f"`{target}` has moved", help=f"write its new address: {final}", item=item, fix=fix)
