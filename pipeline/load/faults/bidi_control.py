r"""A character that turns the direction of writing.

What a reader sees is then not what a program reads: text can be made to look like other text. Scripts that run from right
to left need no such character; browsers and e-readers order them by themselves. The same goes for a reference that stands
for one, such as `&rlm;`.

Bad: a title with U+202E in it, shown as `\u202e`

Good: the same title, typed by hand

Remove the character.
"""

from itertools import islice

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.safety import DIRECTION
from pipeline.model.span import Source, Span

CODE = Code("UNI001", "bidi-control", Severity.ERROR, __doc__ or "")

MOST = 1000


def diagnose(source: Source) -> list[Diagnostic]:
    """A finding for each such character of a source, up to a thousand."""
    found = []
    for match in islice(DIRECTION.finditer(source.text), MOST):
        span = source.span(match.start(), match.end())
        message = f"the character `\\u{ord(match[0]):04x}` turns the direction of writing"
        found.append(CODE.at(span, message, help="remove it", fix=Fix(Applicability.UNSAFE, (Edit(span, ""),))))
    return found


def referred(span: Span, reference: str, character: str) -> Diagnostic:
    """The finding at a character reference in Markdown."""
    message = f"the reference `{reference}` stands for U+{ord(character):04X}, which turns the direction of writing"
    return CODE.at(span, message, help="remove it", fix=Fix(Applicability.UNSAFE, (Edit(span, ""),)))
