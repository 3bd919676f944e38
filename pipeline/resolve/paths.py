"""A relative path, as it works on GitHub → the entry, the list or the file it leads to, or a finding."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.model.document import Form, Mention
from pipeline.model.similar import nearest
from pipeline.model.site import Item, Target
from pipeline.resolve import addresses
from pipeline.resolve.faults import missing_anchor, missing_target, outside_path
from pipeline.resolve.reader import Reader

ASSETS = "content/assets"


def by_file(items: Mapping[str, Item]) -> dict[str, Item]:
    """Items by the file they stand in, where a file is one entry (Markdown, and one mapping a file)."""
    return {item.entry.source.path: item for item in items.values() if item.collection.form is not Form.YAML_LIST}


def read(reader: Reader, origin: Item, mention: Mention, written: str) -> Target | None:
    """What a destination without scheme means, `written` as a browser sees it; `None` after a finding."""
    path, _, anchor = written.partition("#")
    if not path.partition("?")[0]:
        reader.report(missing_target.empty(mention.place, origin.entry.name))
        return None
    whole = full(path, posixpath.dirname(origin.entry.source.path))
    if whole is None:
        reader.report(outside_path.diagnose(mention.place, origin.entry.name))
        return None
    if whole in reader.files:
        return _entry(reader, origin, mention, reader.files[whole], unquote(anchor), path)
    if whole in reader.book.assets:
        return Target(asset=whole)
    kind = next((kind for kind in reader.names.collections.values() if whole == f"content/{kind.folder}"), None)
    if kind is not None:
        return Target(collection=kind.name)
    if whole not in reader.names.unread:
        _missing(reader, origin, mention, whole, path)
    return None


def _entry(reader: Reader, origin: Item, mention: Mention, item: Item, anchor: str, path: str) -> Target | None:
    """A path to the Markdown file of an entry."""
    if reader.reachable(origin, mention, item) is None:
        return None
    if anchor and not any(anchor == known.id for known in item.anchors):
        near = nearest(anchor, [known.id for known in item.anchors])
        whole = f"{path}#{near[0]}" if len(near) == 1 else None
        reader.tell(origin, mention, missing_anchor.diagnose(mention.place, origin.entry.name, anchor, near, whole, path))
        return None
    return reader.filled(origin, mention, item, Target(item=item.key, anchor=anchor or None))


def _missing(reader: Reader, origin: Item, mention: Mention, path: str, written: str) -> None:
    """No such file: name the ones that were probably meant, as they would be written here."""
    if path in reader.book.files:
        reader.report(missing_target.diagnose(mention.place, origin.entry.name, written, (), exists=True))
        return
    here = posixpath.dirname(origin.entry.source.path)
    known = sorted({*reader.files, *reader.book.assets})
    alike = same(path, known)
    near = [posixpath.relpath(other, here) for other in alike or similar(path, known)]
    whole = near[0] + addresses.seen(mention.target)[len(written) :] if len(near) == 1 else None
    finding = missing_target.diagnose(mention.place, origin.entry.name, written, near, safe=bool(alike), whole=whole)
    reader.tell(origin, mention, finding)


def full(written: str, here: str) -> str | None:
    """A path as written in a file, and the file's folder → the path from the root; `None` when it leads out of the book.

    Escapes are decoded first, and a backslash is what it is to a browser: a slash.
    """
    plain = unquote(written.partition("?")[0]).replace("\\", "/")
    joined = posixpath.normpath(plain.lstrip("/") if plain.startswith("/") else posixpath.join(here, plain))
    return None if joined == ".." or joined.startswith("../") else joined


def same(path: str, known: Iterable[str]) -> list[str]:
    """The known paths that differ from one in upper and lower case alone, or in how letters with marks are written."""
    wanted = _folded(path)
    return [other for other in known if _folded(other) == wanted]


def similar(path: str, known: Sequence[str]) -> list[str]:
    """At most three known paths that were probably meant: that name elsewhere, else a similar name here, else anywhere."""
    folder, name = posixpath.split(path)
    elsewhere = [other for other in known if posixpath.basename(other) == name]
    here = {posixpath.basename(other): other for other in known if posixpath.dirname(other) == folder}
    anywhere = {posixpath.basename(other): other for other in reversed(known)}
    return (
        elsewhere[:3]
        or [here[other] for other in nearest(name, sorted(here))]
        or [anywhere[other] for other in nearest(name, sorted(anywhere))]
    )


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()
