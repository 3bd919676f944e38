"""`pipeline build`: check the book, then publish it."""

import os
import time
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options


def build(
    directory: Annotated[Path | None, typer.Argument(help="The book's folder.", metavar="DIR", file_okay=False)] = None,
    *,
    root: options.RootOption = None,
    only: Annotated[str | None, typer.Option("--only", help="Outputs to build, with commas between: html,json,epub,heatmap.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write; by default build/ in the book.", file_okay=False)] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Publish nothing unless there are neither errors nor warnings.")] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="Publish entries with the status draft, too.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Build twice, compare, and publish nothing that a judge of EPUBs and pages objects to.")
    ] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Processes to use; by default one per core.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep what is known of files.")] = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    color: options.ColourOption = options.When.AUTO,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
) -> None:
    """Check the book, then publish it as a site, as JSON, as an EPUB and as heatmaps.

    Entries with errors are left out of what is published. Exit status: 0 clean, 1 findings, 2 wrong usage,
    broken settings or schemas, or a file that can't be read.

    Examples: `pipeline build`, `pipeline build --only html,epub --out public`, `pipeline build --strict --verify`.
    """
    from pipeline import cache, flow  # noqa: PLC0415 - the stages are imported when there is work for them

    started = time.perf_counter()
    folder = options.root_of(root or directory)
    outputs = tuple(name.strip() for name in only.split(",")) if only is not None else ()
    if unknown := [name for name in outputs if name not in flow.OUTPUTS]:
        options.usage(f"there is no output `{unknown[0]}`; the outputs are {', '.join(flow.OUTPUTS)}")
    target = out if out is not None else folder / "build"
    if any(_holds(source, target) for source in (folder / "content", folder / "schemas")) or target.resolve() == folder:
        options.usage(f"{target} holds the sources of the book; choose a folder of its own for what is built")
    store = None if no_cache else cache.opened(folder)
    try:
        built = flow.build(
            folder, target, outputs=outputs, strict=strict, drafts=drafts, verified=verify, store=store, jobs=jobs or _cores()
        )
    finally:
        if store is not None:
            store.close()
    style = options.chosen(form)
    text = flow.report(
        built.checked,
        style.value,
        width=options.width(),
        colour=options.coloured(color, output),
        ascii_only=options.ascii_only(),
        verbose=verbose,
        root=folder,
    )
    options.deliver(text, output)
    if not quiet:
        for words in built.verified:
            typer.echo(f"Verified: {words}.", err=True)
        typer.echo(f"{flow.summary(built)} {time.perf_counter() - started:.1f} s.", err=True)
        if built.published is not None and (target / "html" / "index.html").is_file():
            typer.echo(f"Open {target / 'html' / 'index.html'}", err=True)
    raise typer.Exit(built.checked.status(strict=strict))


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _holds(source: Path, target: Path) -> bool:
    """Whether an output folder is, or lies in, or contains a folder of sources."""
    inside, outside = target.resolve(), source.resolve()
    return inside.is_relative_to(outside) or outside.is_relative_to(inside)
