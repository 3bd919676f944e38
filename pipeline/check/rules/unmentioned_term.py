"""A term of the glossary that no other entry refers to.

Readers meet a definition where the word is used; a term that is linked from nowhere is only found by those who look for it.

Bad:

    - {id: perplexity, term: perplexity, definition: "..."}

while every text says "perplexity" without a link.

Good:

    Its [perplexity](term:perplexity) fell.

Link the word where it first matters.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site

CODE = Code("REF325", "unmentioned-term", Severity.INFO, __doc__ or "")
COLLECTION = "glossary"


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding for each term without a reference from elsewhere."""
    for item in site.of(COLLECTION):
        if item.key not in site.mentioned:
            yield CODE.at(
                item.entry.place,
                f"no text mentions the term `{item.title}`",
                help=f"link the word where it first matters: `[]({item.key})`",
                item=item.entry.name,
            )
