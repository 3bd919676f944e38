"""The same field twice in one mapping.

Most YAML readers keep the last one and say nothing, so an edit to the first is lost.

Bad:

    title: Finetuning
    title: Finetuning, again

Good:

    title: Finetuning

Remove one of the two.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.span import Span

CODE = Code("YML004", "duplicate-key", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, key: str, first: Span) -> Diagnostic:
    """The finding at the second use of a key, with the first one as a label."""
    shown = " ".join(key.split())[:60]
    line = f"; the first `{shown}` is in line {first.start.line}" if first.start else ""
    return CODE.at(
        span,
        f"the field `{shown}` is given twice",
        help=f"remove one of the two{line}",
        related=(Label(first, "first use"),),
        label="second use",
    )
