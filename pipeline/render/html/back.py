"""Item → who refers to it: items that name it in a field (they belong to it), and sentences that mention it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.model.document import Collection, Kind
from pipeline.model.site import Edge, Item
from pipeline.render.html.layouts import layout
from pipeline.render.html.press import Press
from pipeline.render.html.rows import Row, row
from pipeline.render.html.sheet import Sheet

FEW = 10
"""A listing no longer than this is shown whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a label; the label is empty where there is nothing to tell apart."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of one collection that belong to an item: how many there are, and where all of them are listed if not here."""

    collection: Collection
    groups: tuple[Group, ...]
    compact: bool
    count: int
    all: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """An item whose prose mentions another: where, how often, and its first sentence about it."""

    item: Item
    href: str
    times: int
    sentence: Markup


@dataclass(frozen=True, slots=True)
class Chorus:
    """The voices of one collection."""

    collection: Collection
    voices: tuple[Voice, ...]


def listings(sheet: Sheet, item: Item) -> tuple[Listing, ...]:
    """The items that belong to an item: those its own row fields name, and those that name it in a field."""
    press = sheet.press
    kinds: dict[str, set[str]] = {}
    for edge in press.site.mentioned.get(item.key, ()):
        if edge.mention.kind is Kind.FIELD and edge.origin != item.key:
            kinds.setdefault(edge.origin, set()).add(edge.kind)
    for name in layout(item.collection.name).rows:
        for found in press.site.refers(item.key, name):
            kinds.setdefault(found.key, set())
    return tuple(_listing(sheet, item, collection, kinds) for collection in press.collections if _members(press, collection, kinds))


def chorus(sheet: Sheet, item: Item) -> tuple[Chorus, ...]:
    """The items whose prose mentions an item, by collection, each with its first sentence."""
    press = sheet.press
    told: dict[str, list[Edge]] = {}
    for edge in press.site.mentioned.get(item.key, ()):
        if edge.mention.kind is not Kind.FIELD and edge.origin != item.key:
            told.setdefault(edge.origin, []).append(edge)
    return tuple(
        Chorus(collection, tuple(_voice(sheet, member, told[member.key]) for member in members))
        for collection in press.collections
        if (members := _members(press, collection, told))
    )


def _members(press: Press, collection: Collection, keys: Iterable[str]) -> list[Item]:
    found = [press.site.items[key] for key in keys if press.site.items[key].collection.name == collection.name]
    return sorted(found, key=lambda member: press.ranks[member.key])


def _listing(sheet: Sheet, item: Item, collection: Collection, kinds: dict[str, set[str]]) -> Listing:
    arrangement = layout(collection.name)
    groups: dict[str, list[Row]] = {}
    places = [anchor.title for anchor in item.anchors]
    for member in _members(sheet.press, collection, kinds):
        note = _relation(sheet, item, member, kinds[member.key])
        label = member.data.get(arrangement.section)
        groups.setdefault(label if label in places else "", []).append(row(sheet, member, note=note, brief=arrangement.compact))
    # In the order of the item's own sections; what belongs to none of them comes last.
    labels = sorted(groups, key=lambda label: places.index(label) if label else len(places))
    only = len(labels) == 1
    count = sum(map(len, groups.values()))
    whole = _whole(sheet, item, collection, kinds)
    few = arrangement.few * (2 if only else 1) if whole and count > FEW else count
    shown = tuple(Group("" if only else label or "Further", tuple(groups[label][:few])) for label in labels)
    left = count > sum(len(group.rows) for group in shown)
    return Listing(collection, shown, arrangement.compact, count, whole if left else "")


def _whole(sheet: Sheet, item: Item, collection: Collection, kinds: Mapping[str, set[str]]) -> str:
    """The way to the list that shows all members of a listing and nothing else; empty where there is none.

    That is the list of their collection, narrowed by the field in which each of them names the item.
    """
    members = _members(sheet.press, collection, kinds)
    for name in collection.facets:
        if members[0].route == collection.index or not all(name in kinds[member.key] for member in members):
            continue
        return sheet.narrowed(collection.prefix, ((name, item.id),)) or ""
    return ""


def _relation(sheet: Sheet, item: Item, member: Item, kinds: set[str]) -> str:
    """How a member names the item, unless that goes without saying (`chapters` on a chapter's page) or its row tells."""
    usual = {item.collection.name, item.collection.prefix, item.collection.folder, *layout(member.collection.name).row}
    labels = (sheet.press.property(member, kind).get("title") or kind.replace("_", " ") for kind in sorted(kinds - usual))
    return ", ".join(str(label).lower() for label in labels)


def _voice(sheet: Sheet, member: Item, edges: list[Edge]) -> Voice:
    first = edges[0]
    return Voice(member, sheet.item(member.key, _nearest(member, first)), len(edges), _marked(first))


def _marked(edge: Edge) -> Markup:
    """The sentence of a mention as markup, the words of the link marked where they can be found."""
    words = edge.mention.text.strip()
    before, found, after = edge.context.partition(words) if words else (edge.context, "", "")
    return escape(before) + (Markup("<mark>{}</mark>").format(found) if found else Markup("")) + escape(after)


def _nearest(member: Item, edge: Edge) -> str:
    """The anchor of the heading a mention stands under; empty for a field, or before the first heading."""
    start = edge.mention.span.start
    if start is None or edge.mention.field:
        return ""
    above = [each.anchor for each in member.headings if each.span.start is not None and each.span.start <= start]
    return above[-1] if above else ""
