"""Markdown that is nested deeper than any reader can follow.

Lists in quotes in lists, dozens of levels deep, are a mistake or an attack; some renderers hang on them.

Bad: a list of a hundred levels

Good: a list of three

Flatten it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("MKD105", "excessive-nesting", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, depth: int) -> Diagnostic:
    """The finding at the first construct that is too deep."""
    return CODE.at(span, f"this is nested more than {depth} levels deep", help="flatten it")
