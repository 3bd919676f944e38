"""A reference to an entry of a kind this field does not take.

The schema says which collections a field may name.

Bad: `chapters: [resource:lora]`

Good: `resources: [lora]`

Name an entry of the right kind, or move the reference to the field meant for it.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF307", "foreign-collection", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, label: str, allowed: Sequence[str]) -> Diagnostic:
    """The finding at a reference field; `label` is the kind that is named, `allowed` are those the field takes."""
    advice = f"name {' or '.join(map(_one, allowed))}, or put this into the field meant for it"
    return CODE.at(span, f"`{shown(name)}` is {_one(label)}, which this field does not take", help=advice, item=item)


def _one(label: str) -> str:
    """A label with its article."""
    return f"{'an' if label[:1] in set('aeiou') else 'a'} {label}"
