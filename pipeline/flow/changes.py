"""A revision of git → what has changed since: lines that came, words that went."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HUNK = re.compile(r"@@ -\S+ \+([0-9]+)(?:,([0-9]+))? @@")
HEADER = re.compile(r'\+\+\+ (?:"?b/(?P<name>[^"\t\r\n]*)"?|/dev/null)')


class NoRevisionError(Exception):
    """Git knows no such revision, or there is no git here; the message says which."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed: the lines of each file that are new or other, the files that are new, and the text that is gone."""

    lines: Mapping[str, frozenset[int]]
    files: frozenset[str]
    gone: str

    def holds(self, path: str, first: int, last: int) -> bool:
        """Whether any of some lines of a file has changed."""
        return path in self.files or not self.lines.get(path, frozenset[int]()).isdisjoint(range(first, last + 1))


def since(root: Path, revision: str) -> Changes:
    """What has changed below a root since a revision (since the two parted, if it has gone on). Raises NoRevisionError."""
    if revision.startswith("-"):
        raise NoRevisionError(f"`{revision}` is no revision")
    base = _git(root, "merge-base", "HEAD", revision).strip()
    difference = _git(
        root, "-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--relative", base, "--", "."
    )
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    lines: dict[str, set[int]] = {}
    gone: list[str] = []
    path = ""
    for line in difference.split("\n"):
        if header := HEADER.match(line):
            path = header["name"] or ""
        elif hunk := HUNK.match(line):
            begin, count = int(hunk[1]), int(hunk[2] or 1)
            lines.setdefault(path, set()).update(range(begin, begin + count))
        elif line.startswith("-") and not line.startswith("--- "):
            gone.append(line[1:])
    return Changes({name: frozenset(numbers) for name, numbers in lines.items()}, frozenset(filter(None, new)), "\n".join(gone))


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True, timeout=60)  # noqa: S603, S607 - the user's own git
    except (OSError, subprocess.SubprocessError) as error:
        raise NoRevisionError("git knows no such revision here") from error
    return done.stdout.decode("utf-8", "replace")
