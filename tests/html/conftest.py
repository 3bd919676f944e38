"""A book as files → its website, through the stages a build goes through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from pipeline.load import load, parse
from pipeline.model.site import Site
from pipeline.render import compile as compiling
from pipeline.render import html
from pipeline.resolve import resolve
from tests.conftest import Book


@dataclass(frozen=True)
class Website:
    """A built site: its files below `html/`, and the site it was made from."""

    site: Site
    files: Mapping[str, bytes]

    def page(self, route: str) -> str:
        return self.files[route].decode()


Build = Callable[..., Website]


@pytest.fixture(scope="session")
def build(book: Book) -> Build:
    """Build the minimal book with some files changed: `build({"content/pages/more.md": "..."})`."""

    def make(files: Mapping[str, str | bytes | None], *, drafts: bool = False) -> Website:
        site = resolve(load(book(files)).value, drafts=drafts).value
        artifacts = list(html.write(site, compiling.manuscript(site, parse), ()))
        assert list(html.problems(artifacts)) == []
        return Website(site, {artifact.path.removeprefix("html/"): artifact.data for artifact in artifacts})

    return make


@pytest.fixture(scope="session")
def minimal(build: Build) -> Website:
    """The minimal book."""
    return build({})
