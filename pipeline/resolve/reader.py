"""A name in a reference → the item it means, or a finding that says why it means none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.diagnostic import Diagnostic, Edit, Fix, Label
from pipeline.model.document import Book, Collection, Kind, Mention
from pipeline.model.site import Item, Target
from pipeline.resolve import addresses, placeholders
from pipeline.resolve.faults import ambiguous_name, archived_target, outdated_alias, unknown_id, unpublished_target, unsupported_spelling
from pipeline.resolve.names import Names
from pipeline.resolve.printed import Start
from pipeline.resolve.shown import shown

Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the references of one book; every finding goes to `report`. With `drafts`, a draft may be named like anything else.

    `files` are the items that are files of their own, by path; `starts` the pages of the printed book on which something starts.
    """

    book: Book
    names: Names
    files: Mapping[str, Item] = field(repr=False)
    starts: tuple[Start, ...] = field(repr=False)
    report: Report = field(repr=False)
    drafts: bool = False

    def item(self, origin: Item, mention: Mention, kind: Collection, name: str) -> Item | None:
        """The item a name means; findings for names nobody has, former names, drafts and archived ones."""
        item = self.names.find(kind.name, name)
        if item is None:
            if not self.names.is_lost(kind.name, name):
                self.unknown(origin, mention, kind, name)
            return None
        if self.names.is_former(kind.name, name):
            whole = _respelt(mention, name, item.id, item)
            self.tell(origin, mention, outdated_alias.diagnose(mention.place, origin.entry.name, name, item.id, whole))
        return self.reachable(origin, mention, item)

    def reachable(self, origin: Item, mention: Mention, item: Item) -> Item | None:
        """The item, unless it is a draft that a published entry may not name."""
        if item.status == "draft" and origin.status != "draft" and not self.drafts:
            self.report(unpublished_target.diagnose(mention.place, origin.entry.name, item.key))
            return None
        if item.status == "archived" and origin.status != "archived":
            self.report(archived_target.diagnose(mention.place, origin.entry.name, item.key))
        return item

    def unknown(self, origin: Item, mention: Mention, kind: Collection, name: str) -> None:
        """No such entry: name those that were probably meant."""
        bare = mention.kind in {Kind.FIELD, Kind.CITATION}
        near = self.names.similar(kind.name, name, beyond=not bare)
        label = (near[0][1].collection if near else kind).label.lower()
        words = [f"`{told if item.collection is kind else f'{item.collection.prefix}:{told}'}`{_titled(item)}" for told, item in near]
        whole = _respelt(mention, name, *near[0]) if len(near) == 1 else None
        finding = unknown_id.diagnose(mention.place, origin.entry.name, kind.label.lower(), name, words, whole, label)
        self.tell(origin, mention, finding)

    def ambiguous(self, origin: Item, mention: Mention, name: str, kinds: Sequence[Collection]) -> None:
        """A bare name that several collections know."""
        found = [item.key for kind in kinds if (item := self.names.find(kind.name, name)) is not None]
        self.report(ambiguous_name.diagnose(mention.place, origin.entry.name, name, found))

    def spelt(self, origin: Item, mention: Mention, kind: Collection) -> None:
        """A collection's own name in the place of its prefix is understood, and better replaced."""
        found = addresses.parts(mention.target)
        if found is not None and found[0] != kind.prefix:
            self.tell(origin, mention, unsupported_spelling.collection(mention, origin.entry.name, kind, found[1]))

    def filled(self, origin: Item, mention: Mention, item: Item, target: Target) -> Target:
        """The target, after a look at the words in braces that it is to fill."""
        for finding in placeholders.of_item(origin, mention, item, target):
            self.report(finding)
        return target

    def tell(self, origin: Item, mention: Mention, finding: Diagnostic) -> None:
        """Report a finding; its fix stays only where the destination stands as written (or in quotes, which stay)."""
        source, target = origin.entry.source, mention.target
        cut = source.cut(mention.place)
        if finding.fix is not None and cut != target:
            quoted = cut[1:-1] == target and cut[:1] in {'"', "'"}
            finding = replace(finding, fix=_inside(finding.fix, origin, mention) if quoted else None)
        if mention.defined is not None:
            finding = replace(finding, related=(*finding.related, Label(mention.span, "used here")))
        self.report(finding)


def _respelt(mention: Mention, name: str, told: str, item: Item) -> str:
    """The destination with a name of another item in the place of a name; a bare name stays bare, and an anchor stays."""
    if mention.target == name:
        return told
    return f"{item.collection.prefix}:{told}" + "".join(mention.target.partition("#")[1:])


def _titled(item: Item) -> str:
    return f" ({shown(item.title)})" if item.title != item.id else ""


def _inside(fix: Fix, origin: Item, mention: Mention) -> Fix:
    """The fix between the quotes of a quoted destination."""
    source, span = origin.entry.source, mention.place
    if span.start is None or span.end is None:
        return fix
    inner = source.span(source.offset(span.start) + 1, source.offset(span.end) - 1)
    return replace(fix, edits=tuple(Edit(inner, edit.text) for edit in fix.edits))
