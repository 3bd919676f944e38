"""A reference to an entry that does not exist.

Readers would get a link to nowhere, so the link is left out of the book until it is repaired.

Bad: `[](resource:chinchila)`

Good: `[](resource:chinchilla)`

Correct the name, or add the entry.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF302", "unknown-id", Severity.ERROR, __doc__ or "")


def diagnose(
    span: Span, item: str, label: str, name: str, near: Sequence[str], whole: str | None = None, similar: str | None = None
) -> Diagnostic:
    """The finding at a reference. `label` is the kind of entry sought; `near` are "id (title)" of similar ones, best first.

    `whole` is the destination with the only candidate in it, where there is exactly one; `similar` the kind of those found,
    if it is another one.
    """
    help_text = (
        f"{_one(similar or label)} has a similar name: {', '.join(near)}"
        if near
        else f"correct the name, or add {_one(label)} `{shown(name)}`"
    )
    fix = Fix(Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, f"no {label} is called `{shown(name)}`", help=help_text, item=item, fix=fix)


def _one(label: str) -> str:
    """A label with its article."""
    return f"{'an' if label[:1].lower() in set('aeiou') else 'a'} {label}"
