"""Item → who refers to it: entries that name it in a field (they belong to it), and sentences that mention it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.model.document import Collection, Kind
from pipeline.model.site import Edge, Item
from pipeline.render.epub.fields import facts, show
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.plan import LISTED
from pipeline.render.epub.press import Press


@dataclass(frozen=True, slots=True)
class Row:
    """An entry below another one: itself, how it names the other unless that goes without saying, and what stands beside it."""

    item: Item
    relation: str
    gloss: Markup


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entries of one collection that belong to an item, by section (one without a name when nothing tells them apart)."""

    collection: Collection
    heading: str
    inline: bool
    sections: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Voice:
    """An entry whose prose mentions an item: with its first sentence, and how often."""

    item: Item
    sentence: str
    times: int


def shelves(press: Press, item: Item) -> list[Shelf]:
    """What belongs to an item, collection by collection."""
    origins = _origins(press, item, field=True)
    found = []
    for collection in press.site.collections:
        members = [member for member in _ordered(press, origins) if member.collection.name == collection.name]
        if members:
            arrangement = layout(collection.name)
            rows = {member.key: _row(press, item, member, origins[member.key]) for member in members}
            sections = _sections(press, item, members, rows)
            found.append(Shelf(collection, arrangement.heading or collection.plural, arrangement.inline, sections))
    return found


def voices(press: Press, item: Item) -> list[Voice]:
    """Who mentions an item in prose without belonging to it."""
    belonging = _origins(press, item, field=True)
    origins = _origins(press, item, field=False)
    return [
        Voice(member, origins[member.key][0].context, len(origins[member.key]))
        for member in _ordered(press, origins)
        if member.key not in belonging
    ]


def namers(press: Press, item: Item) -> list[Item]:
    """All that refer to an item in a field or in prose, but for those that it names itself in a field."""
    own = press.naming.get(item.key, frozenset())
    origins = {**_origins(press, item, field=True), **_origins(press, item, field=False)}
    return [member for member in _ordered(press, origins) if member.key not in own]


def _origins(press: Press, item: Item, *, field: bool) -> dict[str, list[Edge]]:
    """The edges to an item by their origin; only what stands in the publication counts."""
    found: dict[str, list[Edge]] = {}
    for edge in press.site.mentioned.get(item.key, ()):
        origin = press.site.items[edge.origin]
        if (edge.mention.kind is Kind.FIELD) is field and origin.status in LISTED and origin.collection.epub != "none":
            found.setdefault(edge.origin, []).append(edge)
    return found


def _ordered(press: Press, keys: Iterable[str]) -> list[Item]:
    return sorted((press.site.items[key] for key in keys), key=lambda member: press.ranks[member.key])


def _sections(press: Press, item: Item, members: list[Item], rows: Mapping[str, Row]) -> dict[str, tuple[Row, ...]]:
    """Rows by the field that tells them apart: sections named like places in the item first, in its order; no name comes last."""
    found: dict[str, list[Row]] = {}
    for member in members:
        found.setdefault(_label(press, member), []).append(rows[member.key])
    places = {anchor.title: rank for rank, anchor in enumerate(item.anchors)}
    order = sorted(found, key=lambda label: (label == "", places.get(label, len(places))))
    return {label: tuple(found[label]) for label in order}


def _label(press: Press, member: Item) -> str:
    name = layout(member.collection.name).section
    value = member.data.get(name) if name else None
    if not isinstance(value, str):
        return ""
    return str(show(press, member, value, press.property(member, name), (name,)).striptags())


def _row(press: Press, item: Item, member: Item, edges: list[Edge]) -> Row:
    usual = {item.collection.name, item.collection.prefix, item.collection.folder}
    kinds = sorted({edge.kind for edge in edges} - usual)
    relation = press.word(", ").join(str(press.property(member, kind).get("title") or kind.replace("_", " ")).lower() for kind in kinds)
    arrangement = layout(member.collection.name)
    gloss = facts(press, member, arrangement.byline if arrangement.address else ())
    return Row(member, relation, escape(press.word(", ")).join(fact.html for fact in gloss))
