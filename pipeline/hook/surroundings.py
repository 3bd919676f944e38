"""A book's folder → what the answer about any file of it depends on, beside the file: settings, schemas, the clock, ourselves."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from pipeline import cache

SETTINGS = "content/book.yaml"
LARGEST = 5_000_000
"""Bytes of the largest file whose answer is kept; nothing larger is looked into."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The paths of the schemas, and a digest of all that an answer depends on."""

    schemas: tuple[str, ...]
    digest: str


def surroundings(root: Path) -> Surroundings:
    """Look around: the schemas are those in git's index, the clock is the last commit unless SOURCE_DATE_EPOCH is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    listing, commit = _started(root, "ls-files", "-z", "--", "schemas"), None if epoch else _started(root, "log", "-1", "--format=%ct")
    listed = _output(listing)
    names = listed.split("\0") if listed is not None else [f"schemas/{name}" for name in _names(root / "schemas")]
    schemas = tuple(sorted(name for name in names if name.endswith(".schema.json") and (root / name).is_file()))
    texts = (part for path in (SETTINGS, *schemas) for part in (path, plain(root / path) or b""))
    return Surroundings(schemas, cache.digest(cache.tool(), epoch or _output(commit) or "", *texts))


def plain(file: Path) -> bytes | None:
    """The bytes of a plain file of a size that can be right; `load` says what is wrong with the others."""
    try:
        state = file.lstat()
        if not S_ISREG(state.st_mode) or state.st_size > LARGEST or file.parent.resolve() != file.parent:
            return None
        return file.read_bytes()
    except OSError:
        return None


def _started(root: Path, *arguments: str) -> subprocess.Popen[bytes] | None:
    """Git at work. The environment stays as the hook found it: `git commit FILE` names an index of its own in GIT_INDEX_FILE."""
    try:
        return subprocess.Popen(["git", "-C", str(root), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603, S607
    except OSError:
        return None


def _output(process: subprocess.Popen[bytes] | None) -> str | None:
    if process is None:
        return None
    text = os.fsdecode(process.communicate()[0])
    return text if process.returncode == 0 else None


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (file.name for file in folder.iterdir())
