"""A link to a place in a page that the page does not have.

Headings get the anchors GitHub gives them; outline rows have their ids.

Bad: `[](#retrieval)` on a page with the heading "Retrieval algorithms"

Good: `[](#retrieval-algorithms)`

Correct the anchor.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span

CODE = Code("LNK202", "missing-anchor", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, anchor: str, near: Sequence[str], whole: str | None = None) -> Diagnostic:
    """The finding at a destination; `near` are similar anchors of the page, best first; `whole` a repaired destination."""
    help_text = f"a similar one exists: {', '.join(f'`#{name}`' for name in near)}" if near else "name a heading of the page"
    fix = Fix(Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, f"the page has no place called `#{anchor[:80]}`", help=help_text, item=item, fix=fix)
