"""An entry's YAML → the references, files and addresses in it, each read as a mention in the place of its string."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.document import Book, Collection, Entry, Form, Kind, Mention
from pipeline.model.schema import Schema, expand, pruned, strings
from pipeline.model.site import Item, Target
from pipeline.resolve import addresses, destinations, paths
from pipeline.resolve.faults import forbidden_scheme, foreign_collection, missing_target, outside_path, unknown_prefix
from pipeline.resolve.reader import Reader

ANNOTATIONS = ("x-ref", "x-text", "x-asset", "format")
ANYTHING = "*"
"""In `x-ref`: any entry or list, by its prefix."""
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")
ADDRESSES = frozenset({"uri", "uri-reference"})


class Field(NamedTuple):
    """A string of an entry that names something: as a mention, and with the schema that says so."""

    mention: Mention
    schema: Schema

    @property
    def kind(self) -> str:
        """The field's name: the kind of the edge."""
        return next((step for step in reversed(self.mention.field) if isinstance(step, str)), "")

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections it may name; empty when it is no reference."""
        wanted = self.schema.get("x-ref") or ()
        return (wanted,) if isinstance(wanted, str) else tuple(wanted)

    @property
    def free(self) -> bool:
        """Whether plain text will do where nothing has that name."""
        return self.schema.get("x-text") is True


def telling(schema: Schema) -> Schema:
    """What is left of an expanded schema when only references, files and addresses count."""
    return pruned(schema, ANNOTATIONS)


def settings(book: Book) -> Item:
    """The book's settings as if they were an item: they name entries like any other, but stand on no page."""
    entry = book.settings
    schema = expand(entry.collection, book.schemas)
    kind = Collection(entry.collection, "", Form.YAML_FILE, entry.collection, "Book", "Books", (), (), "", "", schema)
    return Item(entry, kind, entry.name, "", "")


def read(entry: Entry, schema: Schema) -> Iterator[Field]:
    """All such strings of an entry, in the order written; `schema` is its collection's, as `telling` leaves it."""
    for path, text, part in strings(schema, entry.data):
        if "x-ref" in part or part.get("x-asset") is True or part.get("format") in ADDRESSES:
            yield Field(Mention(text, "", Kind.FIELD, entry.span(*path), path), part)


def target(reader: Reader, origin: Item, field: Field) -> Target | None:
    """What a field names; findings go to the reader's report. Files and addresses make no edges, so they have no target here."""
    mention = field.mention
    if ANYTHING in field.collections:
        return _anything(reader, origin, mention)
    if field.collections:
        item = _item(reader, origin, field)
        return Target(item=item.key) if item else None
    if field.schema.get("x-asset") is True:
        _asset(reader, origin, mention)
    elif scheme := addresses.forbidden(mention.target):
        reader.report(forbidden_scheme.diagnose(mention.span, origin.entry.name, scheme))
    return None


def _anything(reader: Reader, origin: Item, mention: Mention) -> Target | None:
    """`prefix:id`, or `prefix:` for a list."""
    found = addresses.parts(mention.target)
    if found is not None:
        return destinations.read(reader, origin, mention)
    kinds = reader.names.collections.values()
    keys = [item.key for kind in kinds if (item := reader.names.find(kind.name, mention.target)) is not None]
    known = sorted(kind.prefix for kind in kinds)
    reader.tell(origin, mention, unknown_prefix.missing(mention.span, origin.entry.name, mention.target, keys, known))
    return None


def _item(reader: Reader, origin: Item, field: Field) -> Item | None:
    """A bare id or key, or `prefix:id`: at will where one collection is allowed, and to tell them apart where several are."""
    mention = field.mention
    prefix, colon, rest = mention.target.partition(":")
    allowed = [reader.names.collections[name] for name in field.collections if name in reader.names.collections]
    kind = reader.names.prefix(prefix) if colon and not (field.free and rest[:1].isspace()) else None
    if kind is not None and kind not in allowed:
        labels = [each.label.lower() for each in allowed]
        reader.report(foreign_collection.diagnose(mention.span, origin.entry.name, mention.target, kind.label.lower(), labels))
        return None
    if kind is not None:
        reader.spelt(origin, mention, kind)
        return reader.item(origin, mention, kind, rest)
    known = [each for each in allowed if reader.names.find(each.name, mention.target) is not None]
    if len(known) > 1:
        reader.ambiguous(origin, mention, mention.target, known)
        return None
    # Text that is spelt like an id, and nearly one, was meant to be one.
    if known or (allowed and (not field.free or (IDENTIFIER.match(mention.target) and reader.names.near(allowed[0].name, mention.target)))):
        return reader.item(origin, mention, (known or allowed)[0], mention.target)
    return None


def _asset(reader: Reader, origin: Item, mention: Mention) -> None:
    """A path below `content/assets/`."""
    assets, name = reader.book.assets, origin.entry.name
    full = paths.full(mention.target, paths.ASSETS)
    if full is None or mention.target.startswith("/"):
        reader.report(outside_path.diagnose(mention.span, name))
    elif f"{paths.ASSETS}/{mention.target}" not in assets and full not in reader.names.unread:
        known = sorted(path.removeprefix(f"{paths.ASSETS}/") for path in assets if path.startswith(f"{paths.ASSETS}/"))
        same = paths.same(mention.target, known)
        near = same or paths.similar(mention.target, known)
        whole = near[0] if len(near) == 1 else None
        finding = missing_target.diagnose(mention.span, name, mention.target, near, safe=bool(same), whole=whole)
        reader.tell(origin, mention, finding)
