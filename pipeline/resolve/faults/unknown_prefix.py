"""A reference whose kind does not exist.

The word before the colon names a collection by its prefix: `chapter:`, `term:`, `resource:`.

Bad: `[](chaptr:finetuning)`

Good: `[](chapter:finetuning)`

Use one of the book's prefixes.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF306", "unknown-prefix", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, prefix: str, near: Sequence[str], known: Sequence[str], whole: str | None = None) -> Diagnostic:
    """The finding at a reference; names the nearest prefix, else all of them. `whole` is the destination with the only one near."""
    help_text = f"a prefix has a similar name: `{near[0]}`" if near else f"the prefixes are {', '.join(f'`{name}`' for name in known)}"
    fix = Fix(Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, f"`{shown(prefix, 40)}:` names no kind of entry", help=help_text, item=item, fix=fix)


def missing(span: Span, item: str, name: str, keys: Sequence[str], known: Sequence[str]) -> Diagnostic:
    """The finding at a reference without a prefix where there must be one; `keys` are the entries that are called so."""
    written = " or ".join(f"`{key}`" for key in keys) or f"one of {', '.join(f'`{prefix}:`' for prefix in known)} before it"
    fix = Fix(Applicability.UNSAFE, (Edit(span, keys[0]),)) if len(keys) == 1 else None
    return CODE.at(span, f"`{shown(name)}` does not say what kind of entry it is", help=f"write {written}", item=item, fix=fix)
