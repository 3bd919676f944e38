"""The order of things: load → validate → resolve → check → render → publish; the only module that knows every stage.

Writers are imported by the step that needs them: a check must not wait for what it does not use.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import check as checking
from pipeline import edit as editing
from pipeline import load as loading
from pipeline import report as reporting
from pipeline import resolve as resolving
from pipeline import validate as validating
from pipeline.model.diagnostic import Code, Diagnostic, Outcome, Severity
from pipeline.model.document import Book
from pipeline.model.similar import nearest
from pipeline.model.site import Site
from pipeline.model.span import Source, Span

if TYPE_CHECKING:
    from pipeline import publish as publishing
    from pipeline.cache import Store
    from pipeline.cache.facts import Memory
    from pipeline.model.artifact import Artifact
    from pipeline.model.heatmap import Chart, Input, Order
    from pipeline.model.manuscript import Manuscript

OUTPUTS = ("html", "json", "epub", "heatmap")
UNREADABLE = "BLD901"
GAP = "REF305"
"""The code of what the outside world keeps from us: no fault of a text."""
ROUNDS = 10
"""How often a repaired book is looked at again for what else can be repaired."""

Choice = checking.Choice
ALL = Choice()


class Health(Enum):
    """Whether a book can be published at all: its settings or its schemas may be at fault."""

    SOUND = "sound"
    SETTINGS = "settings"
    SCHEMAS = "schemas"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say about a book, sorted, and the texts it is said of."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(repr=False)
    health: Health

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.diagnostics)

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors (or, if strict, warnings)."""
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)

    def status(self, *, strict: bool) -> int:
        """The exit status: 0 clean, 1 findings, 2 where settings or schemas are at fault or a file can't be read."""
        if self.health is not Health.SOUND or any(map(self.grave, self.diagnostics)):
            return 2
        return int(self.fails(strict=strict))

    def grave(self, finding: Diagnostic) -> bool:
        """Whether a finding makes the check itself doubtful: it is always shown."""
        own = finding.span.path == loading.SETTINGS or finding.span.path.startswith("schemas/")
        return finding.severity is Severity.ERROR and (own or finding.code.code == UNREADABLE)


@dataclass(frozen=True, slots=True)
class Checked(Verdict):
    """A book that was read and judged: the verdict, the site and its charts."""

    site: Site
    charts: "tuple[Chart, ...]"
    broken: frozenset[str] = frozenset()
    """The entries that can't be published, as `collection:id`."""


V = TypeVar("V", bound=Verdict)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A book that was repaired: as it was, as it is, and every file that changed, with its text before and after."""

    before: Checked
    after: Checked
    texts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Built:
    """A book that was published: what was checked, and what was written (`None` when nothing could be)."""

    checked: Checked
    published: "publishing.Published | None"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Charts that were drawn (or compared with files): how many files, and what was noticed."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors (or, if strict, warnings)."""
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)


def check(root: Path, *, drafts: bool = False, texts: Mapping[str, str] | None = None) -> Checked:
    """Read a book and judge it: every finding, in order. Opens no socket and writes nothing.

    Of files named in `texts` that text is judged, not what the disk holds.
    """
    return _check(loading.read(root).changed(texts or {}), drafts=drafts)


def judge(root: Path, *, store: "Store | None" = None, tracked: bool = False) -> Verdict:
    """What `check` says of a book; from the store where no byte of the book and of ourselves has changed since it was said.

    With `tracked` only the files in git's index make the book, as a commit would take them.
    """
    from pipeline import cache  # the hook opens a store without all this

    tree = loading.read(root, tracked=tracked)
    if store is None:
        return _check(tree)
    name = cache.key("verdict", cache.tool(), tree.digest())
    known = _recalled(tree, store.get([name]).get(name, ""))
    if known is not None:
        return known
    checked = _check(tree, store=store)
    store.put({name: _kept(checked)})
    return checked


def _check(tree: loading.Tree, *, drafts: bool = False, store: "Store | None" = None) -> Checked:
    """What was read of a book → the book and all findings. What the store knows of a file is not worked out again."""
    memory = _memory(store, tree)
    known = memory.recall(tree.data()) if memory else None
    loaded = loading.interpret(tree, known.entries if known else None)
    book = loaded.value
    faults = tuple(validating.schema_faults(book.schemas))
    if faults:
        empty = resolving.resolve(replace(book, entries=(), collections=())).value
        return Checked(_sorted((*loaded.diagnostics, *faults)), _sources(book), Health.SCHEMAS, empty, ())
    unknown = tuple(entry for entry in book.entries if known is None or entry.source.path not in known.valid)
    judged = tuple(validating.validate(replace(book, entries=unknown)))
    if memory and known:
        memory.remember(known, book.entries, _files(loaded.diagnostics), _files(judged))
    invalid = tuple(further(judged, loaded.diagnostics))
    resolved = resolving.resolve(book, drafts=drafts)
    charts = _charts(resolved.value)
    later = (*resolved.diagnostics, *checking.check(resolved.value), *charts.diagnostics)
    found = _sorted((*loaded.diagnostics, *invalid, *further(later, (*loaded.diagnostics, *invalid))))
    kept = _sorted(checking.configure(checking.suppress(found, book, codes()), book, codes()))
    return Checked(kept, _sources(book), _health(kept, book), resolved.value, charts.value, _broken((*found, *judged), kept))


