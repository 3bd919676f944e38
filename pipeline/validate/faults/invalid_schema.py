"""A schema that can't be used as it stands.

Schemas decide what is checked, so a slip in one switches a check off without a word: `requird` or `x-reff` mean nothing to
anybody. A prefix that two collections share makes references ambiguous, two collections with one route overwrite each other's
pages, a `$ref` that leads nowhere checks nothing, and a pattern with a repetition inside a repetition can run for ever.

Bad:

    {"type": "object", "requird": ["title"]}

Good:

    {"type": "object", "additionalProperties": false, "required": ["title"], "properties": {"title": {"type": "string"}}}

Correct the schema. While one is wrong, no content is checked: nobody could say what it should be. Nothing is fetched from the network:
every `$ref` leads into a file of `schemas/`.
"""

from collections.abc import Iterable

from pipeline.model.diagnostic import UNCHECKED, Code, Diagnostic, Label, Severity
from pipeline.model.span import Span

CODE = Code("BLD902", "invalid-schema", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, message: str, help_: str | None = None, related: Iterable[Label] = ()) -> Diagnostic:
    """A fault at a place in a schema."""
    return CODE.at(span, message, help=help_, related=related, note=UNCHECKED)
