"""What the tests of the compiler share: Markdown in, XHTML out, with and without a site."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, fromstring

import pytest

from pipeline.load import parse
from pipeline.load.markdown import read
from pipeline.model.document import Book, Collection, Entry, Form, Marks, Prose
from pipeline.model.manuscript import Passage
from pipeline.model.site import Item, Site, Target
from pipeline.model.span import Source
from pipeline.render.compile import passage
from pipeline.render.compile.host import Host
from pipeline.render.compile.serialise import serialise
from pipeline.render.compile.tree import grow

KIND = Collection("chapters", "chapters", Form.MARKDOWN, "chapter", "Chapter", "Chapters", ("title",), (), "", "", {})
Compile = Callable[..., Passage]


def bare(text: str) -> str:
    """Markdown → what the tree says before any transform, without the outermost `div`."""
    return serialise(grow(parse(text))).removeprefix("<div>").removesuffix("</div>")


def parsed(xhtml: str) -> Element:
    """XHTML → its tree; fails where it isn't well-formed."""
    return fromstring(xhtml)  # noqa: S314 - our own output, and that it is harmless is what is being tested


def prose(text: str) -> Prose:
    """Markdown → its facts, the spans in a file that holds nothing else."""
    return read(text, parse(text), Source.of("a.md", text).span)


@pytest.fixture(scope="session")
def compile_text() -> Compile:
    """`compile_text(text, {"destination": Target(...)}, inline=True)`: one passage of the item `chapter:one` of a tiny site."""
    host = Host(parse)

    def compiled(text: str, meanings: Mapping[str, Target] | None = None, *, inline: bool = False) -> Passage:
        facts = prose(text)
        source = Source.of("a.md", text)
        entry = Entry("chapters", "one", {"title": "One"}, source, Marks(0, 0), facts)
        items = {f"chapter:{name}": Item(entry, KIND, f"chapter:{name}", name.title(), f"{name}/") for name in ("one", "two")}
        book = Book(entry, (KIND,), (entry,), frozenset(), {}, {}, {})
        known = {("chapter:one", written): target for written, target in (meanings or {}).items()}
        site = Site(book, (KIND,), items, known, (), {})
        return passage(host, site, items["chapter:one"], ("summary",) if inline else (), facts)

    return compiled
