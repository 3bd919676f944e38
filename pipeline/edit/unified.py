"""A file's text before and after → the difference, as `git apply` and `patch` read it."""

import difflib
import re

LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
"""Lines end at LF alone here: to git a CR is a character of its line."""


def difference(path: str, before: str, after: str) -> str:
    """A path (relative, with `/`) and two texts → a unified diff; empty when the texts are the same."""
    # A name with spaces is followed by a tab, as git does, or its end could not be told.
    name = f"{path}\t" if " " in path else path
    lines = difflib.unified_diff(LINE.findall(before), LINE.findall(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
