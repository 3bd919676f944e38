"""A link to a place in a page that the page does not have.

Headings get the anchors GitHub gives them; outline rows have their ids.

Bad: `[](#retrieval)` on a page with the heading "Retrieval algorithms"

Good: `[](#retrieval-algorithms)`

Correct the anchor.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("LNK202", "missing-anchor", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, anchor: str, near: Sequence[str], whole: str | None = None, page: str = "") -> Diagnostic:
    """The finding at a destination; `near` are similar anchors of the page, best first; `whole` a repaired destination.

    `page` is the path of the page, as written; empty for the page the link stands on.
    """
    similar = "a similar place exists" if len(near) == 1 else "similar places exist"
    listed = ", ".join(f"`#{shown(name)}`" for name in near)
    help_text = f"{similar}: {listed}" if near else "name a heading of that page, or link without the anchor"
    where = f"`{shown(page)}`" if page else "this page"
    fix = Fix(Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, f"{where} has no place called `#{shown(anchor)}`", help=help_text, item=item, fix=fix)
