"""`pipeline check`: whether the book is sound, and repairs where it is not."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options

if TYPE_CHECKING:
    from pipeline import flow


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Show findings in these files or folders only.", exists=True)] = None,
    *,
    root: options.RootOption = None,
    select: Annotated[list[str] | None, typer.Option("--select", help="Show only these codes or families, such as REF or SCH101.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Leave out these codes or families.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair what can be repaired safely.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: uncertain repairs, too.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print the repairs instead of making them.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Hide the findings this file knows.", dir_okay=False)] = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help="Let the file of --baseline know all findings.")] = False,
    hook: Annotated[bool, typer.Option("--hook", help="For commit hooks: these files, each by itself; errors only.")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="With --hook: the whole book, as git's index has it.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep nothing, and use nothing that was kept.")] = False,
    strict: options.StrictOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    color: options.ColourOption = options.When.AUTO,
    verbose: options.VerboseOption = False,
) -> None:
    """Check the whole book: fields, references, links, images. Reads no network, and writes only what it is asked to.

    Exit status: 0 clean, 1 findings, 2 wrong usage, broken settings or schemas, or a file that can't be read.

    Examples: `pipeline check`, `pipeline check content/chapters --strict`, `pipeline check --fix`, `pipeline check --format json`.
    """
    if hook or tree:
        others = (
            fix or diff or unsafe_fixes or write_baseline or any(given is not None for given in (select, ignore, baseline, form, output))
        )
        raise typer.Exit(_hooked(paths or [], root, hook=hook, tree=tree, strict=strict, cached=not no_cache, others=others))
    from pipeline import flow  # noqa: PLC0415 - the stages are imported when there is work for them

    _agree(fix=fix or diff, unsafe=unsafe_fixes, diff=diff, form=form, baseline=baseline, write=write_baseline)
    folder = options.root_of(root, paths[0] if paths else None)
    choice = flow.Choice(_inside(folder, paths or []), options.codes(select), options.codes(ignore))
    _told_of_strangers(folder, flow.strangers(folder, choice), choice)
    known = _known(baseline) if baseline is not None and not write_baseline else None
    if diff:
        fixed = flow.fix(folder, unsafe=unsafe_fixes, write=False, choice=choice, known=known)
        options.deliver_patch(flow.difference(fixed, visible=options.on_terminal(output)), output)
        raise typer.Exit(flow.show(fixed.before, choice, known).status(strict=strict))
    checked = _fixed(folder, choice, known, unsafe=unsafe_fixes) if fix else _judged(folder, cached=not no_cache)
    if baseline is not None:
        known = _written(baseline, checked) if known is None else _compared(baseline, checked, known)
    shown = flow.show(checked, choice, known)
    text = flow.report(
        shown,
        options.chosen(form).value,
        width=options.width(),
        colour=options.coloured(color, output),
        ascii_only=options.ascii_only(),
        verbose=verbose,
        root=folder,
        choice=choice,
    )
    options.deliver(text, output)
    raise typer.Exit(shown.status(strict=strict))


def _hooked(paths: list[Path], root: Path | None, *, hook: bool, tree: bool, strict: bool, cached: bool, others: bool) -> int:
    """What `__main__` does with a plain call of a hook; here for calls with more words, which are refused, or from elsewhere."""
    from pipeline import hook as hooks  # noqa: PLC0415 - hardly anybody comes this way

    if not hook:
        options.usage("--tree goes with --hook")
    if others:
        options.usage("--hook prints errors and nothing else; of the other options only --tree, --strict, --root and --no-cache go with it")
    if tree and paths:
        options.usage("--tree looks at everything, so no files can be named beside it")
    return hooks.run(hooks.Asked(tuple(map(str, paths)), tree, strict, cached, str(root) if root else None))


def _judged(folder: Path, *, cached: bool) -> "flow.Verdict":
    """The verdict on the book, which is known already where nothing has changed."""
    from pipeline import cache, flow  # noqa: PLC0415 - as above

    store = cache.opened(folder) if cached else None
    try:
        return flow.judge(folder, store=store)
    finally:
        if store is not None:
            store.close()


def _agree(*, fix: bool, unsafe: bool, diff: bool, form: options.Format | None, baseline: Path | None, write: bool) -> None:
    """Refuse options that would do nothing beside the others."""
    if unsafe and not fix:
        options.usage("--unsafe-fixes goes with --fix or --diff")
    if write and baseline is None:
        options.usage("--write-baseline goes with --baseline FILE")
    if diff and write:
        options.usage("--diff changes nothing, so it cannot go with --write-baseline")
    if diff and form is not None:
        options.usage("--diff prints a difference, not a report, so it cannot go with --format")


def _inside(folder: Path, paths: list[Path]) -> tuple[str, ...]:
    """Paths relative to the book; one outside of it is wrong usage."""
    if not all(path.resolve().is_relative_to(folder) for path in paths):
        options.usage(f"not every path lies in the book {folder}")
    return tuple(path.resolve().relative_to(folder).as_posix() for path in paths)


def _told_of_strangers(folder: Path, strangers: tuple[str, ...], choice: "flow.Choice") -> None:
    """Say which of the paths are no part of the book; where none is one, nothing was asked for, and silence would read as praise."""
    if strangers and len(strangers) == len(choice.paths):
        named = f"`{strangers[0]}` is no part of the book" if len(strangers) == 1 else "none of these paths is a part of the book"
        options.usage(f"{named}, which is what `content/` and `schemas/` in {folder} hold, without what git ignores")
    for path in strangers:
        typer.echo(f"note: `{path}` is no part of the book", err=True)


def _known(path: Path) -> Mapping[str, int]:
    """What a baseline knows. One that is not there is wrong usage: made by itself, it would hide everything."""
    from pipeline import flow  # noqa: PLC0415 - as above

    if not path.is_file():
        options.usage(f"there is no baseline {path}; --write-baseline makes one")
    try:
        return flow.known(path.read_bytes())
    except ValueError as error:
        options.usage(f"{path} is no baseline: {error}")


def _fixed(folder: Path, choice: "flow.Choice", known: Mapping[str, int] | None, *, unsafe: bool) -> "flow.Verdict":
    """The book after its repair; says how many files changed."""
    from pipeline import flow  # noqa: PLC0415 - as above

    fixed = flow.fix(folder, unsafe=unsafe, write=True, choice=choice, known=known)
    count = len(fixed.texts)
    typer.echo(f"{count} {'file' if count == 1 else 'files'} repaired.", err=True)
    return fixed.after


def _written(path: Path, checked: "flow.Verdict") -> Mapping[str, int] | None:
    """Write a baseline of all findings, and give what it knows. Of a book that could not be read whole it would know too little."""
    from pipeline import flow  # noqa: PLC0415 - as above

    if checked.health is not flow.Health.SOUND:
        typer.echo(f"{path} was not written: repair the settings and schemas first.", err=True)
        return None
    text = flow.baseline(checked)
    path.write_text(text, encoding="utf-8", newline="\n")
    known = flow.known(text.encode())
    typer.echo(f"{path} knows {sum(known.values())} findings now.", err=True)
    return known


def _compared(path: Path, checked: "flow.Verdict", known: Mapping[str, int]) -> Mapping[str, int]:
    """What is known; says how much of it no longer occurs, so that the file shrinks."""
    from pipeline import flow  # noqa: PLC0415 - as above

    gone = flow.gone(checked, known) if checked.health is flow.Health.SOUND else 0
    if gone:
        typer.echo(f"{gone} findings in {path} no longer occur: --write-baseline takes them out.", err=True)
    return known
