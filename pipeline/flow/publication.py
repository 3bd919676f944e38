"""A book that was checked → what of it is sound, in every output, below a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import load as loading
from pipeline import resolve as resolving
from pipeline.flow.causes import ordered
from pipeline.flow.judgement import charts, check
from pipeline.flow.verdict import Built, Checked, Health
from pipeline.model.document import Book
from pipeline.model.site import Site

if TYPE_CHECKING:
    from pipeline.model.artifact import Artifact
    from pipeline.model.heatmap import Chart
    from pipeline.model.manuscript import Manuscript

OUTPUTS = ("html", "json", "epub", "heatmap")


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
    site, drawn = _sound(checked, drafts=drafts)
    artifacts = tuple(_artifacts(site, drawn, chosen))
    faults = tuple(publishing.faults_of(artifacts))
    if faults:
        return Built(replace(checked, diagnostics=ordered((*checked.diagnostics, *faults))), None)
    return Built(checked, publishing.publish(artifacts, out, kept=set(OUTPUTS) - set(chosen)))


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
    return site, charts(site).value


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
