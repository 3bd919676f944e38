"""A severity that `content/book.yaml` sets, and that can have no effect.

A code that does not exist, or a pattern that fits no file, is a slip of the pen: what it was meant to quiet goes on, or what it was meant
to raise never stops anyone. Some codes are locked: what they report makes a text unreadable or dangerous, and stays an error.

Bad:

    check:
      severity: {SCH199: "off"}

Good:

    check:
      severity: {SCH110: warning, REF303: "off"}
      paths:
        - {glob: "content/notes/**", severity: {IMG401: warning}}

The severities are `error`, `warning`, `info` and `off`; write the last one in quotes, for some readers of YAML take it as `false`.
`pipeline explain` lists the codes. In a pattern `*` stands for any part of a name, `**` for any folders. Of several severities that
fit a finding the last one counts. What is wrong with `content/book.yaml` itself, or with a schema, always keeps its severity.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD906", "invalid-severity", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, message: str, advice: str) -> Diagnostic:
    """The finding at a setting that has no effect."""
    return CODE.at(span, message, help=advice, item="book:book")
