"""The fast way in for commit hooks: the files of a commit, or all that git's index names → errors, one line each, and an exit status.

    pipeline check --hook [--tree] [--strict] [--no-cache] [--root DIR] [FILE ...]

Only what is needed is imported: neither typer nor a writer, and hardly anything for a file whose answer is known.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import cache
from pipeline.hook import files
from pipeline.hook.surroundings import SETTINGS

if TYPE_CHECKING:
    from pipeline import flow

USAGE = 2
FLAGS = frozenset({"--hook", "--tree", "--strict", "--no-cache"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a hook asks: about which files, or the whole index; whether warnings fail, too; where the book is."""

    files: tuple[str, ...] = ()
    tree: bool = False
    strict: bool = False
    cached: bool = True
    root: str | None = None


def asked(arguments: Iterable[str]) -> Asked | None:
    """The words behind `pipeline` → what they ask; `None` when typer must look at them: other options, or wrong usage."""
    words = iter(arguments)
    flags: set[str] = set()
    names: list[str] = []
    root = None
    if next(words, "") != "check":
        return None
    for word in words:
        if word == "--root":
            root = next(words, None)
        elif word in FLAGS:
            flags.add(word)
        elif word.startswith("-"):
            return None
        else:
            names.append(word)
    if "--hook" not in flags or ("--tree" in flags and names):
        return None
    return Asked(tuple(names), "--tree" in flags, "--strict" in flags, "--no-cache" not in flags, root)


def run(asked: Asked) -> int:
    """Answer, and print what fails a commit → the exit status."""
    root = _root(asked.root)
    if root is None:
        sys.stderr.write(f"error: {asked.root or Path.cwd()} is in no book: there is no {SETTINGS}\n")
        return USAGE
    store = cache.opened(root) if asked.cached else None
    try:
        if asked.tree:
            from pipeline import flow  # noqa: PLC0415 - see above

            return _told(flow.judge(root, store=store, tracked=True), strict=asked.strict)
        found, data = files.judge(root, asked.files, store)
        return _told(files.verdict(found, data), strict=asked.strict) if found else 0
    finally:
        if store is not None:
            store.close()


def _root(given: str | None) -> Path | None:
    """The book's folder: the one given, else the nearest above."""
    here = Path(given or ".").resolve()
    folders = (here,) if given else (here, *here.parents)
    return next((folder for folder in folders if (folder / SETTINGS).is_file()), None)


def _told(verdict: "flow.Verdict", *, strict: bool) -> int:
    """Print what fails a commit; the output of a hook that passes is hidden anyway."""
    from pipeline import flow  # noqa: PLC0415 - see above
    from pipeline.model.diagnostic import Severity  # noqa: PLC0415 - see above

    least = Severity.WARNING if strict else Severity.ERROR
    failing = flow.Verdict(tuple(each for each in verdict.diagnostics if each.severity >= least), verdict.sources, verdict.health)
    if failing.diagnostics:
        ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
        sys.stdout.write(flow.report(failing, "concise", width=100, colour=False, ascii_only=ascii_only))
    return verdict.status(strict=strict)
