"""A book → everything there is to say about it; what a store knows is not worked out again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import check as checking
from pipeline import load as loading
from pipeline import resolve as resolving
from pipeline import validate as validating
from pipeline.flow.catalogue import codes
from pipeline.flow.causes import broken, files, further, health, ordered
from pipeline.flow.verdict import Checked, Health, Verdict
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book
from pipeline.model.site import Site
from pipeline.model.span import Source

if TYPE_CHECKING:
    from pipeline.cache import Store
    from pipeline.cache.facts import Memory
    from pipeline.model.heatmap import Chart


def check(root: Path, *, drafts: bool = False, texts: Mapping[str, str] | None = None) -> Checked:
    """Read a book and judge it: every finding, in order. Opens no socket and writes nothing.

    Of files named in `texts` that text is judged, not what the disk holds.
    """
    return examine(loading.read(root).changed(texts or {}), drafts=drafts)


def judge(root: Path, *, store: "Store | None" = None, tracked: bool = False) -> Verdict:
    """What `check` says of a book; from the store where no byte of the book and of ourselves has changed since it was said.

    With `tracked` only the files in git's index make the book, as a commit would take them.
    """
    from pipeline import cache  # the hook opens a store without all this

    tree = loading.read(root, tracked=tracked)
    if store is None:
        return examine(tree)
    name = cache.key("verdict", cache.tool(), tree.digest())
    known = _recalled(tree, store.get([name]).get(name, ""))
    if known is not None:
        return known
    checked = examine(tree, store=store)
    store.put({name: _kept(checked)})
    return checked


def examine(tree: loading.Tree, *, drafts: bool = False, store: "Store | None" = None) -> Checked:
    """What was read of a book → the book and all findings. What the store knows of a file is not worked out again."""
    memory = _memory(store, tree)
    known = memory.recall(tree.data()) if memory else None
    loaded = loading.interpret(tree, known.entries if known else None)
    book = loaded.value
    faults = tuple(validating.schema_faults(book.schemas, lambda path: loading.source(tree, path)))
    if faults:
        empty = resolving.resolve(replace(book, entries=(), collections=())).value
        told = ordered((*loaded.diagnostics, *faults))
        return Checked(told, _texts(tree, book, told), Health.SCHEMAS, empty, ())
    unknown = tuple(entry for entry in book.entries if known is None or entry.source.path not in known.valid)
    judged = tuple(validating.validate(replace(book, entries=unknown)))
    if memory and known:
        memory.remember(known, book.entries, files(loaded.diagnostics), files(judged))
    invalid = tuple(further(judged, loaded.diagnostics))
    resolved = resolving.resolve(book, drafts=drafts)
    drawn = charts(resolved.value)
    later = (*resolved.diagnostics, *checking.check(resolved.value), *drawn.diagnostics)
    found = ordered((*loaded.diagnostics, *invalid, *further(later, (*loaded.diagnostics, *invalid))))
    left = checking.suppress(found, book, codes(), checking.skipped(resolved.value), (*judged, *later))
    kept = ordered(checking.configure(left, book, codes()))
    return Checked(kept, _texts(tree, book, kept), health(kept, book), resolved.value, drawn.value, broken((*found, *judged), kept))


def charts(site: Site) -> "Outcome[tuple[Chart, ...]]":
    """The charts of a site, where it has any or holds data that they might be drawn from."""
    if not site.book.assets and not site.of("artifacts"):
        return Outcome(())
    from pipeline.render import heatmap

    return heatmap.charts(site)


def _memory(store: "Store | None", tree: loading.Tree) -> "Memory | None":
    if store is None:
        return None
    from pipeline.cache.facts import Memory

    return Memory.of(store, tree.digests(), loading.SETTINGS, tree.today)


def _kept(checked: Verdict) -> str:
    """A verdict → the text that is kept of it."""
    from pipeline.cache import findings

    return json.dumps([checked.health.value, list(checked.sources), findings.packed(checked.diagnostics)], separators=(",", ":"))


def _recalled(tree: loading.Tree, kept: str) -> Verdict | None:
    """The text that was kept → the verdict; `None` when there is none, or none that can be read."""
    from pipeline.cache import JUNK, findings

    try:
        state, paths, packed = json.loads(kept)
        return Verdict(findings.unpacked(packed), loading.sources(tree, paths), Health(state))
    except JUNK:
        return None


def _texts(tree: loading.Tree, book: Book, found: Iterable[Diagnostic]) -> Mapping[str, Source]:
    """Every text of a book, and those of the schemas that findings speak of."""
    places = {span.path for finding in found for span in (finding.span, *(label.span for label in finding.related))}
    return {**sources(book), **loading.sources(tree, sorted(path for path in places if path.startswith("schemas/")))}


def sources(book: Book) -> Mapping[str, Source]:
    """Every text of a book, its settings first."""
    return {book.settings.source.path: book.settings.source, **book.sources}
