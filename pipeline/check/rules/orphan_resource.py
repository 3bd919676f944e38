"""A resource that nothing in the book refers to and that belongs to no chapter.

Readers will hardly find it: it stands in the list of resources and nowhere else. Resources are the entries that `[@id]` may cite.

Bad:

    - id: lora
      title: "LoRA: Low-Rank Adaptation of Large Language Models"
      topic: finetuning

while no text mentions `resource:lora`.

Good:

    - id: lora
      title: "LoRA: Low-Rank Adaptation of Large Language Models"
      chapters: [finetuning]

Name its chapters, refer to it where it helps, or take it out.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site

CODE = Code("REF303", "orphan-resource", Severity.INFO, __doc__ or "")
UNFINISHED = frozenset({"draft", "coming-soon", "archived"})


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding for each resource of the lists that no entry names and that names no chapter."""
    for item in site.items.values():
        if item.collection.cite is None or item.status in UNFINISHED or item.data.get("chapters") or item.key in site.mentioned:
            continue
        yield CODE.at(
            item.entry.place,
            f"nothing refers to the resource `{item.id}`",
            help="name its `chapters`, or refer to it where it helps",
            item=item.entry.name,
        )
