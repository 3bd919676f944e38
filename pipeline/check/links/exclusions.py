"""Book → the exclusions of links that have run out. Looked at without a network, so that a forgotten one cannot hide a dead link."""

from collections.abc import Iterator

from pipeline.check.links import settings
from pipeline.check.unused_suppression import diagnose
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book


def expired(book: Book) -> Iterator[Diagnostic]:
    """A finding (BLD903) at each exclusion whose last day is past."""
    for exclusion in settings.of(book).exclusions:
        if not exclusion.holds(book.today):
            span = book.settings.span(*exclusion.way, "until")
            yield diagnose(span, f"this exclusion holds until {exclusion.until} only", "look at the links again, or set another day")
