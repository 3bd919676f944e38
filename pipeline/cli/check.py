"""`pipeline check`: is the book sound?"""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Show findings in these files or folders only.")] = None,
    *,
    root: options.RootOption = None,
    select: Annotated[list[str] | None, typer.Option("--select", help="Show only these codes or families, such as REF or SCH101.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Leave out these codes or families.")] = None,
    strict: options.StrictOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    color: options.ColourOption = options.When.AUTO,
    verbose: options.VerboseOption = False,
) -> None:
    """Check the whole book: fields, references, links, images. Reads no network and writes nothing.

    Exit status: 0 clean, 1 findings, 2 wrong usage or a broken schema.

    Examples: `pipeline check`, `pipeline check content/chapters --strict`, `pipeline check --format json`.
    """
    from pipeline import flow  # noqa: PLC0415 - the stages are imported when there is work for them

    folder = options.root_of(root, paths[0] if paths and paths[0].exists() else None)
    checked = flow.check(folder)
    shown = [str(path.resolve().relative_to(folder).as_posix()) for path in paths or [] if path.resolve().is_relative_to(folder)]
    if paths and len(shown) != len(paths):
        options.usage(f"not every path lies in the book {folder}")
    codes = tuple(select or ())
    kept = tuple(
        finding
        for finding in checked.diagnostics
        if (not shown or any(finding.span.path == path or finding.span.path.startswith(f"{path}/") or path == "." for path in shown))
        and (not codes or finding.code.code.startswith(codes))
        and not finding.code.code.startswith(tuple(ignore or ()) or ("\0",))
    )
    checked = replace(checked, diagnostics=kept)
    style = options.chosen(form)
    text = flow.report(
        checked,
        style.value,
        width=options.width(),
        colour=options.coloured(color, output),
        ascii_only=options.ascii_only(),
        verbose=verbose,
    )
    options.deliver(text, output)
    if checked.health is flow.Health.SCHEMAS:
        raise typer.Exit(options.USAGE)
    if checked.fails(strict=strict):
        raise typer.Exit(options.FINDINGS)
