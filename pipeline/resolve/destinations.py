"""A destination as written in prose → what it means, or a finding that says why it means nothing."""

from urllib.parse import unquote

from pipeline.model.document import Collection, Kind, Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.resolve import addresses, citations, paths, placeholders, printed, wikilinks
from pipeline.resolve.faults import (
    forbidden_scheme,
    missing_anchor,
    outside_path,
    print_anchor_out_of_range,
    unknown_anchor,
    unknown_prefix,
    unsupported_spelling,
    untitled_target,
)
from pipeline.resolve.reader import Reader

BOOK = "book"
"""The prefix of places in the printed book."""


def mentioned(reader: Reader, origin: Item, mention: Mention) -> Target | None:
    """What a mention means; `None` after a finding, or when its target is known to be broken."""
    if mention.kind is Kind.CITATION:
        return citations.read(reader, origin, mention)
    if mention.kind is Kind.WIKI:
        return wikilinks.read(reader, origin, mention)
    target = read(reader, origin, mention)
    untitled = mention.kind in {Kind.LINK, Kind.REFERENCE} and not mention.text.strip()
    if untitled and target is not None and (target.url or target.asset):
        reader.report(untitled_target.diagnose(mention.span, origin.entry.name, mention.target))
    return target


def read(reader: Reader, origin: Item, mention: Mention) -> Target | None:
    """What a destination means by its form: an anchor, an address or a reference with a scheme or a prefix, a path."""
    written = addresses.seen(mention.target)
    if written.startswith("#"):
        return _own(reader, origin, mention, unquote(written[1:]))
    if unsafe := addresses.unsafe(mention.target):
        reader.report(forbidden_scheme.diagnose(mention.place, origin.entry.name, unsafe))
        return None
    found = addresses.parts(written)
    if found is None:
        return paths.read(reader, origin, mention, written)
    scheme, rest = found
    if scheme == BOOK:
        return _printed(reader, origin, mention, rest)
    kind = reader.names.prefix(scheme)
    if kind is not None:
        return _typed(reader, origin, mention, kind, rest)
    return _outside(reader, origin, mention, scheme, rest)


def _own(reader: Reader, origin: Item, mention: Mention, anchor: str) -> Target | None:
    """`#anchor`: a place on the same page."""
    if anchor in {"", "top"}:
        return Target(item=origin.key)
    if not any(anchor == known.id for known in origin.anchors):
        near = nearest(anchor, [known.id for known in origin.anchors])
        whole = f"#{near[0]}" if len(near) == 1 else None
        reader.tell(origin, mention, missing_anchor.diagnose(mention.place, origin.entry.name, anchor, near, whole))
        return None
    return reader.filled(origin, mention, origin, Target(item=origin.key, anchor=anchor))


def _printed(reader: Reader, origin: Item, mention: Mention, rest: str) -> Target | None:
    """`book:p/47`, `book:fig/1-5`, `book:table/1-3`: a place of the printed book."""
    target, allowed = printed.find(rest, reader.book.settings.data, reader.names, reader.starts)
    if target is None:
        reader.report(print_anchor_out_of_range.diagnose(mention.place, origin.entry.name, rest, allowed))
    return target


def _typed(reader: Reader, origin: Item, mention: Mention, kind: Collection, rest: str) -> Target | None:
    """`prefix:id#anchor`, or `prefix:?filters` for the list page."""
    if mention.kind is Kind.AUTOLINK:
        reader.report(unsupported_spelling.autolink(mention, origin.entry))
        return None
    reader.spelt(origin, mention, kind)
    name, _, anchor = rest.partition("#")
    if not name or name.startswith("?"):
        return _list(reader, origin, mention, kind, placeholders.filters(name[1:]))
    item = reader.item(origin, mention, kind, unquote(name))
    anchor = unquote(anchor)
    if item is None:
        return None
    if anchor and not any(anchor == known.id for known in item.anchors):
        near = nearest(anchor, [known.id for known in item.anchors])
        whole = f"{kind.prefix}:{name}#{near[0]}" if len(near) == 1 else None
        reader.tell(origin, mention, unknown_anchor.diagnose(mention.place, origin.entry.name, item.key, anchor, near, whole))
        return None
    return reader.filled(origin, mention, item, Target(item=item.key, anchor=anchor or None))


def _list(reader: Reader, origin: Item, mention: Mention, kind: Collection, filters: placeholders.Filters) -> Target | None:
    """A collection's list page, narrowed by `field=value` filters."""
    found = tuple(placeholders.of_list(origin, mention, kind, filters))
    for finding in found:
        reader.report(finding)
    return None if found else Target(collection=kind.name, filters=filters)


def _outside(reader: Reader, origin: Item, mention: Mention, scheme: str, rest: str) -> Target | None:
    """An address of the world outside, or what only looks like one."""
    place, name = mention.place, origin.entry.name
    if scheme.lower() in addresses.OUTSIDE:
        if flaw := addresses.flaw(scheme, rest):
            reader.report(forbidden_scheme.impossible(place, name, mention.target, flaw))
            return None
        return Target(url=mention.target)
    if len(scheme) == 1:
        # `C:\pictures`: a letter is a disk, and no disk is part of the book.
        reader.report(outside_path.diagnose(place, name))
    elif scheme.lower() in addresses.FOREIGN or rest.startswith("//"):
        reader.report(forbidden_scheme.diagnose(place, name, f"{scheme}:"))
    else:
        known = sorted(kind.prefix for kind in reader.names.collections.values())
        near = nearest(scheme, known)
        whole = f"{near[0]}:{rest}" if len(near) == 1 else None
        reader.tell(origin, mention, unknown_prefix.diagnose(place, name, scheme, near, known, whole))
    return None
