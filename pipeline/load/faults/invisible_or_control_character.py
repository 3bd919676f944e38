"""A character that nobody sees and no book needs: a control character, a zero-width space, a soft hyphen in a name.

It makes equal words unequal, breaks searches and links, and in some outputs is not allowed at all.

Bad: a title with U+0007 or U+200B in it

Good: the same title, typed by hand

Remove the character.
"""

import re

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source

CODE = Code("UNI002", "invisible-or-control-character", Severity.ERROR, __doc__ or "")

# XML 1.0, section 2.2: these have no place in any output; U+200B, U+2060 and U+FEFF are invisible everywhere.
FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u200b\u2060\ufffe\uffff]|(?<!^)\ufeff")


def diagnose(source: Source) -> list[Diagnostic]:
    """A finding for each such character of a source."""
    found = []
    for match in FORBIDDEN.finditer(source.text):
        span = source.span(match.start(), match.end())
        found.append(
            CODE.at(
                span,
                f"the invisible character U+{ord(match[0]):04X} stands here",
                help="remove it",
                fix=Fix(Applicability.SAFE, (Edit(span, ""),)),
            )
        )
    return found
