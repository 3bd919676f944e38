"""A book in a git repository → the files that the change under review touches."""

import os
import subprocess
from pathlib import Path

MAIN = ("main", "master")
"""Branches that changes are made for, where nothing says another one."""


def changed(root: Path) -> frozenset[str]:
    """Paths relative to the root, as far as git knows them: what differs from where this branch began, committed or not.

    The branch that it will be merged into is the one that GitHub Actions names (`GITHUB_BASE_REF`), else `main` or `master`. Without
    it (a shallow clone of a merge) the first parent is taken; without git, nothing has changed.
    """
    base = _base(root)
    listing = _run(root, "diff", "--name-only", "-z", "--relative", base) if base else None
    return frozenset(filter(None, (listing or "").split("\0")))


def _base(root: Path) -> str:
    """The commit at which this branch began; empty when nobody knows."""
    named = os.environ.get("GITHUB_BASE_REF", "")
    for name in (named,) if named else MAIN:
        for branch in (f"origin/{name}", name):
            found = _run(root, "merge-base", "HEAD", branch)
            if found is not None:
                return found.strip()
    merge = _run(root, "rev-parse", "--verify", "--quiet", "HEAD^2")
    return "HEAD^1" if merge is not None else ""


def _run(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=30)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
