"""Book → diagnostics: each entry beside the schema of its collection, and the schemas themselves.

Only one entry is looked at at a time. Whether names exist, numbers run without gap and attacks are answered is asked
later, of the whole book.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book, Collection, Entry, Misfit
from pipeline.validate.faults import FAULTS
from pipeline.validate.judge import Judge, judge
from pipeline.validate.schemas import schema_faults, unsound

__all__ = ["FAULTS", "schema_faults", "validate"]

SETTINGS = "book"
MOST = 1000
"""Findings of one file that are told: whoever repairs a thousand will ask again."""


def validate(book: Book) -> Iterator[Diagnostic]:
    """A book as read → SCH101-SCH111 and EDN601-EDN603 of its settings, its entries and its misfits, in the order of the files read.

    Collections whose schema can't be used are passed over; `schema_faults` says what is wrong with it. Of a file with more than a
    thousand findings the rest is left for the next run.
    """
    kinds: dict[str, Collection | None] = {SETTINGS: None, **{kind.name: kind for kind in book.collections}}
    sound = (kinds.keys() & book.schemas.keys()) - unsound(book.schemas)

    @cache
    def judge_of(name: str) -> Judge | None:
        return judge(book, name, kinds[name]) if name in sound else None

    # Settings that could not be read have no text; the loader has said why.
    settings = [book.settings] if book.settings.data or book.settings.source.text else []
    told: Counter[str] = Counter()
    members: tuple[Entry | Misfit, ...] = (*settings, *book.entries, *book.misfits)
    for each in members:
        found = judge_of(each.collection) if told[each.source.path] < MOST else None
        if found is None:
            continue
        for finding in found.entry(each) if isinstance(each, Entry) else found.misfit(each):
            told[each.source.path] += 1
            yield finding
