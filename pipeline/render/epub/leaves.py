"""Leaf → its XHTML with marks, in pieces: a document may be cut between two of them, never inside one."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from pipeline.model.site import Item
from pipeline.render.epub import back, fields, prose
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.names import xml_name
from pipeline.render.epub.pagination import first_page
from pipeline.render.epub.plan import LISTED, SHOWN, Leaf
from pipeline.render.epub.press import CUT, Press
from pipeline.render.epub.register import letter, register
from pipeline.render.epub.tables import classes

TAG = re.compile(r"<(/?)([a-zA-Z0-9:]+)[^<>]*?(/?)>")
PIECE = 60_000
"""A body is cut at its headings, and between blocks after so many characters."""

BATCH = 40
"""So many entries of a list stay together at most."""


def pieces(press: Press, leaf: Leaf) -> list[str]:
    """The pieces of a leaf, in order."""
    if leaf.alone:
        html = _article(press, leaf.items[0])
    elif leaf.tier == "index":
        html = press.fill("index.xhtml", leaf=leaf, groups=register(press.site, press.ranks), prose=prose)
    elif leaf.tier == "further":
        html = press.fill("further.xhtml", leaf=leaf, fields=fields, prose=prose, back=back, entry_id=entry_id, classes=classes)
    elif leaf.tier == "end" and any(_documented(item) for item in leaf.items):
        html = press.fill("landing.xhtml", leaf=leaf, fields=fields, prose=prose, entry_id=entry_id, documented=_documented)
    else:
        html = _list(press, leaf)
    return [piece for piece in str(html).split(CUT) if piece.strip()]


def entry_id(item: Item) -> str:
    """The id of an entry in a document that it shares."""
    return xml_name(f"entry.{item.collection.prefix}.{item.id}")


def _documented(item: Item) -> bool:
    """Whether an entry of an `end` collection has a document of its own."""
    return item.status in SHOWN and item.entry.body is not None


def _article(press: Press, item: Item) -> Markup:
    arrangement = layout(item.collection.name)
    ahead = fields.facts(press, item, arrangement.before)
    others = fields.rest(press, item)
    body = press.manuscript.body(item.key)
    whole = item.status != "coming-soon"
    return press.fill(
        "article.xhtml",
        item=item,
        lead=prose.lead(press, item),
        line=[*fields.facts(press, item, arrangement.byline), *(fact for fact in others if not fact.block)],
        ahead=ahead,
        body=Markup(_cut(str(prose.adopted(press, item, body.html, body=True)))) if whole else "",  # noqa: S704 - only marks where to cut
        notes=[(note, prose.adopted(press, item, note.html)) for note in body.notes] if whole else [],
        behind=[fact for fact in others if fact.block],
        shelves=back.shelves(press, item),
        voices=back.voices(press, item),
        prose=prose,
        page=first_page(item),
    )


def _list(press: Press, leaf: Leaf) -> Markup:
    arrangement = layout(leaf.collection.name)
    return press.fill(
        "list.xhtml",
        leaf=leaf,
        groups=list(_groups(press, leaf)),
        entry=arrangement.entry,
        arrangement=arrangement,
        grouped=leaf.collection.group or "",
        fields=fields,
        prose=prose,
        back=back,
        entry_id=entry_id,
    )


def _groups(press: Press, leaf: Leaf) -> Iterator[tuple[str, list[list[Item]]]]:
    """The entries of a list by the collection's `group` field (or by letter), in batches; those to come stand last."""
    ready = [item for item in leaf.items if item.status in SHOWN]
    names = {item.key: _group(press, item) for item in ready}
    order = {name: rank for rank, name in enumerate(dict.fromkeys(names.values()))}
    ready.sort(key=lambda item: order[names[item.key]])
    for name, members in groupby(ready, key=lambda item: names[item.key]):
        found = list(members)
        yield name, [found[start : start + BATCH] for start in range(0, len(found), BATCH)]
    coming = [item for item in leaf.items if item.status in LISTED - SHOWN]
    if coming:
        yield press.word("Coming soon") if ready else "", [coming]


def _group(press: Press, item: Item) -> str:
    name = item.collection.group
    if layout(item.collection.name).letters:
        return letter(item.title)
    value = item.data.get(name) if name else None
    if value is None:
        return press.word("Other") if name else ""
    words = str(fields.show(press, item, value, press.property(item, str(name)), (str(name),)).striptags())
    return words[:1].upper() + words[1:]


def _cut(html: str) -> str:
    """XHTML blocks → the same with marks where a document may end: ahead of headings, and after many characters."""
    if len(html) < PIECE:
        return html
    depth, start, places = 0, 0, []
    for tag in TAG.finditer(html):
        closing, name, void = tag.groups()
        if not closing and depth == 0 and (name == "h2" or tag.start() - start > PIECE):
            places.append(tag.start())
            start = tag.start()
        depth += 0 if void else -1 if closing else 1
    return CUT.join(html[begin:end] for begin, end in zip([0, *places], [*places, len(html)], strict=True))
