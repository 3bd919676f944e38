"""A small book plus a difference → what the rules find in it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.load import load
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book
from pipeline.model.site import Site
from pipeline.resolve import resolve

Files = Mapping[str, str | bytes | None]
Seen = tuple[str, str, str]
"""A finding as a test names it: code, the text at its span (the path of a whole file), message."""


@pytest.fixture(scope="session")
def site(book: Callable[[Files], Path]) -> Callable[[Files], Site]:
    """Files → the resolved site of the small book with them."""
    return lambda files: resolve(load(book(files)).value).value


@pytest.fixture(scope="session")
def seen(site: Callable[[Files], Site]) -> Callable[[Files], list[Seen]]:
    """Files → what the rules find, in order."""

    def judge(files: Files) -> list[Seen]:
        judged = site(files)
        return [(found.code.code, cut(judged.book, found), found.message) for found in sorted(check(judged), key=lambda found: found.key)]

    return judge


def cut(book: Book, found: Diagnostic) -> str:
    """The text at the span of a finding, of an asset too; the path where there is no position."""
    span = found.span
    if span.start is None:
        return span.path
    source = {**book.sources, book.settings.source.path: book.settings.source}.get(span.path)
    if source is not None:
        return source.cut(span)
    line = book.assets[span.path].decode().split("\n")[span.start.line - 1]
    return line[span.start.column - 1 : span.end.column - 1 if span.end else None]
