"""`pipeline schema`: which fields an entry may have, and how editors learn of them."""

from typing import Annotated

import typer

from pipeline.cli import options


def schema(
    collection: Annotated[str | None, typer.Argument(help="A collection such as chapters, or book for the settings.")] = None,
    *,
    editor: Annotated[bool, typer.Option("--editor", help="Write .vscode/settings.json: which schema speaks of which files.")] = False,
    modelines: Annotated[bool, typer.Option("--modelines", help="Write the schema into the first line of each YAML file.")] = False,
    root: options.RootOption = None,
) -> None:
    """Print the fields of a collection, or all collections; or tell editors where the schemas are.

    Exit status: 0 fine, 2 wrong usage, or settings of an editor that can't be read.

    Examples: `pipeline schema resources`, `pipeline schema --editor`, `pipeline schema --modelines`.
    """
    from pipeline import authoring  # noqa: PLC0415 - the stages are imported when there is work for them

    folder = options.root_of(root)
    book = authoring.declared(folder)
    if editor or modelines:
        if collection is not None:
            options.usage("--editor and --modelines speak of all collections, so none can be named beside them")
        try:
            changed = authoring.prepare(folder, book, settings=editor, modelines=modelines)
        except authoring.UnreadableError as error:
            options.usage(f"{error}; repair it first")
        typer.echo("".join(f"wrote {path}\n" for path in changed) or "Nothing to write: everything is there.\n", nl=False)
        return
    text = authoring.overview(book) if collection is None else authoring.described(book, collection, width=options.width())
    if text is None:
        near = authoring.similar(book, str(collection))
        options.usage(
            f"there is no collection `{collection}`" + (f"; a similar one is `{near}`" if near else "; `pipeline schema` lists them")
        )
    typer.echo(text, nl=False)
