"""A field name that is not text to every YAML reader.

`1:`, `~:`, `true:` are numbers, nothing and a truth value; `yes:`, `no:`, `on:` are truth values to YAML 1.1 readers.

Bad:

    yes: it works

Good:

    "yes": it works

Put the key in quotes, or choose another name.
"""

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span

CODE = Code("YML008", "non-string-key", Severity.ERROR, __doc__ or "")


def diagnose(span: Span, text: str) -> Diagnostic:
    """The finding at a key, as it is written."""
    quotable = text[:1] not in {"[", "{", "?"}
    return CODE.at(
        span,
        f"the key `{text[:60]}` is not text to every YAML reader",
        help="put the key in quotes",
        fix=Fix(Applicability.SAFE, (Edit(span, f'"{text}"'),)) if quotable and text else None,
    )
