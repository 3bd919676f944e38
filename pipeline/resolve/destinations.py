"""A destination as written in prose → what it means, or a finding that says why it means nothing."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from pipeline.model.diagnostic import Diagnostic, Edit, Fix
from pipeline.model.document import Book, Collection, Form, Kind, Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.resolve import addresses, paths, placeholders, printed
from pipeline.resolve.faults import (
    ambiguous_name,
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
    unknown_prefix,
    unpublished_target,
    unsupported_spelling,
    untitled_target,
)
from pipeline.resolve.names import Names
from pipeline.resolve.printed import Start
from pipeline.resolve.shown import shown

Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads destinations of one book; every finding goes to `report`. With `drafts`, a draft may be named like anything else."""

    book: Book
    names: Names
    files: Mapping[str, Item] = field(repr=False)
    starts: tuple[Start, ...] = field(repr=False)
    report: Report = field(repr=False)
    drafts: bool = False

    def mention(self, origin: Item, mention: Mention) -> Target | None:
        """What a mention means; `None` after a finding, or when its target is known to be broken."""
        if mention.kind is Kind.CITATION:
            return self.citation(origin, mention)
        target = self.destination(origin, mention)
        untitled = mention.kind in {Kind.LINK, Kind.REFERENCE} and not mention.text.strip()
        if untitled and target is not None and (target.url or target.asset):
            self.report(untitled_target.diagnose(mention.span, origin.entry.name, mention.target))
        return target

    def destination(self, origin: Item, mention: Mention) -> Target | None:
        """By its form: an anchor, an address or a reference with a scheme or a prefix, a path."""
        written = addresses.seen(mention.target)
        if written.startswith("#"):
            return self.own(origin, mention, unquote(written[1:]))
        if unsafe := addresses.unsafe(mention.target):
            self.report(forbidden_scheme.diagnose(mention.span, origin.entry.name, unsafe))
            return None
        found = addresses.parts(written)
        if found is None:
            return self.path(origin, mention, written)
        scheme, rest = found
        if scheme == "book":
            return self.printed(origin, mention, rest)
        kind = self.names.prefix(scheme)
        if kind is not None:
            return self.typed(origin, mention, kind, rest)
        return self.outside(origin, mention, scheme, rest)

    def outside(self, origin: Item, mention: Mention, scheme: str, rest: str) -> Target | None:
        """An address of the world outside, or what only looks like one."""
        place, name = mention.span, origin.entry.name
        if scheme.lower() in addresses.OUTSIDE:
            if flaw := addresses.flaw(scheme, rest):
                self.report(forbidden_scheme.impossible(place, name, mention.target, flaw))
                return None
            return Target(url=mention.target)
        if len(scheme) == 1:
            # `C:\pictures`: a letter is a disk, and no disk is part of the book.
            self.report(outside_path.diagnose(place, name))
        elif scheme.lower() in addresses.FOREIGN or rest.startswith("//"):
            self.report(forbidden_scheme.diagnose(place, name, f"{scheme}:"))
        else:
            known = sorted(self.names.collections[name].prefix for name in self.names.collections)
            near = nearest(scheme, known)
            whole = f"{near[0]}:{rest}" if len(near) == 1 else None
            self.tell(origin, mention, unknown_prefix.diagnose(place, name, scheme, near, known, whole))
        return None

    def own(self, origin: Item, mention: Mention, anchor: str) -> Target | None:
        """`#anchor`: a place on the same page."""
        if anchor in {"", "top"}:
            return Target(item=origin.key)
        if not any(anchor == known.id for known in origin.anchors):
            near = nearest(anchor, [known.id for known in origin.anchors])
            whole = f"#{near[0]}" if len(near) == 1 else None
            self.tell(origin, mention, missing_anchor.diagnose(mention.span, origin.entry.name, anchor, near, whole))
            return None
        return self.filled(origin, mention, origin, Target(item=origin.key, anchor=anchor))

    def typed(self, origin: Item, mention: Mention, kind: Collection, rest: str) -> Target | None:
        """`prefix:id#anchor`, or `prefix:?filters` for the list page."""
        if mention.kind is Kind.AUTOLINK:
            self.report(unsupported_spelling.autolink(mention, origin.entry))
            return None
        if not mention.target.startswith(f"{kind.prefix}:"):
            self.tell(origin, mention, unsupported_spelling.collection(mention, origin.entry.name, kind, rest))
        name, _, anchor = rest.partition("#")
        if not name or name.startswith("?"):
            return self.list(origin, mention, kind, placeholders.filters(name[1:]))
        item = self.item(origin, mention, kind, unquote(name))
        anchor = unquote(anchor)
        if item is None:
            return None
        if anchor and not any(anchor == known.id for known in item.anchors):
            near = nearest(anchor, [known.id for known in item.anchors])
            whole = f"{kind.prefix}:{name}#{near[0]}" if len(near) == 1 else None
            self.tell(origin, mention, unknown_anchor.diagnose(mention.span, origin.entry.name, item.key, anchor, near, whole))
            return None
        return self.filled(origin, mention, item, Target(item=item.key, anchor=anchor or None))

    def filled(self, origin: Item, mention: Mention, item: Item, target: Target) -> Target:
        """The target, after a look at the words in braces that it is to fill."""
        for finding in placeholders.of_item(origin, mention, item, target):
            self.report(finding)
        return target

    def item(self, origin: Item, mention: Mention, kind: Collection, name: str) -> Item | None:
        """The item a name means; findings for names nobody has, former names, drafts and archived ones."""
        item = self.names.find(kind.name, name)
        if item is None:
            if not self.names.is_lost(kind.name, name):
                self.unknown(origin, mention, kind, name)
            return None
        if self.names.is_former(kind.name, name):
            whole = _respelt(mention, name, item)
            self.tell(origin, mention, outdated_alias.diagnose(mention.span, origin.entry.name, name, item.id, whole))
        return self.reachable(origin, mention, item)

    def reachable(self, origin: Item, mention: Mention, item: Item) -> Item | None:
        """The item, unless it is a draft that a published entry may not name."""
        if item.status == "draft" and origin.status != "draft" and not self.drafts:
            self.report(unpublished_target.diagnose(mention.span, origin.entry.name, item.key))
            return None
        if item.status == "archived" and origin.status != "archived":
            self.report(archived_target.diagnose(mention.span, origin.entry.name, item.key))
        return item

    def unknown(self, origin: Item, mention: Mention, kind: Collection, name: str) -> None:
        """No such entry: name those that were probably meant."""
        bare = mention.kind in {Kind.FIELD, Kind.CITATION}
        near = self.names.similar(kind.name, name, beyond=not bare)
        label = (near[0].collection if near else kind).label.lower()
        words = [f"`{item.id if item.collection is kind else item.key}`{_titled(item)}" for item in near]
        whole = _respelt(mention, name, near[0]) if len(near) == 1 else None
        finding = unknown_id.diagnose(mention.span, origin.entry.name, kind.label.lower(), name, words, whole, label)
        self.tell(origin, mention, finding)

    def list(self, origin: Item, mention: Mention, kind: Collection, filters: placeholders.Filters) -> Target | None:
        """A collection's list page, narrowed by `field=value` filters."""
        found = tuple(placeholders.of_list(origin, mention, kind, filters))
        for finding in found:
            self.report(finding)
        return None if found else Target(collection=kind.name, filters=filters)

    def citation(self, origin: Item, mention: Mention) -> Target | None:
        """`[@id]`: a resource, and nothing else."""
        name = mention.target
        every = tuple(self.names.collections.values())
        kinds = [kind for kind in every if kind.cite] or [kind for kind in every if kind.name == "resources"]
        found = [kind for kind in kinds if self.names.find(kind.name, name) is not None]
        if len(found) > 1:
            self.ambiguous(origin, mention, name, found)
            return None
        if not found:
            self.uncitable(origin, mention, kinds)
            return None
        item = self.item(origin, mention, found[0], name)
        return Target(item=item.key) if item else None

    def uncitable(self, origin: Item, mention: Mention, kinds: Sequence[Collection]) -> None:
        """A citation that names no resource: perhaps it names something else."""
        name = mention.target
        if any(self.names.is_lost(kind.name, name) for kind in kinds):
            return
        other = next((item for kind in self.names.collections if (item := self.names.find(kind, name)) is not None), None)
        if other is not None:
            self.report(citation_of_non_resource.diagnose(mention.span, origin.entry.name, name, other.key))
        elif kinds:
            self.unknown(origin, mention, kinds[0], name)

    def ambiguous(self, origin: Item, mention: Mention, name: str, kinds: Sequence[Collection]) -> None:
        """A bare name that several collections know."""
        found = [item.key for kind in kinds if (item := self.names.find(kind.name, name)) is not None]
        self.report(ambiguous_name.diagnose(mention.span, origin.entry.name, name, found))

    def printed(self, origin: Item, mention: Mention, rest: str) -> Target | None:
        """`book:p/47`, `book:fig/1-5`, `book:table/1-3`: a place of the printed book."""
        target, allowed = printed.find(rest, self.book.settings.data, self.names, self.starts)
        if target is None:
            self.report(print_anchor_out_of_range.diagnose(mention.span, origin.entry.name, rest, allowed))
        return target

    def path(self, origin: Item, mention: Mention, written: str) -> Target | None:
        """A relative path, as it works on GitHub."""
        path, _, anchor = written.partition("#")
        if not path.partition("?")[0]:
            self.report(missing_target.empty(mention.span, origin.entry.name))
            return None
        full = paths.full(path, posixpath.dirname(origin.entry.source.path))
        if full is None:
            self.report(outside_path.diagnose(mention.span, origin.entry.name))
            return None
        if full in self.files:
            return self.entry(origin, mention, self.files[full], unquote(anchor), path)
        if full in self.book.assets:
            return Target(asset=full)
        kind = next((kind for kind in self.names.collections.values() if full == f"content/{kind.folder}"), None)
        if kind is not None:
            return Target(collection=kind.name)
        if full not in self.names.unread:
            self.missing(origin, mention, full, path)
        return None

    def entry(self, origin: Item, mention: Mention, item: Item, anchor: str, path: str) -> Target | None:
        """A path to the Markdown file of an entry."""
        if self.reachable(origin, mention, item) is None:
            return None
        if anchor and not any(anchor == known.id for known in item.anchors):
            near = nearest(anchor, [known.id for known in item.anchors])
            whole = f"{path}#{near[0]}" if len(near) == 1 else None
            self.tell(origin, mention, missing_anchor.diagnose(mention.span, origin.entry.name, anchor, near, whole, path))
            return None
        return self.filled(origin, mention, item, Target(item=item.key, anchor=anchor or None))

    def missing(self, origin: Item, mention: Mention, full: str, written: str) -> None:
        """No such file: name the ones that were probably meant, as they would be written here."""
        if full in self.book.files:
            self.report(missing_target.diagnose(mention.span, origin.entry.name, written, (), exists=True))
            return
        here = posixpath.dirname(origin.entry.source.path)
        known = sorted({*self.files, *self.book.assets})
        same = paths.same(full, known)
        near = [posixpath.relpath(path, here) for path in same or paths.similar(full, known)]
        whole = near[0] + addresses.seen(mention.target)[len(written) :] if len(near) == 1 else None
        finding = missing_target.diagnose(mention.span, origin.entry.name, written, near, safe=bool(same), whole=whole)
        self.tell(origin, mention, finding)

    def tell(self, origin: Item, mention: Mention, finding: Diagnostic) -> None:
        """Report a finding; its fix stays only where the destination stands as written (or in quotes, which stay)."""
        source, target = origin.entry.source, mention.target
        cut = source.cut(mention.span)
        if finding.fix is not None and cut != target:
            quoted = cut[1:-1] == target and cut[:1] in {'"', "'"}
            finding = replace(finding, fix=_inside(finding.fix, origin, mention) if quoted else None)
        self.report(finding)


def by_file(items: Mapping[str, Item]) -> dict[str, Item]:
    """Items by the file they stand in, where a file is one entry (Markdown, and one mapping a file)."""
    return {item.entry.source.path: item for item in items.values() if item.collection.form is not Form.YAML_LIST}


def _respelt(mention: Mention, name: str, item: Item) -> str:
    """The destination with another item in the place of a name; a bare name stays bare, and an anchor stays."""
    if mention.target == name:
        return item.id
    return item.key + "".join(mention.target.partition("#")[1:])


def _titled(item: Item) -> str:
    return f" ({shown(item.title)})" if item.title != item.id else ""


def _inside(fix: Fix, origin: Item, mention: Mention) -> Fix:
    """The fix between the quotes of a quoted destination."""
    source, span = origin.entry.source, mention.span
    if span.start is None or span.end is None:
        return fix
    inner = source.span(source.offset(span.start) + 1, source.offset(span.end) - 1)
    return replace(fix, edits=tuple(Edit(inner, edit.text) for edit in fix.edits))
