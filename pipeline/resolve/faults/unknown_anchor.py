"""A reference to a place an entry does not have.

The part behind `#` names a heading or a row of the outline.

Bad: `[](chapter:finetuning#when-to-fine-tune)`

Good: `[](chapter:finetuning#when-to-finetune)`

Correct the anchor.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF308", "unknown-anchor", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, target: str, anchor: str, near: Sequence[str], whole: str | None = None) -> Diagnostic:
    """The finding at a reference; `near` are similar anchors of the target, best first; `whole` a repaired destination."""
    similar = "a similar place exists" if len(near) == 1 else "similar places exist"
    listed = ", ".join(f"`#{shown(name)}`" for name in near)
    help_text = f"{similar}: {listed}" if near else "name one of its headings or outline rows, or refer to it without the anchor"
    fix = Fix(Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, f"`{target}` has no place called `#{shown(anchor)}`", help=help_text, item=item, fix=fix)
