"""The order of things: load → validate → resolve → check → render → publish; the only module that knows every stage."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from pipeline import check as checking
from pipeline import edit as editing
from pipeline import load as loading
from pipeline import publish as publishing
from pipeline import report as reporting
from pipeline import resolve as resolving
from pipeline import validate as validating
from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Book
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.similar import nearest
from pipeline.model.site import Site
from pipeline.model.span import Source
from pipeline.render import compile as compiling
from pipeline.render import epub, heatmap, html, json

OUTPUTS = ("html", "json", "epub", "heatmap")
CODES: tuple[Code, ...] = tuple(
    sorted(
        (
            *loading.FAULTS,
            *validating.FAULTS,
            *resolving.FAULTS,
            *checking.CODES,
            *heatmap.FAULTS,
            *publishing.FAULTS,
        ),
        key=lambda code: code.code,
    )
)
"""Every code there is, from the literal tables of all stages."""
UNREADABLE = "BLD901"
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
class Checked:
    """A book that was read and judged: the site, its charts, and everything there is to say about it, sorted."""

    site: Site
    charts: tuple[Chart, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(repr=False)
    health: Health = Health.SOUND
    broken: frozenset[str] = frozenset()
    """The entries that can't be published, as `collection:id`."""

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
        own = finding.span.path == self.site.book.settings.source.path or finding.span.path.startswith("schemas/")
        return finding.severity is Severity.ERROR and (own or finding.code.code == UNREADABLE)


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
    published: publishing.Published | None


def check(root: Path, *, drafts: bool = False, texts: Mapping[str, str] | None = None) -> Checked:
    """Read a book and judge it: every finding, in order. Opens no socket and writes nothing.

    Of files named in `texts` that text is judged, not what the disk holds.
    """
    loaded = loading.load(root, texts)
    book = loaded.value
    faults = tuple(validating.schema_faults(book.schemas))
    if faults:
        empty = resolving.resolve(replace(book, entries=(), collections=())).value
        return Checked(empty, (), _sorted((*loaded.diagnostics, *faults)), _sources(book), health=Health.SCHEMAS)
    invalid = tuple(validating.validate(book))
    resolved = resolving.resolve(book, drafts=drafts)
    charts = heatmap.charts(resolved.value)
    later = (*resolved.diagnostics, *checking.check(resolved.value), *charts.diagnostics)
    found = _sorted((*loaded.diagnostics, *invalid, *_new(later, invalid)))
    kept = _sorted(checking.configure(checking.suppress(found, book, CODES), book, CODES))
    return Checked(resolved.value, charts.value, kept, _sources(book), _health(kept, book), _broken(found, kept))


def show(checked: Checked, choice: Choice, known: checking.Baseline | None = None) -> Checked:
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


def baseline(checked: Checked) -> str:
    """The text of a baseline that knows every finding of a book, but for those of locked codes."""
    return checking.baseline_text(checking.baseline(checked.diagnostics, _masked(checked)))


def known(data: bytes) -> checking.Baseline:
    """The bytes of a baseline → what it knows. Raises ValueError where it is none."""
    return checking.read_baseline(data)


def gone(checked: Checked, known: checking.Baseline) -> int:
    """How many findings of a baseline no longer occur."""
    return checking.news(checked.diagnostics, _masked(checked), known).gone


def build(root: Path, out: Path, *, outputs: Iterable[str] = (), strict: bool = False, drafts: bool = False) -> Built:
    """Check a book, then publish what is sound of it below `out`.

    An entry with errors of its own is left out, and a reference that means nothing loses its link. With `strict` nothing
    is published unless everything is sound. Raises OSError where `out` can't be written.
    """
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


def report(
    checked: Checked,
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
        addresses=_addresses(root, checked) if root is not None else None,
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


def similar(code: str) -> str | None:
    """The code, or name of one, that was probably meant."""
    return next(iter(nearest(code, [name for known in CODES for name in (known.code, known.name)], 1)), None)


def manual(code: Code) -> str:
    """The page of a code, in Markdown: what `pipeline explain` prints and what stands in `docs/rules/`."""
    lock = " It can't be suppressed, downgraded or put in a baseline." if code.locked else ""
    return f"# {code.code}: {code.name}\n\nSeverity: {code.severity.word}.{lock}\n\n{code.page.strip()}\n"


def explain(code: str) -> Code | None:
    """A code (or its name) → its declaration, whose `page` is the manual."""
    return next((known for known in CODES if code.casefold() in {known.code.casefold(), known.name}), None)


def _artifacts(site: Site, charts: tuple[Chart, ...], chosen: tuple[str, ...]) -> Iterator[Artifact]:
    """Every file of the chosen outputs."""
    manuscript: Manuscript = compiling.manuscript(site, loading.parse)
    for name, write in (("html", html.write), ("json", json.write), ("epub", epub.write)):
        if name in chosen:
            yield from write(site, manuscript, charts)
    if "heatmap" in chosen:
        for chart in charts:
            yield from chart.files


def _wanted(book: Book) -> tuple[str, ...]:
    """The outputs that `book.yaml` asks for; all of them when it does not say."""
    publish = book.settings.data.get("publish", {})
    return tuple(publish.get("formats", OUTPUTS))


def _sound(checked: Checked, *, drafts: bool) -> tuple[Site, tuple[Chart, ...]]:
    """The site without the entries that have errors of their own."""
    book = checked.site.book
    sound = tuple(entry for entry in book.entries if entry.name not in checked.broken)
    if len(sound) == len(book.entries):
        return checked.site, checked.charts
    site = resolving.resolve(replace(book, entries=sound), drafts=drafts).value
    return site, heatmap.charts(site).value


def _broken(found: Iterable[Diagnostic], kept: Iterable[Diagnostic]) -> frozenset[str]:
    """The entries with an error of their own fields; a reference that leads nowhere breaks only itself.

    What is wrong with the shape of an entry counts even where the book's settings or a comment silence it: no writer could go on.
    """
    shape = ("YML", "SCH101", "SCH102", "SCH107", "SCH109")
    families = ("YML", "SCH", "EDN", "HMP")
    told = (*(finding for finding in found if finding.code.code.startswith(shape)), *kept)
    errors = (finding for finding in told if finding.severity is Severity.ERROR and finding.code.code.startswith(families))
    return frozenset(finding.item for finding in errors if finding.item is not None)


def _new(later: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of later stages, but for those at a place where an earlier stage found the cause."""
    places = {finding.span for finding in earlier if finding.severity is Severity.ERROR}
    return (finding for finding in later if finding.span not in places)


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


def _masked(checked: Checked) -> Mapping[str, Source]:
    """The sources without secrets: nothing that is written down depends on them."""
    return reporting.masked(checked.sources, checked.diagnostics)


def _addresses(root: Path, checked: Checked) -> Mapping[str, str]:
    spans = (span for finding in checked.diagnostics for span in (finding.span, *(label.span for label in finding.related)))
    return loading.addresses(root, (*checked.sources, *(span.path for span in spans)))


def _sources(book: Book) -> Mapping[str, Source]:
    return {book.settings.source.path: book.settings.source, **book.sources}


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, each once."""
    return tuple({(finding.key): finding for finding in sorted(found, key=lambda finding: finding.key)}.values())
