"""A byte-order mark at the start, or lines that end in different ways.

UTF-8 needs no byte-order mark; some readers show it as text or no longer see the front matter. Mixed line ends make
every later change look larger than it is.

Bad: a file saved as "UTF-8 with BOM"

Good: a file saved as "UTF-8", all lines ending alike

Save the file as plain UTF-8.
"""

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source

CODE = Code("YML002", "stray-bom-or-line-ending", Severity.WARNING, __doc__ or "")


def diagnose(source: Source) -> Diagnostic | None:
    """The finding in a source whose first character is a byte-order mark or whose line ends are mixed."""
    if source.text.startswith("\ufeff"):
        span = source.span(0, 1)
        return CODE.at(
            span, "the file begins with a byte-order mark", help="save it as plain UTF-8", fix=Fix(Applicability.SAFE, (Edit(span, ""),))
        )
    text = source.text
    windows, carriages = text.count("\r\n"), text.count("\r")
    if carriages == windows and (windows == 0 or windows == text.count("\n")):
        return None
    at = text.find("\r")
    span = source.span(at, at + (2 if text.startswith("\r\n", at) else 1))
    return CODE.at(span, "the lines of this file end in different ways", help="end all lines alike")
