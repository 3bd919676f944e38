"""A value that YAML readers do not agree on.

Content is read by YAML 1.2, where `no`, `012`, `1:30` and `1e3` keep their look or their plain meaning. Many other
readers of the same file (PyYAML, Ruby, Hugo, Jekyll) follow YAML 1.1 and see `false`, 10, 90 and text.

Bad:

    country: no

Good:

    country: "no"

Put the value in quotes, so that every reader sees the same text; write a number out in full.
"""

import re
from decimal import Decimal
from typing import Any

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span

CODE = Code("YML009", "ambiguous-scalar", Severity.WARNING, __doc__ or "")

# YAML 1.1, "Language-Independent Types": bool, int, float, merge and value; and the integers of 1.2 that stay text here.
BOOLEAN = re.compile(r"(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)\Z")
OCTAL = re.compile(r"[-+]?0[0-7]{1,15}\Z")
SEXAGESIMAL = re.compile(r"[-+]?[1-9][0-9]{0,5}(?::[0-5]?[0-9]){1,3}\Z")
NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|0[0-9_]+|[0-9]{19,}"
    r"|(?=[^_]*_)[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+][0-9]+)?)?|\.(?:inf|Inf|INF)|(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]{3,})\Z"
    r"|(?=[^_]*_)\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?\Z|\.(?:nan|NaN|NAN)\Z"
)
# Numbers here that need a point and a sign of the exponent there, or no sign before the point.
TEXT = re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+\Z|[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)[eE][0-9]+\Z|[-+]\.[0-9]+(?:[eE][-+][0-9]+)?\Z")
SPECIAL = frozenset({"=", "<<"})
LONGEST = 40
DIGITS = 18
"""A longer number is text here."""


def other_reading(text: str, value: Any) -> str | None:
    """What other readers make of a plain scalar, in words, where we read `value`; `None` when all agree."""
    if BOOLEAN.match(text):
        return "`true`" if text.lower() in {"y", "yes", "on"} else "`false`"
    if OCTAL.match(text):
        return f"the number {int(text, 8)}"
    if SEXAGESIMAL.match(text):
        total = 0
        for part in text.lstrip("+-").split(":"):
            total = total * 60 + int(part)
        return f"the number {-total if text.startswith('-') else total}"
    if TEXT.match(text):
        # A number too large for us is text here, and infinity to others.
        return "a number" if isinstance(value, str) else "text"
    if NUMBER.match(text):
        return "a number"
    return "no value at all" if text in SPECIAL else None


def diagnose(span: Span, text: str, value: Any, other: str) -> Diagnostic:
    """The finding at a plain scalar, with both readings and what settles it: quotes, or the number written out."""
    shown = text[:LONGEST]
    if isinstance(value, str):
        return _said(span, shown, f"the text `{shown}`", other, "put the value in quotes", f'"{text}"')
    written = format(Decimal(text), "f")
    short = len(written) <= LONGEST and len(written.lstrip("-").partition(".")[0]) <= DIGITS
    return _said(span, shown, f"the number {value:g}", other, "write the number out", written if short else None)


def _said(span: Span, shown: str, here: str, other: str, advice: str, settled: str | None) -> Diagnostic:
    fix = Fix(Applicability.SAFE, (Edit(span, settled),)) if settled is not None else None
    return CODE.at(span, f"`{shown}` means {here} here and {other} to other readers", help=advice, fix=fix)
