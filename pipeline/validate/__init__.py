"""Book → diagnostics: each entry beside the schema of its collection, and the schemas themselves.

Only one entry is looked at at a time. Whether names exist, numbers run without gap and attacks are answered is asked
later, of the whole book.
"""

from collections.abc import Iterator
from functools import cache

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book, Collection
from pipeline.validate.faults import FAULTS
from pipeline.validate.judge import Judge, judge
from pipeline.validate.schemas import schema_faults, unsound

__all__ = ["FAULTS", "schema_faults", "validate"]

SETTINGS = "book"


def validate(book: Book) -> Iterator[Diagnostic]:
    """A book as read → SCH101-SCH111 and EDN601-EDN603 of its settings, its entries and its misfits, in the order of the files read.

    Collections whose schema can't be used are passed over; `schema_faults` says what is wrong with it.
    """
    kinds: dict[str, Collection | None] = {SETTINGS: None, **{kind.name: kind for kind in book.collections}}
    sound = (kinds.keys() & book.schemas.keys()) - unsound(book.schemas)

    @cache
    def judge_of(name: str) -> Judge | None:
        return judge(book, name, kinds[name]) if name in sound else None

    # Settings that could not be read have no text; the loader has said why.
    settings = [book.settings] if book.settings.data or book.settings.source.text else []
    for entry in (*settings, *book.entries):
        if (found := judge_of(entry.collection)) is not None:
            yield from found.entry(entry)
    for misfit in book.misfits:
        if (found := judge_of(misfit.collection)) is not None:
            yield from found.misfit(misfit)
