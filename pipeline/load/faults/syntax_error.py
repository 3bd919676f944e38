"""Text that is not YAML.

Nothing after the fault can be trusted, so other checks of the file wait until it is repaired.

Bad:

    title: Deep Learning: the book

Good:

    title: "Deep Learning: the book"

Most often a value needs quotes: because of `: ` or ` #` in it, or because it starts with a special character.
"""

from collections.abc import Iterable

from pipeline.model.diagnostic import UNREAD, Applicability, Code, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.span import Span

CODE = Code("YML003", "syntax-error", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(
    span: Span, message: str, advice: str, edit: Edit | None = None, *, label: str = "", related: Iterable[Label] = ()
) -> Diagnostic:
    """The finding at the cause, what to do, and the edit that would do it (never applied unseen: it is a guess)."""
    fix = Fix(Applicability.UNSAFE, (edit,)) if edit else None
    return CODE.at(span, message, help=advice, fix=fix, label=label, related=related, note=UNREAD)
