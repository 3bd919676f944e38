"""Chapter numbers that do not run 1, 2, 3, ... without a gap.

A missing number looks like a missing chapter, in the table of contents and in every reference by number; a number given twice
makes `chapter:3` a guess.

Bad:

    chapters 1, 2 and 4

Good:

    chapters 1, 2 and 3

Renumber the chapters, or add the missing one (`status: draft` is enough). An epilogue or a preface has no number.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.document import Entry
from pipeline.model.site import Site

CODE = Code("REF305", "chapter-order-gap", Severity.ERROR, __doc__ or "")
COLLECTION = "chapters"
FIELD = "number"
LARGEST = 999
"""No book has more; a larger number is another fault."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding behind each gap, and at each number that is given twice (where a repeated key is not reported already)."""
    collection = next((kind for kind in site.collections if kind.name == COLLECTION), None)
    if collection is None:
        return
    numbered = sorted((entry for entry in site.book.entries if _number(entry)), key=lambda entry: entry.place.key)
    first = {_number(entry): entry for entry in reversed(numbered)}
    again = [entry for entry in numbered if first[_number(entry)] is not entry]
    missing = [number for number in range(1, max(first, default=0)) if number not in first]
    if FIELD not in collection.keys:
        yield from (_repeated(entry, first[_number(entry)], missing) for entry in again)
    # A number given twice and a number given to nobody are most likely one slip of the pen.
    if len(missing) > len(again):
        yield from _gaps(first, missing)


def _number(entry: Entry) -> int:
    """The number of a chapter; 0 for other entries."""
    number = entry.data.get(FIELD)
    if entry.collection != COLLECTION or not isinstance(number, int) or isinstance(number, bool):
        return 0
    return number if 0 < number <= LARGEST else 0


def _repeated(entry: Entry, first: Entry, missing: list[int]) -> Diagnostic:
    free = f"; {missing[0]} is free" if missing else ""
    return CODE.at(
        entry.span(FIELD),
        f"the chapter number {_number(entry)} is given twice",
        help=f"`{first.id}` has it already; give one of the two another number{free}",
        item=entry.name,
        related=(Label(first.span(FIELD), "first use"),),
        label="second use",
    )


def _gaps(first: dict[int, Entry], missing: list[int]) -> Iterator[Diagnostic]:
    begin = 0
    for number in missing:
        begin = begin or number
        if number + 1 in first:
            what = f"number {number}" if begin == number else f"numbers {begin} to {number}"
            entry, before = first[number + 1], first.get(begin - 1)
            yield CODE.at(
                entry.span(FIELD),
                f"no chapter has the {what}",
                help="renumber the chapters from here on, or add what is missing",
                item=entry.name,
                related=(Label(before.span(FIELD), "the number before it"),) if before is not None else (),
            )
            begin = 0
