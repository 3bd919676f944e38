"""`pipeline links`: whether the addresses outside the book are alive, with a memory; and what to do with that memory."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options

if TYPE_CHECKING:
    from pipeline.check.links.run import Progress
    from pipeline.flow.links import Linked

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}
EVERY = 30.0
"""Seconds between two lines of progress where there is no terminal."""
app = typer.Typer(help="Ask whether the links to the outside are alive, politely and with a memory.", invoke_without_command=True)
StateOption = Annotated[
    Path | None, typer.Option("--state", help="The memory: JSON Lines.  [default: .pipeline/links.jsonl in the book]", dir_okay=False)
]


@app.callback()
def links(
    context: typer.Context,
    *,
    since: Annotated[str | None, typer.Option("--since", help="Only links that were added or changed since a revision of git.")] = None,
    shard: Annotated[str | None, typer.Option("--shard", help="Only a part of the hosts, such as 2/4; each host is in one part.")] = None,
    max_time: Annotated[str | None, typer.Option("--max-time", help="Stop asking after so long, such as 90s, 5m or 1h.")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only links to this host and those below it.")] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask for everything, also for what is known.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Let links that have moved for good lead to their new address.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print these repairs instead of making them.")] = False,
    now: Annotated[bool, typer.Option("--now", help="With --fix or --diff: also what was seen to have moved only once.")] = False,
    state: StateOption = None,
    root: options.RootOption = None,
    strict: options.StrictOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    color: options.ColourOption = options.When.AUTO,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
) -> None:
    """Ask for every link to the outside, unless what is known of it is fresh. Only what is surely dead is an error.

    Exit status: 0 fine, 1 dead links (with --strict also doubtful ones), 2 wrong usage or broken settings, 3 the network is unusable,
    130 interrupted (what was seen is kept).

    Examples: `pipeline links`, `pipeline links --since origin/main`, `pipeline links --fix`, `pipeline links why https://example.org/`.
    """
    if context.invoked_subcommand is not None:
        return
    from pipeline.flow import changes  # noqa: PLC0415 - the stages are imported when there is work for them
    from pipeline.flow import links as flow  # noqa: PLC0415 - as above

    if now and not (fix or diff):
        options.usage("--now goes with --fix or --diff")
    if diff and form is not None:
        options.usage("--diff prints a difference, not a report, so it cannot go with --format")
    folder = options.root_of(root)
    request = flow.Request(
        state=_state(state, folder),
        since=since,
        shard=_shard(shard),
        seconds=_seconds(max_time),
        refresh=refresh,
        hosts=tuple(host.strip().lower() for text in only or () for host in text.split(",") if host.strip()),
        now=now,
    )
    try:
        with _progress(quiet=quiet) as progress:
            linked = flow.links(folder, request, progress=progress)
    except changes.NoRevisionError as error:
        options.usage(f"--since {since}: {error}")
    if not quiet:
        _summary(linked)
    if fix or diff:
        _repair(folder, linked, write=not diff, output=output)
    if not diff:
        _deliver(folder, linked, form, output, color, verbose=verbose)
    raise typer.Exit(linked.outcome(strict=strict))


@app.command()
def confirm(
    url: Annotated[str, typer.Argument(help="The address.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="What was seen, and by whom.")],
    state: StateOption = None,
    root: options.RootOption = None,
) -> None:
    """Write down that a human has looked at a page and found it right; doubts about it rest for half a year.

    Exit status: 0 fine, 2 when nothing is known of the address.
    """
    from pipeline.flow import memory  # noqa: PLC0415 - as above

    if not memory.confirm(_state(state, options.root_of(root)), url, reason):
        options.usage(f"nothing is known of {url}; `pipeline links` asks for it first")


@app.command()
def merge(
    parts: Annotated[list[Path], typer.Argument(help="States of several runs.", exists=True, dir_okay=False)],
    *,
    into: Annotated[Path, typer.Option("--into", help="The state they shall make together.", dir_okay=False)],
) -> None:
    """Join the states of several runs; of what two of them know the newer counts."""
    from pipeline.flow import memory  # noqa: PLC0415 - as above

    typer.echo(f"{into} knows {memory.merge(parts, into)} addresses now.", err=True)


@app.command()
def why(
    url: Annotated[str, typer.Argument(help="The address, with its fragment if that is the question.")],
    *,
    state: StateOption = None,
    root: options.RootOption = None,
) -> None:
    """Print what is known of an address: the verdict, the history, each answer.

    Exit status: 0 fine, 2 when nothing is known.
    """
    from pipeline.flow import memory  # noqa: PLC0415 - as above

    lines = memory.why(_state(state, options.root_of(root)), url)
    if not lines:
        options.usage(f"nothing is known of {url}; `pipeline links` asks for it first")
    typer.echo("\n".join(lines))


@app.command()
def report(
    *,
    markdown: Annotated[bool, typer.Option("--markdown", help="As text for an issue instead of JSON.")] = False,
    state: StateOption = None,
    root: options.RootOption = None,
    output: options.OutputOption = None,
) -> None:
    """Print what the memory says of all links, chapter by chapter, without asking anyone."""
    from pipeline.flow import memory  # noqa: PLC0415 - as above

    folder = options.root_of(root)
    data = memory.health(folder, _state(state, folder))
    options.deliver(memory.markdown(data) if markdown else json.dumps(data, indent=2) + "\n", output)


def _state(given: Path | None, folder: Path) -> Path:
    from pipeline.flow import links as flow  # noqa: PLC0415 - as above

    return given if given is not None else folder / flow.STATE


def _shard(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    part, _, whole = text.partition("/")
    if not (part.isdecimal() and whole.isdecimal() and 1 <= int(part) <= int(whole)):
        options.usage(f"--shard {text}: write which part of how many, such as 2/4")
    return int(part), int(whole)


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    number = text.rstrip("smh")
    unit = text[len(number) :] or "s"
    if not number.isdecimal() or unit not in UNITS:
        options.usage(f"--max-time {text}: write a number and a unit, such as 90s, 5m or 1h")
    return int(number) * UNITS[unit]


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[Progress], None]]":
    """How progress is told: a bar on a terminal, a plain line now and then elsewhere."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty() and not os.environ.get("CI"):
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - as above
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

        columns = (TextColumn("links"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("links", total=None, left="")
            yield lambda so_far: bar.update(task, completed=so_far.done, total=so_far.total, left=_left(so_far.left))
    else:
        last = [time.monotonic()]

        def tell(so_far: "Progress") -> None:
            if time.monotonic() - last[0] >= EVERY:
                last[0] = time.monotonic()
                typer.echo(f"{so_far.done} of {so_far.total} addresses{_left(so_far.left)}", err=True)

        yield tell


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f", about {round(seconds)} s left" if seconds < UNITS["m"] else f", about {round(seconds / UNITS['m'])} min left"


def _summary(linked: "Linked") -> None:
    """How many addresses there are of each kind, and what else is to be known of the run."""
    if linked.allows:
        typer.echo("note: this book allows addresses that are not public (link_check)", err=True)
    for number in linked.unreadable:
        typer.echo(f"note: line {number} of the state cannot be read and was left out", err=True)
    if linked.unusable:
        typer.echo("error: the network is unusable: too many hosts could not be reached, so nothing was judged or kept", err=True)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in linked.verdicts.items()) or "none"
    typer.echo(f"{sum(linked.verdicts.values())} addresses: {counts}; {linked.asked} requests.", err=True)
    if linked.interrupted:
        typer.echo("interrupted: what was seen is kept, the next run goes on from there", err=True)


def _repair(folder: Path, linked: "Linked", *, write: bool, output: Path | None) -> None:
    from pipeline.flow import links as flow  # noqa: PLC0415 - as above

    texts = flow.repair(folder, linked, write=write)
    if write:
        typer.echo(f"{len(texts)} {'file' if len(texts) == 1 else 'files'} repaired.", err=True)
    else:
        options.deliver_patch(flow.patch(linked, texts, visible=options.on_terminal(output)), output)


def _deliver(
    folder: Path, linked: "Linked", form: options.Format | None, output: Path | None, color: options.When, *, verbose: bool
) -> None:
    """The findings, in the format asked for; JSON tells of every link."""
    from pipeline import flow  # noqa: PLC0415 - as above
    from pipeline.flow import memory  # noqa: PLC0415 - as above

    wanted = options.chosen(form)
    text = flow.report(
        linked,
        wanted.value,
        width=options.width(),
        colour=options.coloured(color, output),
        ascii_only=options.ascii_only(),
        verbose=verbose,
        root=folder,
    )
    options.deliver(memory.report(linked, text) if wanted is options.Format.JSON else text, output)
