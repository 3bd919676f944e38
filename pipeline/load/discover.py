"""A root folder → its files: git's own listing where there is one, else a walk.

Git's listing knows the exact case of every name, leaves out what is ignored, and is what a reviewer will see.
"""

import os
import stat
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.load.faults import outside_symlink, oversized_input, undecodable_text, unreadable_path
from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.span import Span

SKIPPED = frozenset({"node_modules", "build", "venv", ".venv", "__pycache__", "dist"})
LAST_SECOND = 253_402_300_799
"""The end of the year 9999: beyond it no calendar of ours goes."""
MEGABYTE = 1_000_000


def files(root: Path, *, tracked: bool = False) -> Outcome[tuple[str, ...]]:
    """The path of every file below a root, relative to it, with `/`, sorted; links are named, not followed.

    With `tracked` only files in git's index count, as a commit would take them. Reports BLD901 for names below `content/` and
    `schemas/` that are no text.
    """
    listed = _git(root, () if tracked else ("--others", "--exclude-standard"))
    paths = sorted(set(listed if listed is not None else _walk(root)))
    return Outcome(tuple(path for path in paths if _is_text(path)), tuple(_nameless(paths)))


def today(root: Path) -> str:
    """The one clock, as `YYYY-MM-DD`: SOURCE_DATE_EPOCH, else the date of the last commit, else empty (unknown)."""
    return _day(os.environ.get("SOURCE_DATE_EPOCH", "")) or _day(_run(root, "log", "-1", "--format=%ct") or "")


def read(root: Path, path: str, limit: int) -> Outcome[bytes | None]:
    """The bytes of a file of at most `limit` bytes.

    `None` and a finding when it leads out of the book (BLD904), is too large (YML006) or can't be read (BLD901); what it
    holds is not touched then.
    """
    full = root / path
    try:
        real = full.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            return Outcome(None, (outside_symlink.diagnose(path, "out of the book"),))
        state = real.stat()
        if not stat.S_ISREG(state.st_mode):
            reason = "it is a link to a folder" if stat.S_ISDIR(state.st_mode) else "it is no regular file"
            return Outcome(None, (unreadable_path.diagnose(path, reason),))
        if state.st_size > limit:
            return Outcome(None, (oversized_input.diagnose(Span(path), f"{limit // MEGABYTE} MB"),))
        return Outcome(real.read_bytes())
    except (OSError, RuntimeError) as error:
        if full.is_symlink():
            return Outcome(None, (outside_symlink.diagnose(path, "nowhere"),))
        return Outcome(None, (unreadable_path.diagnose(path, (getattr(error, "strerror", None) or "unknown reason").lower()),))


def decode(path: str, data: bytes) -> Outcome[str | None]:
    """Strict UTF-8 → text; `None` and YML001 at the first byte that is none, or at a NUL."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (undecodable_text.diagnose(path, data, error.start),))
    if (nul := data.find(b"\0")) >= 0:
        return Outcome(None, (undecodable_text.diagnose(path, data, nul),))
    return Outcome(text)


def _git(root: Path, more: tuple[str, ...]) -> list[str] | None:
    listing = _run(root, "ls-files", "-z", "--cached", *more)
    if listing is None:
        return None
    found: list[str] = []
    for path in filter(None, listing.split("\0")):
        try:
            mode = os.lstat(root / path).st_mode
        except OSError:
            # Deleted but not yet staged: still in the index.
            continue
        # A submodule, or a repository inside this one, is listed as a folder; its files belong to the book all the same.
        inner = _walk(root / path) if stat.S_ISDIR(mode) else ()
        found += [f"{path.rstrip('/')}/{name}" for name in inner] if stat.S_ISDIR(mode) else [path]
    return found


def _run(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=30)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith(".") and name not in links)
        for name in (*names, *links):
            if not name.startswith("."):
                yield (here / name).relative_to(root).as_posix()


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _nameless(paths: Iterable[str]) -> Iterator[Diagnostic]:
    for path in paths:
        if not _is_text(path) and path.startswith(("content/", "schemas/")):
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            yield unreadable_path.diagnose(shown, "its name is not UTF-8 text")


def _day(seconds: str) -> str:
    number = seconds.strip()
    if not (number.isascii() and number.isdecimal() and len(number) <= len(str(LAST_SECOND)) and int(number) <= LAST_SECOND):
        return ""
    return datetime.fromtimestamp(int(number), tz=UTC).date().isoformat()
