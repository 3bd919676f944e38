"""`pipeline explain`: what a code means."""

from typing import Annotated

import typer

from pipeline.cli import options


def explain(code: Annotated[str | None, typer.Argument(help="A code or its name, such as REF302 or unknown-id.")] = None) -> None:
    """Print the manual page of a code, or the list of all codes.

    Examples: `pipeline explain REF302`, `pipeline explain`.
    """
    from pipeline import flow  # noqa: PLC0415 - the stages are imported when there is work for them

    if code is None:
        for known in flow.codes():
            typer.echo(f"{known.code}  {known.severity.word:8}{known.name}")
        return
    found = flow.explain(code)
    if found is None:
        near = flow.similar(code)
        options.usage(f"there is no code `{code}`" + (f"; a similar one is `{near}`" if near else "; `pipeline explain` lists them all"))
    typer.echo(flow.manual(found), nl=False)
