"""A relative path, as it works on GitHub → the entry, the list or the file it leads to, or a finding."""

import posixpath
from collections.abc import Iterable, Sequence
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.model.similar import nearest

ASSETS = "content/assets"


def full(written: str, here: str) -> str | None:
    """A path as written in a file, and the file's folder → the path from the root; `None` when it leads out of the book.

    Escapes are decoded first, and a backslash is what it is to a browser: a slash.
    """
    plain = unquote(written.partition("?")[0]).replace("\\", "/")
    joined = posixpath.normpath(plain.lstrip("/") if plain.startswith("/") else posixpath.join(here, plain))
    return None if joined == ".." or joined.startswith("../") else joined


def same(path: str, known: Iterable[str]) -> list[str]:
    """The known paths that differ from one in upper and lower case alone, or in how letters with marks are written."""
    wanted = _folded(path)
    return [other for other in known if _folded(other) == wanted]


def similar(path: str, known: Sequence[str]) -> list[str]:
    """At most three known paths that were probably meant: that name elsewhere, else a similar name here, else anywhere."""
    folder, name = posixpath.split(path)
    elsewhere = [other for other in known if posixpath.basename(other) == name]
    here = {posixpath.basename(other): other for other in known if posixpath.dirname(other) == folder}
    anywhere = {posixpath.basename(other): other for other in reversed(known)}
    return (
        elsewhere[:3]
        or [here[other] for other in nearest(name, sorted(here))]
        or [anywhere[other] for other in nearest(name, sorted(anywhere))]
    )


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()
