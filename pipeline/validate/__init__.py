"""Book → diagnostics: each entry beside the schema of its collection, and the schemas themselves.

Only one entry is looked at at a time. Whether names exist, numbers run without gap and attacks are answered is asked
later, of the whole book.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book
from pipeline.validate.faults import FAULTS
from pipeline.validate.judge import Judge, judge
from pipeline.validate.schemas import schema_faults, unsound

__all__ = ["FAULTS", "schema_faults", "validate"]

SETTINGS = "book"


def validate(book: Book) -> Iterator[Diagnostic]:
    """A book as read → SCH101-SCH111 and EDN601-EDN603 of its settings, its entries and its misfits, in the order of the files read.

    Collections whose schema can't be used are passed over; `schema_faults` says what is wrong with it.
    """
    broken = unsound(book.schemas)
    judges: dict[str, Judge] = {
        kind.name: judge(book, kind.name, kind) for kind in book.collections if kind.name in book.schemas and kind.name not in broken
    }
    if SETTINGS in book.schemas and SETTINGS not in broken:
        judges[SETTINGS] = judge(book, SETTINGS, None)
        # Settings that could not be read have no text; the loader has said why.
        if book.settings.data or book.settings.source.text:
            yield from judges[SETTINGS].entry(book.settings)
    for entry in book.entries:
        if entry.collection in judges:
            yield from judges[entry.collection].entry(entry)
    for misfit in book.misfits:
        if misfit.collection in judges:
            yield from judges[misfit.collection].misfit(misfit)
