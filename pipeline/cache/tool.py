"""The tool itself → a text that changes whenever it might answer otherwise."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline import __version__
from pipeline.cache.keys import digest

PACKAGE = Path(__file__).parent.parent


@cache
def tool() -> str:
    """The version, the interpreter, the names and versions of all packages installed, and the look of our own files.

    A working copy changes without a new version; so the size and the time of each module count, too.
    """
    return digest(__version__, sys.version, *_packages(), *_modules(PACKAGE))


def _packages() -> Iterator[str]:
    """What is installed, as the folders of metadata are called: `pyyaml-6.0.2.dist-info`."""
    for folder in dict.fromkeys(sys.path):
        with suppress(OSError), os.scandir(folder) as entries:
            yield from sorted(entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))


def _modules(folder: str | os.PathLike[str]) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _modules(entry)
        elif entry.name.endswith(".py"):
            state = entry.stat()
            yield f"{entry.name} {state.st_size} {state.st_mtime_ns}"
