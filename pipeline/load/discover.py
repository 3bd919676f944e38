"""A root folder → its files: git's own listing where there is one, else a walk.

Git's listing knows the exact case of every name, leaves out what is ignored, and is what a reviewer will see.
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.load.faults import outside_symlink, undecodable_text, unreadable_path
from pipeline.model.diagnostic import Outcome

SKIPPED = frozenset({"node_modules", "build", "venv", ".venv", "__pycache__", "dist"})


def files(root: Path) -> tuple[str, ...]:
    """The path of every file below a root, relative to it, with `/`, sorted; links are named, not followed."""
    listed = _git(root)
    return tuple(sorted(listed if listed is not None else _walk(root)))


def today(root: Path) -> str:
    """The one clock, as `YYYY-MM-DD`: SOURCE_DATE_EPOCH, else the date of the last commit, else empty (unknown)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return _day(int(epoch))
    stamp = _run(root, "log", "-1", "--format=%ct")
    return _day(int(stamp)) if stamp and stamp.strip().isdigit() else ""


def read(root: Path, path: str) -> Outcome[bytes | None]:
    """The bytes of a file; `None` and a finding when it leads out of the book or can't be read (BLD901, BLD904, YML001)."""
    full = root / path
    try:
        if full.is_symlink() and not full.resolve(strict=True).is_relative_to(root.resolve()):
            return Outcome(None, (outside_symlink.diagnose(path),))
        if not full.is_file():
            return Outcome(None, (unreadable_path.diagnose(path, "it is no regular file"),))
        return Outcome(full.read_bytes())
    except (OSError, RuntimeError) as error:
        if full.is_symlink():
            return Outcome(None, (outside_symlink.diagnose(path),))
        return Outcome(None, (unreadable_path.diagnose(path, _reason(error)),))


def decode(path: str, data: bytes) -> Outcome[str | None]:
    """Strict UTF-8 → text; `None` and YML001 at the first byte that is none, or at a NUL."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (undecodable_text.diagnose(path, data, error.start),))
    if (nul := data.find(b"\0")) >= 0:
        return Outcome(None, (undecodable_text.diagnose(path, data, nul),))
    return Outcome(text)


def _git(root: Path) -> list[str] | None:
    listing = _run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listing is None:
        return None
    # A file that was deleted but not yet staged is still in the index.
    return [path for path in set(listing.split("\0")) if path and os.path.lexists(root / path)]


def _run(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=30)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "unknown reason").lower()
