"""The command line: words in, exit status out. Each command is one file; none of them knows anything of content."""

from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli.build import build
from pipeline.cli.check import check
from pipeline.cli.explain import explain
from pipeline.cli.heatmap import heatmap
from pipeline.cli.links import app as links
from pipeline.cli.schema import schema

app = typer.Typer(
    name="pipeline",
    help="Publish a repository of YAML and Markdown: checked, linked, and built as HTML, JSON and EPUB.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build)
app.command()(check)
app.add_typer(links, name="links")
app.command()(heatmap)
app.command()(explain)
app.command()(schema)


def _version(value: bool) -> None:  # noqa: FBT001 - typer hands the flag on
    if value:
        typer.echo(f"pipeline {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: FBT002
) -> None:
    """Publish a repository of YAML and Markdown: checked, linked, and built as HTML, JSON and EPUB."""
    del version
