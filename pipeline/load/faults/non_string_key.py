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


def diagnose(span: Span, text: str | None) -> Diagnostic:
    """The finding at a key, as it is written; `None` for a list or a mapping in the place of one."""
    if text is None:
        return CODE.at(span, "a list or mapping cannot be the name of a field", help="put the whole value in quotes if it is text")
    fix = Fix(Applicability.SAFE, (Edit(span, f'"{text}"'),)) if text else None
    shown = f"the key `{text[:60]}`" if text else "an empty key"
    return CODE.at(
        span, f"{shown} is not text to every YAML reader", help="put the key in quotes" if text else "give the field a name", fix=fix
    )
