"""Site and manuscript → the site with the words that its placeholders stand for in its plain text, too.

Resolving reads `[{count} resources](resource:)` as plain text before anybody has counted. The manuscript knows what became of each link.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.model.manuscript import Manuscript, plain
from pipeline.model.site import Edge, Item, Site

LINK = re.compile(r"<a [^<>]*>(.*?)</a>", re.DOTALL)
PLACEHOLDER = re.compile(r"\\\{[a-z0-9_]+(?::[a-z0-9_]+)?\\\}")
"""A placeholder as `re.escape` spells it."""

Words = tuple[tuple[str, str], ...]
"""Texts of links as written, and as they are read, in order."""


def filled(site: Site, manuscript: Manuscript) -> Site:
    """The same site, its sections and the contexts of its edges filled in."""
    words = {key: found for key, item in site.items.items() if (found := tuple(_words(item, manuscript)))}
    if not words:
        return site
    return replace(
        site,
        items={key: _item(item, words[key]) if key in words else item for key, item in site.items.items()},
        edges=tuple(_edge(edge, words) for edge in site.edges),
        mentioned={key: tuple(_edge(edge, words) for edge in edges) for key, edges in site.mentioned.items()},
    )


def _words(item: Item, manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """The links of an item whose text has a placeholder, found again by what stands around it."""
    for path, prose in item.entry.prose():
        written = [mention.text for mention in prose.mentions if "{" in mention.text]
        passage = manuscript.at(item.key, *path) if written else None
        read = (
            [plain(link) for html in (passage.html, *(note.html for note in passage.notes)) for link in LINK.findall(html)]
            if passage
            else []
        )
        for text in written:
            shape = re.compile(PLACEHOLDER.sub("(?:.+?)", re.escape(" ".join(text.split()))))
            at = next((number for number, words in enumerate(read) if shape.fullmatch(words)), None)
            if at is not None:
                yield text, read[at]
                # What stands before it was another link: two alike are told apart by their order.
                read = read[at + 1 :]


def _item(item: Item, words: Words) -> Item:
    left, sections = list(words), []
    for section in item.sections:
        text = section.text
        for pair in tuple(left):
            if pair[0] in text:
                text = text.replace(*pair, 1)
                left.remove(pair)
        sections.append(replace(section, text=text))
    return replace(item, sections=tuple(sections))


def _edge(edge: Edge, words: Mapping[str, Words]) -> Edge:
    if "{" not in edge.context or edge.origin not in words:
        return edge
    context = edge.context
    for text, read in words[edge.origin]:
        context = context.replace(text, read, 1)
    return replace(edge, context=context)
