"""`[@id]` → the resource it cites, and nothing else: a mistyped reference must not turn into a citation."""

from collections.abc import Sequence

from pipeline.model.document import Collection, Mention
from pipeline.model.site import Item, Target
from pipeline.resolve.faults import citation_of_non_resource
from pipeline.resolve.reader import Reader

RESOURCES = "resources"
"""What is cited in a book that does not say so (`cite` in `x-collection`)."""


def read(reader: Reader, origin: Item, mention: Mention) -> Target | None:
    """What a citation means; `None` after a finding."""
    name = mention.target
    every = tuple(reader.names.collections.values())
    kinds = [kind for kind in every if kind.cite] or [kind for kind in every if kind.name == RESOURCES]
    found = [kind for kind in kinds if reader.names.find(kind.name, name) is not None]
    if len(found) > 1:
        reader.ambiguous(origin, mention, name, found)
        return None
    if not found:
        _elsewhere(reader, origin, mention, kinds)
        return None
    item = reader.item(origin, mention, found[0], name)
    return Target(item=item.key) if item else None


def _elsewhere(reader: Reader, origin: Item, mention: Mention, kinds: Sequence[Collection]) -> None:
    """A citation that names no resource: perhaps it names something else."""
    name = mention.target
    if any(reader.names.is_lost(kind.name, name) for kind in kinds):
        return
    other = next((item for kind in reader.names.collections if (item := reader.names.find(kind, name)) is not None), None)
    if other is not None:
        reader.report(citation_of_non_resource.diagnose(mention.span, origin.entry.name, name, other.key))
    elif kinds:
        reader.unknown(origin, mention, kinds[0], name)
