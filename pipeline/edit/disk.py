"""A changed text → its file: whole or not at all, in the book only, never through a link."""

import os
import shutil
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile


def editable(root: Path, path: str) -> bool:
    """Whether a file (relative to the root) may be changed: it is one, it may be written, and no link leads to it."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        return False
    full = root / path
    steps = (full, *(root / parent for parent in parts.parents if parent.parts))
    return not any(step.is_symlink() for step in steps) and full.is_file() and os.access(full, os.W_OK)


def put(root: Path, path: str, before: str | None, after: str) -> bool:
    """The same as `write`, and a new file where none was before (`None`)."""
    if before is not None:
        return write(root, path, before, after)
    full = root / path
    if any(step.is_symlink() for step in (full, *(root / parent for parent in PurePosixPath(path).parents if parent.parts))):
        return False
    full.parent.mkdir(parents=True, exist_ok=True)
    try:
        with full.open("x", encoding="utf-8", newline="") as file:
            file.write(after)
    except FileExistsError:
        return False
    return True


def write(root: Path, path: str, before: str, after: str) -> bool:
    """Replace a file's text in one step; its mode stays.

    False, and nothing is done, when the file may not be changed or no longer holds the text `before`: then someone else has just
    changed it. Raises OSError where the folder can't be written.
    """
    full = root / path
    if not editable(root, path) or full.read_bytes() != before.encode():
        return False
    with NamedTemporaryFile(dir=full.parent, prefix=".", delete=False) as temporary:
        try:
            temporary.write(after.encode())
            temporary.close()
            shutil.copymode(full, temporary.name)
            os.replace(temporary.name, full)  # noqa: PTH105 - the atomic one, named plainly
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    return True
