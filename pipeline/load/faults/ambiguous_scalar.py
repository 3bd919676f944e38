"""A value that YAML 1.1 and YAML 1.2 read differently.

Content is read by YAML 1.2, where `no`, `012`, `1:30` and `1e3` keep their look or their plain meaning. Many other
readers of the same file (PyYAML, Ruby, Hugo, Jekyll) follow YAML 1.1 and see `false`, 10, 90 and text.

Bad:

    country: no

Good:

    country: "no"

Put the value in quotes, so that every reader sees the same text.
"""

import re

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Span

CODE = Code("YML009", "ambiguous-scalar", Severity.WARNING, __doc__ or "")

# YAML 1.1, "Language-Independent Types": bool, int (octal, sexagesimal), and floats that need a dot there.
BOOLEAN = re.compile(r"(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)\Z")
OCTAL = re.compile(r"[-+]?0[0-7]+\Z")
SEXAGESIMAL = re.compile(r"[-+]?[1-9][0-9]*(?::[0-5]?[0-9])+\Z")
EXPONENT = re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+\Z")


def other_reading(text: str) -> str | None:
    """What YAML 1.1 makes of a plain scalar, in words; `None` when both agree."""
    if BOOLEAN.match(text):
        return "`true`" if text.lower() in {"y", "yes", "on"} else "`false`"
    if OCTAL.match(text):
        return f"the number {int(text, 8)}"
    if SEXAGESIMAL.match(text):
        total = 0
        for part in text.lstrip("+-").split(":"):
            total = total * 60 + int(part)
        return f"the number {-total if text.startswith('-') else total}"
    return "text" if EXPONENT.match(text) else None


def diagnose(span: Span, text: str) -> Diagnostic:
    """The finding at a plain scalar, with both readings and the quotes that settle it."""
    here = f"the number {float(text):g}" if EXPONENT.match(text) else f"the text `{text}`"
    return CODE.at(
        span,
        f"`{text}` means {here} here and {other_reading(text)} to other readers",
        help="put the value in quotes",
        fix=Fix(Applicability.SAFE, (Edit(span, f'"{text}"'),)),
    )
