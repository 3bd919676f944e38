"""The order of things: the only module that knows every stage.

    load → validate → resolve → check → render → publish
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from pipeline import check as checking
from pipeline import load as loading
from pipeline import publish as publishing
from pipeline import report as reporting
from pipeline import resolve as resolving
from pipeline import validate as validating
from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Book, Entry
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript
from pipeline.model.site import Site
from pipeline.model.similar import nearest
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

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.diagnostics)

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors (or, if strict, warnings)."""
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Built:
    """A book that was published: what was checked, and what was written (`None` when nothing could be)."""

    checked: Checked
    published: publishing.Published | None


def check(root: Path, *, drafts: bool = False) -> Checked:
    """Read a book and judge it: every finding, in order. Opens no socket and writes nothing."""
    loaded = loading.load(root)
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
    kept = _sorted(checking.suppress(found, book, CODES))
    return Checked(resolved.value, charts.value, kept, _sources(book), health=_health(kept, book))


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


def report(checked: Checked, form: str, *, width: int, colour: bool, ascii_only: bool, verbose: bool = False) -> str:
    """Everything there is to say about a book, in one of the formats of `report`."""
    return reporting.report(
        checked.diagnostics,
        len(checked.sources),
        checked.sources,
        form,
        width=width,
        colour=colour,
        ascii_only=ascii_only,
        verbose=verbose,
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
    return (
        f"Published {len(site.items)} entries on {pages} pages, with {links:,} links and {len(site.edges):,} references: "
        f"{files} files, {reused} of them unchanged."
    )


def similar(code: str) -> str | None:
    """The code, or name of one, that was probably meant."""
    return next(iter(nearest(code, [name for known in CODES for name in (known.code, known.name)], 1)), None)


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
    broken = {id(entry) for entry in _broken(checked.diagnostics, book.entries)}
    if not broken:
        return checked.site, checked.charts
    sound = tuple(entry for entry in book.entries if id(entry) not in broken)
    site = resolving.resolve(replace(book, entries=sound), drafts=drafts).value
    return site, heatmap.charts(site).value


def _broken(found: Iterable[Diagnostic], entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with an error of their own fields; a reference that leads nowhere breaks only itself."""
    families = ("YML", "SCH", "EDN", "HMP")
    names = {finding.item for finding in found if finding.severity is Severity.ERROR and finding.code.code.startswith(families)}
    return (entry for entry in entries if entry.name in names)


def _new(later: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings of later stages, but for those at a place where an earlier stage found the cause."""
    places = {finding.span for finding in earlier if finding.severity is Severity.ERROR}
    return (finding for finding in later if finding.span not in places)


def _health(found: Iterable[Diagnostic], book: Book) -> Health:
    settings = book.settings.source.path
    faulty = any(finding.severity is Severity.ERROR and finding.span.path == settings for finding in found)
    return Health.SETTINGS if faulty else Health.SOUND


def _sources(book: Book) -> Mapping[str, Source]:
    return {book.settings.source.path: book.settings.source, **book.sources}


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In order, each once."""
    return tuple({(finding.key): finding for finding in sorted(found, key=lambda finding: finding.key)}.values())
