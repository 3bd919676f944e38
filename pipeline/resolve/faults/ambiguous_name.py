"""A bare name that entries of several kinds answer to.

Where a field may name entries of more than one collection, the prefix says which one is meant.

Bad: `related: [rag]`, where both a chapter and a term are called `rag`

Good: `related: ["term:rag"]`

Write the prefix before the name.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF311", "ambiguous-name", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, keys: Sequence[str]) -> Diagnostic:
    """The finding at a reference; `keys` are all the entries it may mean."""
    return CODE.at(span, f"`{shown(name)}` names {len(keys)} entries", help=f"write {' or '.join(f'`{key}`' for key in keys)}", item=item)
