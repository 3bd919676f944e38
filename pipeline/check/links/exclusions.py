"""Book → the exclusions of links that have run out. Looked at without a network, so that a forgotten one cannot hide a dead link."""

from collections.abc import Iterator, Mapping

from pipeline.check.unused_suppression import diagnose
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book

KEY = "link_check"


def expired(book: Book) -> Iterator[Diagnostic]:
    """A finding (BLD903) at each exclusion whose last day is past."""
    data = book.settings.data.get(KEY)
    listed = data.get("exclude") if isinstance(data, Mapping) else None
    for number, each in enumerate(listed if isinstance(listed, list) else ()):
        until = each.get("until") if isinstance(each, Mapping) else None
        if isinstance(until, str) and book.today and until < book.today:
            span = book.settings.span(KEY, "exclude", number, "until")
            yield diagnose(span, f"this exclusion holds until {until} only", "look at the links again, or set another day")
