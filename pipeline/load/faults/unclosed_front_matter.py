"""Front matter that is opened and never closed.

A Markdown file's fields stand between two lines of `---`. Without the second one the whole file would be read as fields.

Bad:

    ---
    title: Finetuning
    When a model ...

Good:

    ---
    title: Finetuning
    ---
    When a model ...

Add a line `---` after the last field.
"""

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("YML010", "unclosed-front-matter", Severity.ERROR, __doc__ or "")


def diagnose(opening: Span) -> Diagnostic:
    """The finding at the opening line."""
    return CODE.at(
        opening, "this front matter is never closed", help="add a line `---` after the last field", label="opened here", note=UNREAD
    )
