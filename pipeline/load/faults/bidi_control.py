r"""A character that turns the direction of writing.

What a reader sees is then not what a program reads: text can be made to look like other text. Scripts that run from right
to left need no such character; browsers and e-readers order them by themselves.

Bad: a title with U+202E in it, shown as `\u202e`

Good: the same title, typed by hand

Remove the character.
"""

import re
from itertools import islice

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source

CODE = Code("UNI001", "bidi-control", Severity.ERROR, __doc__ or "")

# Unicode Standard Annex #9, table 4, and the two marks; see also "Trojan Source" (CVE-2021-42574).
CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MOST = 1000


def diagnose(source: Source) -> list[Diagnostic]:
    """A finding for each such character of a source, up to a thousand."""
    found = []
    for match in islice(CONTROL.finditer(source.text), MOST):
        span = source.span(match.start(), match.end())
        message = f"the character `\\u{ord(match[0]):04x}` turns the direction of writing"
        found.append(CODE.at(span, message, help="remove it", fix=Fix(Applicability.UNSAFE, (Edit(span, ""),))))
    return found
