"""A reference whose kind does not exist.

The word before the colon names a collection by its prefix: `chapter:`, `term:`, `resource:`.

Bad: `[](chaptr:finetuning)`

Good: `[](chapter:finetuning)`

Use one of the book's prefixes.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("REF306", "unknown-prefix", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, prefix: str, near: Sequence[str], known: Sequence[str]) -> Diagnostic:
    """The finding at a reference; names the nearest prefix, else all of them."""
    help_text = f"a prefix has a similar name: `{near[0]}`" if near else f"the prefixes are {', '.join(f'`{name}`' for name in known)}"
    return CODE.at(span, f"`{prefix[:40]}:` names no kind of entry", help=help_text, item=item)
