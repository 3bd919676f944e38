"""A book that was checked → what of it is sound, in every output, below a folder."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import load as loading
from pipeline import resolve as resolving
from pipeline.flow import verification, workers
from pipeline.flow.causes import ordered
from pipeline.flow.judgement import charts, examine
from pipeline.flow.tell import report
from pipeline.flow.verdict import Built, Checked, Health
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book
from pipeline.model.site import Site

if TYPE_CHECKING:
    from pipeline.cache import Store
    from pipeline.model.artifact import Artifact
    from pipeline.model.heatmap import Chart
    from pipeline.model.manuscript import Manuscript
    from pipeline.render.compile.extensions import Further

    Write = Callable[[], Iterable[Artifact]]

ALLOWED = "PIPELINE_EXTENSIONS"
"""The variable of the environment that names the extensions a build may run."""
OUTPUTS = ("html", "json", "epub", "heatmap")
DOUBT = "SCH110"
"""The code of what authors ask themselves: the check repeats it to them, a published book does not."""


def build(
    root: Path,
    out: Path,
    *,
    outputs: Iterable[str] = (),
    strict: bool = False,
    drafts: bool = False,
    verified: bool = False,
    store: "Store | None" = None,
    jobs: int = 1,
) -> Built:
    """Check a book, then publish what is sound of it below `out`.

    An entry with errors of its own is left out, and a reference that means nothing loses its link. With `strict` nothing is published
    unless everything is sound, and with `verified` nothing that `verify` objects to. What the store knows is not worked out again; the
    writers share up to so many `jobs`. Raises OSError where `out` can't be written.
    """
    from pipeline import publish as publishing

    checked = examine(loading.read(root), drafts=drafts, store=store)
    checked = _with(checked, _extensions(checked.site.book).diagnostics)
    if checked.health is not Health.SOUND or (strict and checked.fails(strict=True)):
        return Built(checked, None)
    chosen = tuple(outputs) or _wanted(checked.site.book)
    artifacts = made(checked, chosen, drafts=drafts, jobs=jobs)
    spoilt = ordered(dict.fromkeys(fault for artifact in artifacts for fault in artifact.faults))
    faults = spoilt or tuple(publishing.faults_of(artifacts))
    verdict = verification.verify(root, artifacts, chosen, drafts=drafts) if verified and not faults else verification.NONE
    if faults or verdict.diagnostics:
        return Built(_with(checked, (*faults, *verdict.diagnostics)), None, verdict.words)
    return Built(checked, publishing.publish(artifacts, out, kept=set(OUTPUTS) - set(chosen)), verdict.words)


def made(checked: Checked, chosen: Collection[str], *, drafts: bool, jobs: int) -> "tuple[Artifact, ...]":
    """Every file of the chosen outputs, whatever the number of `jobs`: each writer is one of them."""
    from pipeline.render import compile as compiling
    from pipeline.render.filled import filled

    site, drawn = _sound(checked, drafts=drafts)
    further = _extensions(site.book).value
    manuscript: Manuscript = compiling.manuscript(site, loading.parser(site.book.settings.data), further)
    tasks = [partial(_written, write) for write in _writers(checked, filled(site, manuscript), manuscript, drawn, chosen)]
    files = [artifact for written in workers.done(tasks, jobs) for artifact in written]
    if "heatmap" in chosen:
        files += (file for chart in drawn for file in chart.files)
    return tuple(files)


def _extensions(book: Book) -> "Outcome[tuple[Further, ...]]":
    """The extensions of Markdown that the book lists and the environment allows. The book alone can't start a program."""
    if "markdown" not in book.settings.data:
        return Outcome(())
    from pipeline.render.compile.extensions import extensions

    return extensions(book, os.environ.get(ALLOWED, "").replace(",", " ").split())


def _writers(
    checked: Checked, site: Site, manuscript: "Manuscript", drawn: "tuple[Chart, ...]", chosen: Collection[str]
) -> Iterator["Write"]:
    """The writers of the chosen outputs; each is imported only where it is wanted."""
    if "html" in chosen:
        from pipeline.render import html

        yield partial(html.write, site, manuscript, drawn)
    if "epub" in chosen:
        from pipeline.render import epub

        yield partial(epub.write, site, manuscript, drawn)
    if "html" in chosen or "json" in chosen:
        from pipeline.render import json as data

        if "json" in chosen:
            yield partial(data.write, site, manuscript, drawn, findings(checked))
        if "html" in chosen:
            yield partial(data.signposts, site, manuscript)


def findings(checked: Checked) -> str:
    """What a published book says of its own check, in the JSON format: nothing of drafts, and no doubts, which are the authors' own."""
    shown = {item.entry.name for item in checked.site.items.values()}
    hidden = {entry.name for entry in checked.site.book.entries if entry.status == "draft"} - shown
    told = tuple(each for each in checked.diagnostics if each.code.code != DOUBT and each.item not in hidden)
    return report(replace(checked, diagnostics=told), "json", width=100, colour=False, ascii_only=False)


def _written(write: "Write") -> "tuple[Artifact, ...]":
    return tuple(write())


def _with(checked: Checked, faults: Iterable[Diagnostic]) -> Checked:
    return replace(checked, diagnostics=ordered((*checked.diagnostics, *faults)))


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
