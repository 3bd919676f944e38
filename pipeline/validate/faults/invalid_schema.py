"""A schema that can't be used as it stands.

Schemas decide what is checked, so a slip in one switches a check off without a word: `requird` or `x-reff` mean nothing to
anybody. A prefix that two collections share makes references ambiguous, two collections with one route overwrite each other's
pages, a `$ref` that leads nowhere checks nothing, and a pattern with a repetition inside a repetition can run for ever.

Bad:

    {"type": "object", "requird": ["title"]}

Good:

    {"type": "object", "additionalProperties": false, "required": ["title"], "properties": {"title": {"type": "string"}}}

Correct the schema; the message names the file and the place in it. Nothing is fetched from the network: every `$ref` leads
into a file of `schemas/`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.schema import SUFFIX
from pipeline.model.span import Span

CODE = Code("BLD902", "invalid-schema", Severity.ERROR, __doc__ or "")


def diagnose(name: str, pointer: str, message: str, help_: str | None = None) -> Diagnostic:
    """A fault of the schema `name` at a place in it (a JSON pointer; empty for the whole)."""
    where = f" at `{pointer}`" if pointer else ""
    return CODE.at(Span(f"schemas/{name}{SUFFIX}"), f"{message}{where}", help=help_)
