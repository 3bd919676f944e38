"""A reference by a former id.

Aliases keep old links alive; new text should use the id of today.

Bad: `[](chapter:rag)` where the chapter is now called `rag-and-agents`

Good: `[](chapter:rag-and-agents)`

Use the id of today.
"""

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF310", "outdated-alias", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, item: str, name: str, today: str, whole: str) -> Diagnostic:
    """The finding at a reference; `whole` is the destination with the id of today."""
    fix = Fix(Applicability.SAFE, (Edit(span, whole),))
    return CODE.at(span, f"`{shown(name)}` is a former name of `{today}`", help=f"write `{shown(whole)}`", item=item, fix=fix)
