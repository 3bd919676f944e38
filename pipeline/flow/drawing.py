"""Exports and sample data → heatmaps on the disk, or what differs from those there."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import load as loading
from pipeline import resolve as resolving
from pipeline.flow.causes import ordered
from pipeline.flow.judgement import sources
from pipeline.flow.verdict import Drawn
from pipeline.model.diagnostic import Severity

if TYPE_CHECKING:
    from pipeline.model.heatmap import Input, Order


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
    return Drawn(len(made.value), ordered(found), {} if book is None else sources(book))


def write_samples(folder: Path, seed: int, years: int) -> int:
    """Write the generated sample exports into a folder → how many files. Raises OSError."""
    from pipeline import publish as publishing
    from pipeline.render import heatmap

    made = heatmap.samples(seed, years)
    publishing.write(made, folder)
    return len(made)
