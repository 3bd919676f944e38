"""A name that two entries of a collection have.

A term, its other names and its abbreviation together must mean one thing, and a person has one entry: a reader who looks a name up
should find one place, and a search should not have to guess. The same holds for every text whose schema says `x-unique`.
Capitals and spaces make no difference.

Bad:

    - {id: lora, term: low-rank adaptation, abbreviation: LoRA, definition: "..."}
    - {id: lora-method, term: LoRA, definition: "..."}

Good:

    - {id: lora, term: low-rank adaptation, abbreviation: LoRA, definition: "..."}

Join the two entries, or give one of them another name.
"""

from collections.abc import Iterator

from pipeline.check.annotated import Way, annotated
from pipeline.check.rules import chapter_order_gap
from pipeline.check.rules.repeated_url_or_isbn import kind_of
from pipeline.check.unique import repeats
from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.document import Collection
from pipeline.model.site import Site

CODE = Code("REF326", "repeated-name", Severity.ERROR, __doc__ or "")

TOGETHER: dict[str, tuple[Way, ...]] = {
    "glossary": (("term",), ("abbreviation",), ("aka", "*")),
    "people": (("name",), ("aka", "*")),
}
"""Fields of a collection that share one stock of names."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each further use of a name, with the first use as a label."""
    for collection in site.collections:
        for ways in _stocks(site, collection):
            for use, first in repeats(site.book, collection.name, ways, _plain):
                yield CODE.at(
                    use.span,
                    f"`{use.text[:60]}` belongs to `{first.entry.id}` already",
                    help=f"join `{first.entry.id}` and `{use.entry.id}`, or give one of them another name",
                    item=use.entry.name,
                    related=(Label(first.span, "first use"),),
                    label="second use",
                )


def _stocks(site: Site, collection: Collection) -> Iterator[tuple[Way, ...]]:
    """The groups of fields whose values must differ. Keys are left out: a key that is taken is a duplicate id; so are chapter numbers."""
    together = TOGETHER.get(collection.name, ())
    if together:
        yield together
    for way, schema in annotated(site.book, collection.name, "x-unique"):
        numbers = (collection.name, *way) == (chapter_order_gap.COLLECTION, chapter_order_gap.FIELD)
        if way not in together and kind_of(schema) is None and way[0] not in collection.keys and not numbers:
            yield (way,)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
