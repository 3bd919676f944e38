"""An attack on a prompt that no defence answers.

Who reads how a system is attacked should also read what helps against it.

Bad:

    kind: attack

while no prompt with `kind: defence` lists this one under `answers`.

Good:

    kind: defence
    answers: [hidden-instruction-in-a-web-page]

Write a defence, or add the attack to the `answers` of one that fits.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Item, Site

CODE = Code("REF327", "unanswered-attack", Severity.ERROR, __doc__ or "")
COLLECTION = "prompts"
UNFINISHED = frozenset({"draft", "coming-soon"})


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each attack without an answer by a finished defence."""
    for item in site.of(COLLECTION):
        if item.data.get("kind") == "attack" and item.status not in UNFINISHED and not _answered(site, item):
            yield CODE.at(
                item.entry.span("kind"),
                f"no defence answers the attack `{item.id}`",
                help=f"add `{item.id}` to the `answers` of a prompt with `kind: defence`",
                item=item.entry.name,
            )


def _answered(site: Site, attack: Item) -> bool:
    answers = [site.items[edge.origin] for edge in site.mentioned.get(attack.key, ()) if edge.kind == "answers"]
    return any(item.data.get("kind") == "defence" and item.status not in UNFINISHED for item in answers)
