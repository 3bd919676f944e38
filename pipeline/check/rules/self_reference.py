"""An entry that refers to itself.

A link that leads to the page it stands on wastes the reader's click, and a relation to oneself says nothing.

Bad:

    - {id: lora, term: LoRA, definition: "A way to finetune; see [](term:lora).", see_also: [lora]}

Good:

    - {id: lora, term: LoRA, definition: "A way to finetune; see [](term:finetuning).", see_also: [finetuning]}

Take the reference out, or name what was meant. A link to a place on the same page (`[](#a-heading)`) is fine.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site

CODE = Code("REF314", "self-reference", Severity.WARNING, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each reference to the entry it stands in."""
    for edge in site.edges:
        if edge.origin == edge.target and edge.anchor is None and not edge.mention.target.startswith("#"):
            yield CODE.at(
                edge.mention.span,
                f"`{edge.mention.target[:80]}` is the entry that this reference stands in",
                help="take it out, or name what was meant",
                item=site.items[edge.origin].entry.name,
            )
