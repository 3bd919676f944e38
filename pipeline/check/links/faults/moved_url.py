"""An address that has moved for good.

Every redirect on its way says so (301 or 308), and the page is there. Redirects are kept up for some years and then fall away; who links
to the new address needs none.

Bad: `[the book](http://bread.example.org/book)` where that leads to `https://bread.example.org/books/1`

Good: `[the book](https://bread.example.org/books/1)`

`pipeline links --fix` writes the new address once the move was seen on two days (`--now` does so at once). `link: {keep_short: true}`
in a resource keeps a shortened address as it is.
"""

from pipeline.check.links.collect import Link
from pipeline.check.links.repair import repaired
from pipeline.check.links.shown import shown
from pipeline.check.links.verdicts import Judgement
from pipeline.model.diagnostic import Code, Diagnostic, Severity

CODE = Code("LNK210", "moved-url", Severity.WARNING, __doc__ or "")


def diagnose(link: Link, judgement: Judgement, *, sure: bool) -> Diagnostic:
    """The finding at a link that has moved; `sure` says that it was seen on two days."""
    final = judgement.final or ""
    advice = f"write its new address: {shown(final)}"
    return CODE.at(link.span, f"`{shown(link.target)}` has moved", help=advice, item=link.item, fix=repaired(link, final, sure=sure))
