"""A link or an image that leads to a file the book does not have.

Paths are relative to the file they stand in, and upper and lower case count, on every machine alike.

Bad: `[Finetuning](../chapters/7-finetuning.md)`

Good: `[Finetuning](../chapters/07-finetuning.md)`

Correct the path, or add the file.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span

CODE = Code("LNK201", "missing-target", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, item: str, path: str, near: Sequence[str], *, exists: bool = False, safe: bool = False) -> Diagnostic:
    """The finding at a destination; `near` are paths that would work, best first. `exists`: there, but not published.

    `safe`: the only candidate differs in upper and lower case alone.
    """
    if exists:
        return CODE.at(span, f"`{path[:80]}` exists but is no part of the published book", help="link to an entry or a file below `content/`", item=item)
    help_text = f"a similar file exists: {', '.join(f'`{name}`' for name in near)}" if near else "correct the path, or add the file"
    fix = Fix(Applicability.SAFE if safe else Applicability.UNSAFE, (Edit(span, near[0]),)) if len(near) == 1 else None
    return CODE.at(span, f"the file `{path[:80]}` does not exist", help=help_text, item=item, fix=fix)
