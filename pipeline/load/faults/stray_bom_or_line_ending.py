"""A byte-order mark at the start, or lines that end in different ways.

UTF-8 needs no byte-order mark; some readers show it as text or no longer see the front matter. Mixed line ends make
every later change look larger than it is.

Bad: a file saved as "UTF-8 with BOM"

Good: a file saved as "UTF-8", all lines ending alike

Save the file as plain UTF-8.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import LINE_END, Source

CODE = Code("YML002", "stray-bom-or-line-ending", Severity.WARNING, __doc__ or "")
NAMES = {"\n": "LF", "\r\n": "CR LF", "\r": "CR"}


def diagnose(source: Source) -> Iterator[Diagnostic]:
    """The findings in a source whose first character is a byte-order mark, or whose lines do not all end alike."""
    if source.text.startswith("\ufeff"):
        span = source.span(0, 1)
        fix = Fix(Applicability.SAFE, (Edit(span, ""),))
        yield CODE.at(span, "the file begins with a byte-order mark", help="save it as plain UTF-8", fix=fix)
    if "\r" in source.text:
        yield from _mixed(source)


def _mixed(source: Source) -> Iterator[Diagnostic]:
    """At the first line that ends otherwise than the first one; the fix makes all of them end like most."""
    ends = list(LINE_END.finditer(source.text))
    kinds = [end[0] for end in ends]
    if len(set(kinds)) == 1:
        return
    usual = max(sorted(set(kinds)), key=kinds.count)
    stray = [end for end in ends if end[0] != usual]
    fix = Fix(Applicability.SAFE, tuple(Edit(source.span(end.start(), end.end()), usual) for end in stray))
    message = f"this line ends in {NAMES[stray[0][0]]}, others in {NAMES[usual]}"
    yield CODE.at(source.span(stray[0].start(), stray[0].end()), message, help="end all lines alike", fix=fix)