def _charts(site: Site) -> "Outcome[tuple[Chart, ...]]":
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


def _files(found: Iterable[Diagnostic]) -> frozenset[str]:
    """The files that some findings are in."""
    return frozenset(finding.span.path for finding in found)


def _kept(checked: Verdict) -> str:
    """A verdict → the text that is kept of it."""
    from pipeline.cache import findings

    return json.dumps([checked.health.value, list(checked.sources), findings.packed(checked.diagnostics)], separators=(",", ":"))


def _recalled(tree: loading.Tree, kept: str) -> Verdict | None:
    """The text that was kept → the verdict; `None` when there is none, or none that can be read."""
    from pipeline.cache import JUNK, findings

    try:
        health, paths, packed = json.loads(kept)
        return Verdict(findings.unpacked(packed), loading.sources(tree, paths), Health(health))
    except JUNK:
        return None


def show(checked: V, choice: Choice, known: checking.Baseline | None = None) -> V:
    """What somebody asked for of the findings of a book, without those that a baseline knows."""
    new = checking.news(checked.diagnostics, _masked(checked), known).diagnostics if known else checked.diagnostics
    chosen = {id(finding) for finding in new if choice.includes(finding)}
    kept = tuple(finding for finding in checked.diagnostics if id(finding) in chosen or checked.grave(finding))
    return replace(checked, diagnostics=kept)


def fix(root: Path, *, unsafe: bool, write: bool, choice: Choice = ALL, known: checking.Baseline | None = None) -> Fixed:
    """Check a book and make the safe repairs of what `show` shows (with `unsafe` the others too), until nothing changes any more.

    Without `write` the files stay as they are. Files are written whole or not at all, none outside the book and none through a link;
    one that somebody else has changed meanwhile is left alone. Raises OSError where a folder can't be written.
    """
    before = after = check(root)
    texts: dict[str, tuple[str, str]] = {}
    for _ in range(ROUNDS):
        shown = show(after, choice, known)
        sources = _editable(root, shown)
        changed = editing.fix(shown.diagnostics, sources, unsafe=unsafe)
        if not changed:
            break
        texts |= {path: (texts[path][0] if path in texts else sources[path].text, text) for path, text in changed.items()}
        after = check(root, texts={path: text for path, (_, text) in texts.items()})
    if not write:
        return Fixed(before, after, texts)
    done = {path: (old, new) for path, (old, new) in texts.items() if editing.write(root, path, old, new)}
    return Fixed(before, after if done == texts else check(root), done)


def difference(fixed: Fixed, *, visible: bool) -> str:
    """What a repair changes, as a unified diff; `visible` shows on a terminal what would act on it."""
    whole = "".join(editing.difference(path, old, new) for path, (old, new) in sorted(fixed.texts.items()))
    whole = reporting.covered(whole, fixed.before.sources, fixed.before.diagnostics)
    return "".join(f"{reporting.visible(line)}\n" for line in whole.split("\n")[:-1]) if visible else whole


def baseline(checked: Verdict) -> str:
    """The text of a baseline that knows every finding of a book, but for those of locked codes."""
    return checking.baseline_text(checking.baseline(checked.diagnostics, _masked(checked)))


def known(data: bytes) -> checking.Baseline:
    """The bytes of a baseline → what it knows. Raises ValueError where it is none."""
    return checking.read_baseline(data)


def gone(checked: Verdict, known: checking.Baseline) -> int:
    """How many findings of a baseline no longer occur."""
    return checking.news(checked.diagnostics, _masked(checked), known).gone


def build(root: Path, out: Path, *, outputs: Iterable[str] = (), strict: bool = False, drafts: bool = False) -> Built:
    """Check a book, then publish what is sound of it below `out`.

    An entry with errors of its own is left out, and a reference that means nothing loses its link. With `strict` nothing
    is published unless everything is sound. Raises OSError where `out` can't be written.
    """
    from pipeline import publish as publishing

    checked = check(root, drafts=drafts)
    if checked.health is not Health.SOUND or (strict and checked.fails(strict=True)):
        return Built(checked, None)
    chosen = tuple(outputs) or _wanted(checked.site.book)
    site, charts = _sound(checked, drafts=drafts)
    artifacts = tuple(_artifacts(site, charts, chosen))
    faults = tuple(publishing.faults_of(artifacts))
    if faults:
        return Built(replace(checked, diagnostics=_sorted((*checked.diagnostics, *faults))), None)
    return Built(checked, publishing.publish(artifacts, out, kept=set(OUTPUTS) - set(chosen)))


