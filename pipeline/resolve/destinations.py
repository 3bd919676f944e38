"""A destination as written in prose → what it means, or a finding that says why it means nothing."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book, Collection, Form, Kind, Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.resolve import printed
from pipeline.resolve.faults import (
    archived_target,
    citation_of_non_resource,
    forbidden_scheme,
    missing_anchor,
    missing_target,
    outdated_alias,
    outside_path,
    print_anchor_out_of_range,
    unknown_anchor,
    unknown_id,
    unknown_placeholder,
    unknown_prefix,
    unpublished_target,
    untitled_target,
)
from pipeline.resolve.names import Names

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)\Z", re.DOTALL)
OUTSIDE = frozenset({"http", "https", "mailto", "tel", "doi"})
FORBIDDEN = frozenset({"javascript", "data", "vbscript", "file", "ftp", "about", "blob"})
PLACEHOLDER = re.compile(r"\{([a-z0-9_:]+)\}")
WORDS = ("title", "number", "label", "year", "page")
Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads destinations of one book; every finding goes to `report`."""

    book: Book
    names: Names
    files: dict[str, Item]
    report: Report = field(repr=False)

    def mention(self, origin: Item, mention: Mention) -> Target | None:
        """What a mention means; `None` after a finding, or when its target is known to be broken."""
        if mention.kind is Kind.CITATION:
            return self.citation(origin, mention)
        target = self.destination(origin, mention)
        if target is not None and not mention.text and mention.kind in {Kind.LINK, Kind.REFERENCE} and (target.url or target.asset):
            self.report(untitled_target.diagnose(mention.span, origin.entry.name, mention.target))
        return target

    def destination(self, origin: Item, mention: Mention) -> Target | None:
        written = mention.target
        if written.startswith("#"):
            return self.own(origin, mention)
        if written.startswith("//"):
            self.report(forbidden_scheme.diagnose(mention.span, origin.entry.name, "//"))
            return None
        match = SCHEME.match(written)
        if match is None:
            return self.path(origin, mention)
        scheme, rest = match["scheme"], match["rest"]
        if scheme == "book":
            return self.printed(origin, mention, rest)
        kind = self.names.prefix(scheme)
        if kind is not None:
            return self.typed(origin, mention, kind, rest)
        if scheme.lower() in OUTSIDE:
            return Target(url=written)
        if scheme.lower() in FORBIDDEN or rest.startswith("//"):
            self.report(forbidden_scheme.diagnose(mention.span, origin.entry.name, f"{scheme}:"))
            return None
        known = [kind.prefix for kind in self.names.collections.values()]
        self.report(unknown_prefix.diagnose(mention.span, origin.entry.name, scheme, nearest(scheme, known), sorted(known)))
        return None

    def own(self, origin: Item, mention: Mention) -> Target | None:
        """`#anchor`: a place on the same page."""
        anchor = unquote(mention.target[1:])
        if anchor in {"", "top"} or any(anchor == known.id for known in origin.anchors):
            return Target(item=origin.key, anchor=anchor or None)
        near = nearest(anchor, [known.id for known in origin.anchors])
        whole = f"#{near[0]}" if len(near) == 1 else None
        self.report(missing_anchor.diagnose(mention.span, origin.entry.name, anchor, near, whole))
        return None

    def typed(self, origin: Item, mention: Mention, kind: Collection, rest: str) -> Target | None:
        """`prefix:id#anchor`, or `prefix:?filters` for the list page."""
        name, _, anchor = rest.partition("#")
        if not name or name.startswith("?"):
            return self.list(origin, mention, kind, name[1:])
        item = self.item(origin, mention, kind, unquote(name), anchor)
        if item is None:
            return None
        self.placeholders(origin, mention, WORDS)
        if anchor and not any(unquote(anchor) == known.id for known in item.anchors):
            near = nearest(unquote(anchor), [known.id for known in item.anchors])
            whole = f"{kind.prefix}:{name}#{near[0]}" if len(near) == 1 else None
            self.report(unknown_anchor.diagnose(mention.span, origin.entry.name, item.key, unquote(anchor), near, whole))
            return None
        return Target(item=item.key, anchor=unquote(anchor) or None)

    def item(self, origin: Item, mention: Mention, kind: Collection, name: str, anchor: str = "") -> Item | None:
        """The item a name means; findings for names nobody has, former names, drafts and archived ones."""
        item = self.names.find(kind.name, name)
        if item is None:
            if name not in self.names.lost[kind.name]:
                self.unknown(origin, mention, kind, name)
            return None
        if name in self.names.aliases[kind.name] and item.id != name:
            whole = f"{item.key}#{anchor}" if anchor else item.key
            self.report(outdated_alias.diagnose(mention.span, origin.entry.name, name, item.id, whole))
        return self.reachable(origin, mention, item)

    def reachable(self, origin: Item, mention: Mention, item: Item) -> Item | None:
        """The item, unless it is a draft that a published entry may not name."""
        if item.status == "draft" and origin.status != "draft":
            self.report(unpublished_target.diagnose(mention.span, origin.entry.name, item.key))
            return None
        if item.status == "archived" and origin.status != "archived":
            self.report(archived_target.diagnose(mention.span, origin.entry.name, item.key))
        return item

    def unknown(self, origin: Item, mention: Mention, kind: Collection, name: str) -> None:
        near = self.names.similar(kind.name, name)
        words = [f"`{item.id}` ({item.title})" if item.title != item.id else f"`{item.id}`" for item in near]
        whole = near[0].key if len(near) == 1 and mention.kind is not Kind.CITATION else None
        self.report(unknown_id.diagnose(mention.span, origin.entry.name, kind.label.lower(), name, words, whole))

    def list(self, origin: Item, mention: Mention, kind: Collection, query: str) -> Target | None:
        """A collection's list page, narrowed by `field=value` filters."""
        filters = tuple((part.partition("=")[0], unquote(part.partition("=")[2])) for part in query.split("&") if part)
        fields = tuple(sorted(kind.schema.get("properties", {})))
        asked = [name.partition(":")[2] for name in PLACEHOLDER.findall(mention.text) if name.startswith("count:")]
        for name in (*(name for name, _ in filters), *asked):
            if name not in fields:
                near = nearest(name, fields)
                self.report(unknown_placeholder.diagnose(mention.span, origin.entry.name, name, near or fields))
                return None
        self.placeholders(origin, mention, ("title", "count", *(f"count:{name}" for name in asked)))
        return Target(collection=kind.name, filters=filters)

    def placeholders(self, origin: Item, mention: Mention, known: tuple[str, ...]) -> None:
        for name in PLACEHOLDER.findall(mention.text):
            if name not in known:
                self.report(unknown_placeholder.diagnose(mention.span, origin.entry.name, f"{{{name}}}", [f"{{{word}}}" for word in known]))

    def citation(self, origin: Item, mention: Mention) -> Target | None:
        """`[@id]`: a resource, and nothing else."""
        kinds = [kind for kind in self.names.collections.values() if kind.cite]
        for kind in kinds:
            item = self.names.find(kind.name, mention.target)
            if item is not None:
                return Target(item=item.key) if self.reachable(origin, mention, item) else None
        other = next((item for name in self.names.collections if (item := self.names.find(name, mention.target)) is not None), None)
        if other is not None:
            self.report(citation_of_non_resource.diagnose(mention.span, origin.entry.name, mention.target, other.key))
        elif not any(mention.target in self.names.lost[kind.name] for kind in kinds):
            kind = kinds[0] if kinds else next(iter(self.names.collections.values()))
            self.unknown(origin, mention, kind, mention.target)
        return None

    def printed(self, origin: Item, mention: Mention, rest: str) -> Target | None:
        """`book:p/47`, `book:fig/1-5`, `book:table/1-3`: a place of the printed book."""
        target, allowed = printed.find(rest, self.book.settings.data, self.names)
        if target is None:
            self.report(print_anchor_out_of_range.diagnose(mention.span, origin.entry.name, rest, allowed))
        return target

    def path(self, origin: Item, mention: Mention) -> Target | None:
        """A relative path, as it works on GitHub."""
        path, _, anchor = mention.target.partition("#")
        plain = unquote(path.partition("?")[0]).replace("\\", "/")
        if plain.startswith("/"):
            full = posixpath.normpath(plain.lstrip("/"))
        else:
            full = posixpath.normpath(posixpath.join(posixpath.dirname(origin.entry.source.path), plain))
        if full == ".." or full.startswith("../"):
            self.report(outside_path.diagnose(mention.span, origin.entry.name))
            return None
        if full in self.files:
            return self.entry(origin, mention, self.files[full], unquote(anchor), path)
        if full in self.book.assets:
            return Target(asset=full)
        kind = next((kind for kind in self.names.collections.values() if full == f"content/{kind.folder}"), None)
        if kind is not None:
            return Target(collection=kind.name)
        self.missing(origin, mention, full, path)
        return None

    def entry(self, origin: Item, mention: Mention, item: Item, anchor: str, path: str) -> Target | None:
        """A path to the Markdown file of an entry."""
        if self.reachable(origin, mention, item) is None:
            return None
        if anchor and not any(anchor == known.id for known in item.anchors):
            near = nearest(anchor, [known.id for known in item.anchors])
            whole = f"{path}#{near[0]}" if len(near) == 1 else None
            self.report(missing_anchor.diagnose(mention.span, origin.entry.name, anchor, near, whole))
            return None
        return Target(item=item.key, anchor=anchor or None)

    def missing(self, origin: Item, mention: Mention, full: str, written: str) -> None:
        """No such file: name the ones that were probably meant, as they would be written here."""
        if full in self.book.files:
            self.report(missing_target.diagnose(mention.span, origin.entry.name, written, (), exists=True))
            return
        here = posixpath.dirname(origin.entry.source.path)
        known = sorted({*self.files, *self.book.assets})
        same = [path for path in known if path.casefold() == full.casefold()]
        name = posixpath.basename(full)
        moved = [path for path in known if posixpath.basename(path) == name]
        stems = {posixpath.basename(path): path for path in reversed(known)}
        near = same or moved[:3] or list(nearest(full, known)) or [stems[stem] for stem in nearest(name, sorted(stems))]
        paths = [posixpath.relpath(path, here) for path in near]
        self.report(missing_target.diagnose(mention.span, origin.entry.name, written, paths, safe=bool(same)))


def by_file(items: dict[str, Item]) -> dict[str, Item]:
    """Items by the file they stand in, where a file is one entry (Markdown, and one mapping a file)."""
    return {item.entry.source.path: item for item in items.values() if item.collection.form is not Form.YAML_LIST}
