"""Publisher and ISBN of an edition → EDN602 when the number begins as none of this publisher's does."""

from collections.abc import Iterator, Mapping

from pipeline.model.diagnostic import Diagnostic
from pipeline.validate.case import Case
from pipeline.validate.faults import foreign_isbn_prefix
from pipeline.validate.values import isbn13

FIELDS = ("publisher", "isbn13")


def judge(case: Case) -> Iterator[Diagnostic]:
    """Compare with `isbn_prefixes` of the settings; without those there is nothing to compare."""
    publisher, isbn, listed = case.entry.data.get("publisher"), case.entry.data.get("isbn13"), case.settings.get("isbn_prefixes")
    number = isbn13.digits(isbn) if isinstance(isbn, str) else None
    if not isinstance(publisher, str) or not isinstance(listed, Mapping) or not listed or number is None:
        return
    prefixes = listed.get(publisher)
    if prefixes is None:
        yield foreign_isbn_prefix.unlisted(case, publisher, tuple(listed))
    elif (
        isinstance(prefixes, list)
        and prefixes
        and not number.startswith(tuple(prefix.replace("-", "") for prefix in prefixes if isinstance(prefix, str)))
    ):
        yield foreign_isbn_prefix.diagnose(case, str(isbn), publisher, tuple(map(str, prefixes)))
