"""What every command has in common: the root, the format, the colours."""

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

FINDINGS = 1
USAGE = 2
WIDTH = 100
"""How wide excerpts are where there is no terminal to ask."""


class Format(StrEnum):
    """The formats of a report."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    RDJSON = "rdjson"
    GITLAB = "gitlab"


class When(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


RootOption = Annotated[
    Path | None,
    typer.Option("--root", help="The book's folder. By default the nearest parent with content/book.yaml.", file_okay=False),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to print findings: full on a terminal, github in GitHub Actions, else concise."),
]
OutputOption = Annotated[Path | None, typer.Option("--output", help="Write the report into a file instead.", dir_okay=False)]
ColourOption = Annotated[When, typer.Option("--color", help="Colours in the report.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Show every finding, and where a bug of ours happened.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Warnings fail too.")]


def root_of(given: Path | None, start: Path | None = None) -> Path:
    """The book's folder: as given, else the nearest parent of `start` (or of here) with `content/book.yaml`."""
    if given is not None:
        if not (given / "content" / "book.yaml").is_file():
            usage(f"{given} holds no book: there is no content/book.yaml in it")
        return given.resolve()
    here = (start or Path.cwd()).resolve()
    found = next((folder for folder in (here, *here.parents) if (folder / "content" / "book.yaml").is_file()), None)
    if found is None:
        usage(f"{here} is in no book: neither it nor a folder above it has a content/book.yaml")
    return found


def usage(message: str) -> NoReturn:
    """Say what is wrong with the command and leave with 2."""
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(USAGE)


def chosen(form: Format | None) -> Format:
    """The format asked for, else the one that suits where we run."""
    if form is not None:
        return form
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return Format.GITHUB
    return Format.FULL if sys.stdout.isatty() else Format.CONCISE


def coloured(when: When, output: Path | None) -> bool:
    """Whether to use colours: as asked, else on a terminal, unless NO_COLOR is set."""
    if when is not When.AUTO:
        return when is When.ALWAYS
    if output is not None or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """The width of the terminal in columns."""
    return shutil.get_terminal_size((WIDTH, 24)).columns


def ascii_only() -> bool:
    """Whether the terminal can't show more than ASCII."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def on_terminal(output: Path | None) -> bool:
    """Whether what is printed goes to a terminal."""
    return output is None and sys.stdout.isatty()


def deliver_patch(text: str, output: Path | None) -> None:
    """Print a difference, or write it into a file: byte for byte, or other programs could not apply it."""
    if output is None:
        typer.echo(text.encode(), nl=False)
    else:
        output.write_bytes(text.encode())


def deliver(text: str, output: Path | None) -> None:
    """Print a report, or write it into a file."""
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")


def codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes and families as typed (`REF`, `SCH101,LNK`), each known to us; leaves with 2 where one is not."""
    from pipeline import flow  # noqa: PLC0415 - the codes of all stages are known when there is work for them

    words = tuple(word.strip().upper() for text in given or () for word in text.split(",") if word.strip())
    known = [code.code for code in flow.codes()]
    for word in words:
        if not any(code.startswith(word) for code in known):
            near = flow.similar(word)
            hint = f"; a similar code is `{near}`" if near else ""
            usage(f"there is no code or family `{word}`{hint}; `pipeline explain` lists them")
    return words
