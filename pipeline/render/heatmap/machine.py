"""What only this machine knows: the files that were named on the command line, and the name of its time zone."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from glob import glob
from pathlib import Path
from typing import IO

from pipeline.model.heatmap import Input
from pipeline.model.span import Span

CLOCK = Path("/etc/localtime")
FOLDER = "zoneinfo"


def inputs(arguments: Iterable[str]) -> tuple[Input, ...]:
    """Files, folders and patterns → inputs, each once, by path. A file that is missing stays in, so that it is reported when it is read."""
    return tuple({source.name: source for argument in arguments for source in _named(argument)}.values())


def local_zone(environment: Mapping[str, str] = os.environ, clock: Path = CLOCK) -> str | None:
    """Find the name of the machine's time zone: from `TZ`, else from where its clock's link points; `None` when it has no name."""
    given = environment.get("TZ", "").removeprefix(":")
    if given:
        return given
    parts = clock.resolve().parts
    return "/".join(parts[parts.index(FOLDER) + 1 :]) if FOLDER in parts else None


def _named(argument: str) -> Iterator[Input]:
    paths = [argument] if Path(argument).exists() else sorted(glob(argument, recursive=True)) or [argument]  # noqa: PTH207 - plain text in and out
    for path in paths:
        if Path(path).is_dir():
            yield from _listed(Path(path))
        else:
            name = Path(path).as_posix()
            yield Input(name, name, _opener(Path(path)), Span(name))


def _listed(folder: Path) -> Iterator[Input]:
    """Everything in a folder; a link that leads to a folder is not followed, as it may lead in a circle."""
    origin = folder.as_posix()
    files = [Path(place) / name for place, _, names in os.walk(folder) for name in names]
    for file in sorted(files):
        yield Input(file.as_posix(), origin, _opener(file), Span(origin), listed=True)
    if not files:
        yield Input(origin, origin, _opener(folder), Span(origin), listed=True)


def _opener(path: Path) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: path.open("rb")
