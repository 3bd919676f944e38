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
from pipeline.resolve.shown import shown

CODE = Code("REF317", "unknown-placeholder", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, known: Sequence[str]) -> Diagnostic:
    """The finding at a placeholder (in its braces) or a filter; `known` are the words that would work."""
    what = f"`{shown(name, 60)}` can't be filled in here" if name.startswith("{") else f"the list has no field `{shown(name, 60)}`"
    words = ", ".join(f"`{word}`" for word in known)
    return CODE.at(span, what, help=f"use {'one of ' if len(known) > 1 else ''}{words}", item=item)


def unlisted(span: Span, item: str, name: str, value: str, known: Sequence[str]) -> Diagnostic:
    """The finding at a filter whose value no entry may have; `known` are values that would work."""
    words = ", ".join(f"`{word}`" for word in known)
    return CODE.at(
        span, f"`{shown(name, 40)}` is never `{shown(value, 60)}`", help=f"use {'one of ' if len(known) > 1 else ''}{words}", item=item
    )
