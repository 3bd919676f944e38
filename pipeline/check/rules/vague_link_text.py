"""A link whose text does not say where it leads.

Screen readers list the links of a page, and readers skim them: "here" and "this link" are the same everywhere.

Bad: `The paper is [here](resource:lora).`

Good: `[The paper on LoRA](resource:lora) tells more.`

Make the words that name the target the link.
"""

import re
from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Kind
from pipeline.model.site import Site

CODE = Code("LNK207", "vague-link-text", Severity.INFO, __doc__ or "")

VAGUE = frozenset(
    {
        "click here",
        "click this",
        "here",
        "learn more",
        "link",
        "more",
        "read more",
        "see here",
        "the link",
        "this",
        "this link",
        "this page",
        "this site",
        "this website",
    }
)
MARKS = re.compile(r"[\W_]+")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at the destination of each link with such a text."""
    for item in site.items.values():
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                if mention.kind in {Kind.LINK, Kind.REFERENCE} and MARKS.sub(" ", mention.text).strip().casefold() in VAGUE:
                    yield CODE.at(
                        mention.span,
                        f"the link text `{mention.text.strip()[:60]}` does not say where it leads",
                        help="make the words that name the target the link",
                        item=item.entry.name,
                    )
