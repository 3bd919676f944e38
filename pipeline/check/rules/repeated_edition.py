"""Two editions with the same language, region and format.

The list of editions has one row for each; a second row is most often the same edition entered twice.

Bad:

    - {id: german, language: de, format: print, publisher: dpunkt}
    - {id: german-2025, language: de, format: print, publisher: dpunkt.verlag}

Good:

    - {id: german, language: de, format: print, publisher: dpunkt}

Keep one entry, or state the region that tells them apart.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.document import Entry
from pipeline.model.site import Site

CODE = Code("EDN604", "repeated-edition", Severity.ERROR, __doc__ or "")
COLLECTION = "editions"


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each further edition of a kind, with the first one as a label."""
    first: dict[tuple[str, str, str], Entry] = {}
    entries = [entry for entry in site.book.entries if entry.collection == COLLECTION]
    for entry in sorted(entries, key=lambda entry: entry.place.key):
        kind = (_word(entry, "language"), _word(entry, "region"), _word(entry, "format"))
        if not kind[0] or not kind[2]:
            continue
        known = first.setdefault(kind, entry)
        if known is not entry:
            yield CODE.at(
                entry.place,
                f"`{entry.id}` has the language, region and format of `{known.id}`",
                help="keep one of the two, or state the `region` that tells them apart",
                item=entry.name,
                related=(Label(known.place, "first edition of this kind"),),
                label="second edition of this kind",
            )


def _word(entry: Entry, field: str) -> str:
    value = entry.data.get(field)
    return value.casefold().strip() if isinstance(value, str) else ""
