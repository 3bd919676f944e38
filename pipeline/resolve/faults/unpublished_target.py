"""A published entry that refers to a draft.

Drafts are in no output, so the link would lead nowhere.

Bad: `[](chapter:draft-chapter)` in a published chapter

Good: publish the draft (`status: published` or `coming-soon`), or wait with the link

Publish the target, or remove the reference.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("REF309", "unpublished-target", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, target: str) -> Diagnostic:
    """The finding at a reference to a draft."""
    return CODE.at(span, f"`{target}` is a draft and will not be published", help="publish it, or remove the reference", item=item)
