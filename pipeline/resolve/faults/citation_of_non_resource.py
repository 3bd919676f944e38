"""A citation of something that is no resource.

`[@id]` names a resource and nothing else, so that a mistyped reference never turns into a citation.

Bad: `[@finetuning]`, which is a chapter

Good: `[](chapter:finetuning)`, or `[@lora]`

Write an ordinary reference.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("REF319", "citation-of-non-resource", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, meant: str) -> Diagnostic:
    """The finding at a citation; `meant` is the reference the author probably wanted."""
    return CODE.at(span, f"`@{name}` cites something that is no resource", help=f"write `[]({meant})`", item=item)
