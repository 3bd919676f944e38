"""`pipeline heatmap`: draw activity as heatmaps."""

import os
import re
import time
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.cli import options
from pipeline.model.heatmap import Branch, Method, Metric, Mode, Order, Palette, Period, WeekStart

UNREADABLE = {"HMP505", "HMP508", "HMP510"}
"""What makes an input unusable is a fault of the command: exit status 2."""

FORMATS = ("svg", "png", "json", "html")
FOLDER = Path(".pipeline") / "heatmap"
YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def heatmap(
    inputs: Annotated[list[str] | None, typer.Argument(help="Exports: zips, folders, files or patterns.", metavar="INPUT")] = None,
    *,
    provider: Annotated[str, typer.Option("--provider", help="Where counts come from: activity or coverage.")] = "activity",
    tz: Annotated[str | None, typer.Option("--tz", help="Time zone of the days: an IANA name, UTC or local.  [default: UTC]")] = None,
    year: Annotated[str | None, typer.Option("--year", help="2025, 2023-2025, all or last365.  [default: all]")] = None,
    metric: Annotated[Metric | None, typer.Option("--metric", help="What is counted.  [default: messages]")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="Series to compare, with commas between: chatgpt,claude.")] = None,
    mode: Annotated[Mode | None, typer.Option("--mode", help="How compared series share the chart.  [default: split]")] = None,
    scale: Annotated[Method | None, typer.Option("--scale", help="How counts become levels.  [default: quantile]")] = None,
    bins: Annotated[str | None, typer.Option("--bins", help="Lower bounds of the levels of --scale fixed: 1,5,10,20.")] = None,
    palette: Annotated[Palette | None, typer.Option("--palette", help="The colours.  [default: blues]")] = None,
    week_start: Annotated[WeekStart | None, typer.Option("--week-start", help="First day of the week.  [default: mon]")] = None,
    branch: Annotated[Branch | None, typer.Option("--branch", help="Which turns of edited chats count.  [default: all]")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Last day that is past.  [default: SOURCE_DATE_EPOCH, else today]")] = None,
    formats: Annotated[str, typer.Option("--formats", help="Files to make, with commas between: svg,png,json,html.")] = "svg,png,json",
    name: Annotated[str | None, typer.Option("--name", help="Name of the files.  [default: activity]")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write.  [default: .pipeline/heatmap]", file_okay=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; compare with the files that are there.")] = False,
    make_samples: Annotated[Path | None, typer.Option("--make-samples", help="Write sample data here instead.", file_okay=False)] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the sample data.")] = 42,
    years: Annotated[int, typer.Option("--years", help="Years of sample data, up to the end of 2025.", min=1, max=10)] = 3,
    root: options.RootOption = None,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    color: options.ColourOption = options.When.AUTO,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
) -> None:
    """Draw activity as heatmaps: from exports of chat assistants, else the charts of the book in content/artifacts.

    Exit status: 0 fine, 1 findings or (with --check) differences, 2 wrong usage or an input that cannot be read.

    Examples: `pipeline heatmap export.zip --tz Europe/Berlin --year 2025`, `pipeline heatmap a.zip b.zip --compare chatgpt,claude`.
    """
    from pipeline import flow  # noqa: PLC0415 - the stages are imported when there is work for them

    if make_samples is not None:
        typer.echo(f"{flow.write_samples(make_samples, seed, years)} files in {make_samples}", err=True)
        return
    changes: dict[str, Any] = {
        "timezone": tz,
        "years": _period(year),
        "metric": metric,
        "compare": _names(compare),
        "mode": mode,
        "method": scale,
        "bins": _bins(bins, scale),
        "palette": palette,
        "week_start": week_start,
        "branch": branch,
    }
    order = Order(
        flow.exports(inputs or ()),
        _provider(provider, inputs),
        _name(name, provider, inputs),
        {field: value for field, value in changes.items() if value is not None},
        _day(as_of),
        float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()),
        _formats(formats),
    )
    folder = None if inputs else options.root_of(root)
    target = out if out is not None else (folder or Path()) / FOLDER
    drawn = flow.draw(order, target, root=folder, check=check)
    text = flow.report(
        drawn,
        options.chosen(form).value,
        width=options.width(),
        colour=options.coloured(color, output),
        ascii_only=options.ascii_only(),
        verbose=verbose,
    )
    options.deliver(text, output)
    if not quiet and not check:
        typer.echo(f"{drawn.files} files in {target}", err=True)
    if any(finding.code.code in UNREADABLE for finding in drawn.diagnostics):
        raise typer.Exit(options.USAGE)
    if drawn.fails(strict=False):
        raise typer.Exit(options.FINDINGS)


def _period(text: str | None) -> tuple[int, ...] | Period | None:
    if text is None:
        return None
    if text in {period.value for period in Period}:
        return Period(text)
    match = YEARS.fullmatch(text)
    if not match:
        raise typer.BadParameter(text, param_hint="--year")
    return tuple(range(int(match[1]), int(match[2] or match[1]) + 1)) or _refused("--year", text)


def _bins(text: str | None, scale: Method | None) -> tuple[int, ...] | None:
    if (text is None) != (scale is not Method.FIXED):
        raise typer.BadParameter("--scale fixed and --bins go together", param_hint="--bins")
    if text is None:
        return None
    bounds = tuple(int(bound) for bound in text.split(",") if bound.isdecimal())
    usable = len(bounds) == len(text.split(",")) and bounds[:1] == (1,) and list(bounds) == sorted(set(bounds)) and len(bounds) <= 4  # noqa: PLR2004
    return bounds if usable else _refused("--bins", text)


def _names(text: str | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(name.strip() for name in text.split(","))) if text is not None else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        return _refused("--as-of", text)


def _formats(text: str) -> tuple[str, ...]:
    chosen = tuple(name.strip() for name in text.split(","))
    return chosen if set(chosen) <= set(FORMATS) else _refused("--formats", text)


def _provider(text: str, inputs: list[str] | None) -> str:
    return text if text == "activity" or (text == "coverage" and not inputs) else _refused("--provider", text)


def _name(text: str | None, provider: str, inputs: list[str] | None) -> str | None:
    # The charts of a book are named after their entries.
    usable = text is None or (NAME.fullmatch(text) and (inputs or provider != "activity"))
    return text if usable else _refused("--name", text)


def _refused(option: str, text: str | None) -> NoReturn:
    raise typer.BadParameter(f"`{text}` cannot be used here", param_hint=option)
