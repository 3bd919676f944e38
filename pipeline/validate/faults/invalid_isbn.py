"""An ISBN that can't be one.

The last digit of an ISBN is computed from the others, so most slips of the pen can be found. A wrong number sends readers
to another book, or to none.

Bad:

    isbn13: "9783960092765"

Good:

    isbn13: "9783960092766"

Copy the number from the imprint of the book. The digit that would fit is named, but the slip may be in any other digit. While
the number is not known, write `tbc`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Path
from pipeline.validate.case import Case, shown, way
from pipeline.validate.values.flaw import Flaw

CODE = Code("EDN601", "invalid-isbn", Severity.ERROR, __doc__ or "")


def diagnose(case: Case, path: Path, value: str, flaw: Flaw) -> Diagnostic:
    """The value at a path is no ISBN-13, for the reason of the flaw."""
    return case.at(CODE, path, f"{shown(value)} in `{way(path)}` is not an ISBN: {flaw.reason}", flaw.help)
