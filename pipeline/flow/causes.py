"""One cause, one finding: what later stages say is left out where an earlier error explains it; and what an error keeps from the book."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from pipeline.flow.verdict import Health
from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.document import Book
from pipeline.model.span import Span


def further(later: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of later stages, but for those whose place holds the place of an earlier error: that is the cause.

    Advice about an entry waits until the entry has no errors.
    """
    errors = sorted((finding for finding in earlier if finding.severity is Severity.ERROR), key=lambda finding: finding.span.key)
    faulty = {finding.item for finding in errors if finding.item is not None}
    whole = {finding.span for finding in errors}
    places = [finding.span for finding in errors if finding.span.start is not None]
    for finding in later:
        idle = finding.severity is Severity.INFO and finding.item in faulty
        if not idle and finding.span not in whole and not _holds(finding.span, places):
            yield finding


def _holds(span: Span, places: list[Span]) -> bool:
    """Whether one of some sorted places lies within a span."""
    if span.start is None or span.end is None:
        return False
    begin = bisect_left(places, (span.path, span.start.line, span.start.column), key=lambda place: place.key[:3])
    end = (span.path, span.end.line, span.end.column)
    inside = takewhile(lambda place: place.key[:3] <= end, islice(places, begin, None))
    return any((place.path, *place.key[3:]) <= end for place in inside)


def health(found: Iterable[Diagnostic], book: Book) -> Health:
    """What findings say of the settings and the schemas of a book."""
    faulty = {finding.span.path for finding in found if finding.severity is Severity.ERROR}
    if any(path.startswith("schemas/") for path in faulty):
        return Health.SCHEMAS
    return Health.SETTINGS if book.settings.source.path in faulty else Health.SOUND


def broken(found: Iterable[Diagnostic], kept: Iterable[Diagnostic]) -> frozenset[str]:
    """The entries with an error of their own fields; a reference that leads nowhere breaks only itself.

    What is wrong with the shape of an entry counts even where the book's settings or a comment silence it: no writer could go on.
    """
    shape = ("YML", "SCH101", "SCH102", "SCH107", "SCH109")
    families = ("YML", "SCH", "EDN", "HMP")
    told = (*(finding for finding in found if finding.code.code.startswith(shape)), *kept)
    errors = (finding for finding in told if finding.severity is Severity.ERROR and finding.code.code.startswith(families))
    return frozenset(finding.item for finding in errors if finding.item is not None)


def ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, each once."""
    return tuple({(finding.key): finding for finding in sorted(found, key=lambda finding: finding.key)}.values())


def files(found: Iterable[Diagnostic]) -> frozenset[str]:
    """The files that some findings are in."""
    return frozenset(finding.span.path for finding in found)
