"""Two entries of a collection with one name.

An id, a key or an alias names exactly one entry; with two, every reference to it is a guess.

Bad: `id: attention` in `papers.yaml` and again in `posts.yaml`

Good: `id: attention` and `id: attention-explained`

Give one of them another id.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF301", "duplicate-id", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, name: str, what: str, first: Span) -> Diagnostic:
    """The finding at the second use of a name; `what` is `id`, `alias` or the field of a key, in backticks."""
    return CODE.at(
        span,
        f"the {what} `{shown(name)}` is used twice",
        help=f"give one of the two another {what}; the first is {'in' if first.start is None else 'at'} {first}",
        item=item,
        related=(Label(first, "first use"),),
        label="second use",
    )
