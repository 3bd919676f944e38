"""An ISBN that begins as no other book of this publisher does.

Publishers get their numbers in blocks. A number from another block often belongs to another book: the check digit is right, and
the edition is wrong. The blocks of each publisher stand in `isbn_prefixes` of `content/book.yaml`.

Bad:

    publisher: dpunkt
    isbn13: "9781801819312"

Good:

    publisher: dpunkt
    isbn13: "9783960092766"

Check the number in the imprint. If the publisher does use this block, add it to `isbn_prefixes`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.similar import nearest
from pipeline.validate.case import Case, either, shown

CODE = Code("EDN602", "foreign-isbn-prefix", Severity.WARNING, __doc__ or "")


def diagnose(case: Case, isbn: str, publisher: str, prefixes: tuple[str, ...]) -> Diagnostic:
    """The ISBN begins with none of the publisher's prefixes."""
    message = f"the ISBN {shown(isbn)} does not begin as those of {shown(publisher)}"
    return case.at(CODE, ("isbn13",), message, f"this publisher's numbers begin with {either(prefixes)}")


def unlisted(case: Case, publisher: str, publishers: tuple[str, ...]) -> Diagnostic:
    """No prefix is known of the publisher."""
    near = nearest(publisher, publishers)
    help_ = f"a publisher has a similar name: {either(near)}" if near else "add its prefixes to `isbn_prefixes` in `content/book.yaml`"
    return case.at(CODE, ("publisher",), f"no ISBN prefix is listed for the publisher {shown(publisher)}", help_)