def exports(arguments: Iterable[str]) -> "tuple[Input, ...]":
    """Names from a command line (zips, folders, files, patterns) → the exports in them, not yet read."""
    from pipeline.render import heatmap

    return heatmap.inputs(arguments)


def draw(order: "Order", out: Path, *, root: Path | None = None, check: bool = False) -> Drawn:
    """Draw heatmaps: of the exports an order names, else those of the book at `root`.

    Writes into `out`; with `check` nothing is written, and a file that differs is HMP509. Raises OSError.
    """
    from pipeline import publish as publishing
    from pipeline.render import heatmap

    book = None if root is None else loading.load(root).value
    made = heatmap.draw(order, None if book is None else resolving.resolve(book).value)
    found = list(made.diagnostics)
    if check:
        found += heatmap.outdated(made.value, lambda path: (out / path).read_bytes() if (out / path).is_file() else None)
    elif not any(finding.severity is Severity.ERROR for finding in found):
        publishing.write(made.value, out)
    return Drawn(len(made.value), _sorted(found), {} if book is None else _sources(book))


def write_samples(folder: Path, seed: int, years: int) -> int:
    """Write the generated sample exports into a folder → how many files. Raises OSError."""
    from pipeline import publish as publishing
    from pipeline.render import heatmap

    made = heatmap.samples(seed, years)
    publishing.write(made, folder)
    return len(made)


def report(
    checked: Verdict | Drawn,
    form: str,
    *,
    width: int,
    colour: bool,
    ascii_only: bool,
    verbose: bool = False,
    root: Path | None = None,
    choice: Choice = ALL,
) -> str:
    """Everything there is to say about a book, in one of the formats of `report`.

    With `root`, formats for other programs name files as they stand in the repository; `choice` says which files were asked for.
    """
    return reporting.report(
        checked.diagnostics,
        len(checked.sources),
        checked.sources,
        form,
        width=width,
        colour=colour,
        ascii_only=ascii_only,
        verbose=verbose,
        addresses=_addresses(root, checked) if root is not None and isinstance(checked, Verdict) else None,
        checked=filter(choice.covers, checked.sources),
    )


def summary(built: Built) -> str:
    """What a build did, in one line: pages, items, links and references, files."""
    site, published = built.checked.site, built.published
    if published is None:
        return "Nothing was published."
    pages = sum(path.endswith(".html") and path.startswith("html/") for path, _, _ in published.manifest.files)
    links = sum(len(prose.mentions) for item in site.items.values() for _, prose in item.entry.prose())
    files = len(published.manifest.files)
    reused = files - published.written
    left_out = sum(entry.name in built.checked.broken for entry in site.book.entries)
    return (
        f"Published {len(site.items)} entries on {pages} pages, with {links:,} links and {len(site.edges):,} references: "
        f"{files} files, {reused} of them unchanged." + (f" Entries left out because of their errors: {left_out}." if left_out else "")
    )


def codes() -> Iterator[Code]:
    """Every code there is, from the literal tables of all stages, in order. Nothing is imported before the first is asked for."""
    from pipeline import publish as publishing
    from pipeline.render import heatmap

    tables = (loading.FAULTS, validating.FAULTS, resolving.FAULTS, checking.CODES, heatmap.FAULTS, publishing.FAULTS)
    yield from sorted((code for table in tables for code in table), key=lambda code: code.code)


def similar(code: str) -> str | None:
    """The code, or name of one, that was probably meant."""
    return next(iter(nearest(code, [name for known in codes() for name in (known.code, known.name)], 1)), None)


def manual(code: Code) -> str:
    """The page of a code, in Markdown: what `pipeline explain` prints and what stands in `docs/rules/`."""
    lock = " It can't be suppressed, downgraded or put in a baseline." if code.locked else ""
    return f"# {code.code}: {code.name}\n\nSeverity: {code.severity.word}.{lock}\n\n{code.page.strip()}\n"


def explain(code: str) -> Code | None:
    """A code (or its name) → its declaration, whose `page` is the manual."""
    return next((known for known in codes() if code.casefold() in {known.code.casefold(), known.name}), None)


