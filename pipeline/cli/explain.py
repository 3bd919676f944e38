"""`pipeline explain`: what a code means."""

from typing import Annotated

import typer

from pipeline.cli import options


def explain(code: Annotated[str | None, typer.Argument(help="A code, its name, or a family: REF302, unknown-id, REF.")] = None) -> None:
    """Print the manual page of a code, the list of a family's codes, or of all codes.

    Examples: `pipeline explain REF302`, `pipeline explain REF`, `pipeline explain`.
    """
    from pipeline import flow  # noqa: PLC0415 - the stages are imported when there is work for them

    found = flow.explain(code) if code is not None else None
    if found is None:
        family = [known for known in flow.codes() if known.code.startswith((code or "").upper())]
        for known in family:
            typer.echo(f"{known.code}  {known.severity.word:8}{known.name}")
        if family:
            return
        near = flow.similar(str(code))
        options.usage(f"there is no code `{code}`" + (f"; a similar one is `{near}`" if near else "; `pipeline explain` lists them all"))
    typer.echo(flow.manual(found), nl=False)
