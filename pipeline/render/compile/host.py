"""The `markdown` package as host: our grammar in, its tree processors over it, our serialiser out."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from pipeline.model.markup import Parse
from pipeline.render.compile.extensions import Further
from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import serialise
from pipeline.render.compile.transforms import TRANSFORMS
from pipeline.render.compile.tree import grow


class Host:
    """Compiles Markdown with one `markdown.Markdown` object for all passages."""

    def __init__(self, parse: Parse, further: tuple[Further, ...] = ()) -> None:
        self.grammar = _Grammar(parse)
        self.further = further
        self.transforms = _Transforms(further)
        self.markdown = markdown.Markdown(extensions=[_Replacement(self.grammar, self.transforms)])
        # Set last: the host's constructor chooses a serialiser of its own after the extensions have spoken.
        host: Any = self.markdown
        host.serializer = serialise

    def convert(self, text: str, page: Page | None = None) -> str:
        """Markdown → XHTML with marks; findings for the writers are left in the page. Without a page no transform runs."""
        self.transforms.page = page
        self.grammar.text = text
        # The host refuses a text of white space alone, and splits the rest into lines, which our grammar ignores.
        html = self.markdown.convert(text) if text.strip() else ""
        for extension in self.further:
            html = extension.restore(html)
        return html


class _Grammar:
    """Stands where the host expects its block parser."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.text = ""

    def parseDocument(self, lines: Sequence[str]) -> ElementTree:  # noqa: N802 - the host's name
        """The whole text (kept aside, since the host's lines have lost their offsets) → a tree below one `div`."""
        del lines
        return ElementTree(grow(self.parse(self.text)))


class _Transforms(Treeprocessor):
    """Runs the table of transforms over a tree."""

    def __init__(self, further: tuple[Further, ...]) -> None:
        self.page: Page | None = None
        self.further = further

    def run(self, root: Element) -> Element:
        """Each transform in its turn, and behind them the extensions of the book."""
        if self.page is not None:
            for transform in TRANSFORMS:
                transform(root, self.page)
        for extension in self.further:
            root = extension.run(root)
        return root


class _Replacement(Extension):
    """Takes the host's own grammar out and puts ours in."""

    def __init__(self, grammar: _Grammar, transforms: _Transforms) -> None:
        super().__init__()
        self.grammar = grammar
        self.transforms = transforms

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the host's name
        """Called once by the host."""
        registries: tuple[Any, ...] = (md.preprocessors, md.treeprocessors, md.postprocessors)
        for registry in registries:
            for name in [item.name for item in registry._priority]:  # noqa: SLF001 - the registry has no public list of names
                registry.deregister(name)
        host: Any = md
        host.parser = self.grammar
        md.treeprocessors.register(self.transforms, "transforms", 0)