def _artifacts(site: Site, charts: "tuple[Chart, ...]", chosen: tuple[str, ...]) -> "Iterator[Artifact]":
    """Every file of the chosen outputs."""
    from pipeline.render import compile as compiling
    from pipeline.render import epub, html
    from pipeline.render import json as data

    manuscript: Manuscript = compiling.manuscript(site, loading.parse)
    for name, write in (("html", html.write), ("json", data.write), ("epub", epub.write)):
        if name in chosen:
            yield from write(site, manuscript, charts)
    if "heatmap" in chosen:
        for chart in charts:
            yield from chart.files


def _wanted(book: Book) -> tuple[str, ...]:
    """The outputs that `book.yaml` asks for; all of them when it does not say."""
    publish = book.settings.data.get("publish", {})
    return tuple(publish.get("formats", OUTPUTS))


def _sound(checked: Checked, *, drafts: bool) -> "tuple[Site, tuple[Chart, ...]]":
    """The site without the entries that have errors of their own."""
    book = checked.site.book
    sound = tuple(entry for entry in book.entries if entry.name not in checked.broken)
    if len(sound) == len(book.entries):
        return checked.site, checked.charts
    site = resolving.resolve(replace(book, entries=sound), drafts=drafts).value
    return site, _charts(site).value


def _broken(found: Iterable[Diagnostic], kept: Iterable[Diagnostic]) -> frozenset[str]:
    """The entries with an error of their own fields; a reference that leads nowhere breaks only itself.

    What is wrong with the shape of an entry counts even where the book's settings or a comment silence it: no writer could go on.
    """
    shape = ("YML", "SCH101", "SCH102", "SCH107", "SCH109")
    families = ("YML", "SCH", "EDN", "HMP")
    told = (*(finding for finding in found if finding.code.code.startswith(shape)), *kept)
    errors = (finding for finding in told if finding.severity is Severity.ERROR and finding.code.code.startswith(families))
    return frozenset(finding.item for finding in errors if finding.item is not None)


def further(later: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of later stages, but for those whose place holds the place of an earlier error: that is the cause.

    Advice about an entry waits until the entry has no errors.
    """
    errors = sorted((finding for finding in earlier if finding.severity is Severity.ERROR), key=lambda finding: finding.span.key)
    broken = {finding.item for finding in errors if finding.item is not None}
    whole = {finding.span for finding in errors}
    places = [finding.span for finding in errors if finding.span.start is not None]
    # Where a file of a collection can't be read, gaps in that collection are no news.
    unread = {finding.span.path.rpartition("/")[0] for finding in errors if finding.code.code.startswith("YML")}
    for finding in later:
        if finding.code.code == GAP and finding.span.path.rpartition("/")[0] in unread:
            continue
        idle = finding.severity is Severity.INFO and finding.item in broken
        if not idle and finding.span not in whole and not _holds(finding.span, places):
            yield finding


def _holds(span: Span, places: list[Span]) -> bool:
    """Whether one of some sorted places lies within a span."""
    if span.start is None or span.end is None:
        return False
    begin = bisect_left(places, (span.path, span.start.line, span.start.column), key=lambda place: place.key[:3])
    end = (span.path, span.end.line, span.end.column)
    inside = takewhile(lambda place: place.key[:3] <= end, islice(places, begin, None))
    return any((place.path, *place.key[3:]) <= end for place in inside)


def _health(found: Iterable[Diagnostic], book: Book) -> Health:
    faulty = {finding.span.path for finding in found if finding.severity is Severity.ERROR}
    if any(path.startswith("schemas/") for path in faulty):
        return Health.SCHEMAS
    return Health.SETTINGS if book.settings.source.path in faulty else Health.SOUND


def _editable(root: Path, checked: Checked) -> Mapping[str, Source]:
    """The texts that repairs speak of and that may be changed: sources, and data files as far as they are text."""
    named = {edit.span.path for finding in checked.diagnostics if finding.fix is not None for edit in finding.fix.edits}
    assets = checked.site.book.assets
    data = {path: Source.of(path, assets[path].decode("utf-8", "replace")) for path in sorted(named & set(assets))}
    return {path: source for path, source in (data | dict(checked.sources)).items() if path in named and editing.editable(root, path)}


def _masked(checked: Verdict) -> Mapping[str, Source]:
    """The sources without secrets: nothing that is written down depends on them."""
    return reporting.masked(checked.sources, checked.diagnostics)


def _addresses(root: Path, checked: Verdict) -> Mapping[str, str]:
    spans = (span for finding in checked.diagnostics for span in (finding.span, *(label.span for label in finding.related)))
    return loading.addresses(root, (*checked.sources, *(span.path for span in spans)))


def _sources(book: Book) -> Mapping[str, Source]:
    return {book.settings.source.path: book.settings.source, **book.sources}


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, each once."""
    return tuple({(finding.key): finding for finding in sorted(found, key=lambda finding: finding.key)}.values())
