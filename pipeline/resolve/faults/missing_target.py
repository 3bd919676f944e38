"""A link or an image that leads to a file the book does not have.

Paths are relative to the file they stand in, and upper and lower case count, on every machine alike.

Bad: `[Finetuning](../chapters/7-finetuning.md)`

Good: `[Finetuning](../chapters/07-finetuning.md)`

Correct the path, or add the file.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("LNK201", "missing-target", Severity.ERROR, __doc__ or "")
LONGEST = 300
"""Characters of a path that are shown: what tells two long names apart may stand at their ends."""


def diagnose(
    span: Span, item: str, path: str, near: Sequence[str], *, exists: bool = False, safe: bool = False, whole: str | None = None
) -> Diagnostic:
    """The finding at a destination; `near` are paths that would work, best first. `exists`: there, but not published.

    `safe`: the only candidate differs in upper and lower case alone. `whole` is the repaired destination, where there is exactly one.
    """
    if exists:
        advice = "link to an entry or a file below `content/`, or to its address on the web"
        return CODE.at(span, f"`{shown(path)}` exists but is no part of the published book", help=advice, item=item)
    if safe:
        message = f"the file `{shown(path, LONGEST)}` does not exist in this spelling"
        help_text = f"write {_either(near)}: upper and lower case count, on GitHub and on the web"
    else:
        message = f"the file `{shown(path, LONGEST)}` does not exist"
        similar = "a similar file exists" if len(near) == 1 else "similar files exist"
        help_text = f"{similar}: {_either(near)}" if near else "correct the path, or add the file"
    fix = Fix(Applicability.SAFE if safe else Applicability.UNSAFE, (Edit(span, whole),)) if whole else None
    return CODE.at(span, message, help=help_text, item=item, fix=fix)


def _either(names: Sequence[str]) -> str:
    """Names in backticks, joined by commas and `or`."""
    *others, last = (f"`{shown(name, LONGEST)}`" for name in names)
    return f"{', '.join(others)} or {last}" if others else last


def empty(span: Span, item: str) -> Diagnostic:
    """The finding at a link or an image without a destination."""
    return CODE.at(span, "this leads nowhere: it has no destination", help="write the destination between the parentheses", item=item)
