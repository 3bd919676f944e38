"""A word in braces, or a filter, that the target can't fill.

In the text of a reference `{title}`, `{number}`, `{label}`, `{year}`, `{page}` and, for lists, `{count}` and `{count:field}`
are replaced; a filter behind `?` names a field of the collection.

Bad: `[{pages}](chapter:6)`

Good: `[{number}](chapter:6)`

Use a placeholder or a field that exists.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("REF317", "unknown-placeholder", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, known: Sequence[str]) -> Diagnostic:
    """The finding at a reference; `known` are the words that would work."""
    return CODE.at(span, f"`{name[:60]}` can't be filled in here", help=f"use one of {', '.join(f'`{word}`' for word in known)}", item=item)
