"""`[[name]]`, `[[name#place]]`, `[[prefix:id]]` → the entry of that id or title, where a book turns such links on."""

from pipeline.model.document import Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.resolve.faults import ambiguous_name, unknown_anchor, unknown_id
from pipeline.resolve.reader import Reader
from pipeline.resolve.shown import shown

MARK = "[["
"""Begins the destination of such a link among the meanings of a site, so that it is never taken for a path."""


def read(reader: Reader, origin: Item, mention: Mention) -> Target | None:
    """What a name in double brackets means; `None` after a finding."""
    name, _, place = mention.target.partition("#")
    item = _item(reader, origin, mention, name.strip()) if name.strip() else origin
    if item is None or not place.strip():
        return Target(item=item.key) if item else None
    wanted = _plain(place)
    found = next((anchor.id for anchor in item.anchors if wanted in {anchor.id, _plain(anchor.title)}), None)
    if found is None:
        near = nearest(wanted, [anchor.id for anchor in item.anchors])
        whole = f"{name}#{near[0]}" if len(near) == 1 else None
        reader.tell(origin, mention, unknown_anchor.diagnose(mention.span, origin.entry.name, item.key, place, near, whole))
        return None
    return Target(item=item.key, anchor=found)


def _item(reader: Reader, origin: Item, mention: Mention, name: str) -> Item | None:
    """The one entry of a name: with its prefix, or an id, a key or a title that only one entry has."""
    prefix, colon, rest = name.partition(":")
    kind = reader.names.prefix(prefix) if colon else None
    if kind is not None:
        return reader.item(origin, mention, kind, rest.strip())
    plain = _plain(name)
    kinds = tuple(reader.names.collections)
    found = [item for kind in kinds if (item := reader.names.find(kind, plain)) is not None]
    found = found or [item for kind in kinds for item in reader.names.ids[kind].values() if _plain(item.title) == plain]
    if len(found) > 1:
        reader.report(ambiguous_name.diagnose(mention.span, origin.entry.name, name, [item.key for item in found]))
        return None
    if found:
        return reader.reachable(origin, mention, found[0])
    if not any(reader.names.is_lost(kind, plain) for kind in kinds):
        near = reader.names.similar(kinds[0], plain, beyond=True)
        words = [f"`{item.key}` ({shown(item.title)})" for _, item in near]
        whole = near[0][1].id if len(near) == 1 else None
        finding = unknown_id.diagnose(mention.span, origin.entry.name, "entry", name, words, whole, "entry")
        reader.tell(origin, mention, finding)
    return None


def _plain(name: str) -> str:
    return "-".join(name.casefold().split())
