"""Finished documents → the ways through them: nested contents, landmarks, the print pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from pipeline.model.ids import ours
from pipeline.render.epub.bind import Document
from pipeline.render.epub.layouts import layout

HEADING = re.compile(r'<h([23])\b[^<>]*\sid="([^"]+)"[^<>]*>(.*?)</h\1>', re.DOTALL)
PAGE = re.compile(r'<span id="([^"]+)" epub:type="pagebreak"[^<>]* aria-label=" ([^"]+)\. "')
GROUP = "group."
"""Of our own headings, only those of the groups of a list are in the contents."""

TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Entry:
    """A line of the contents, with the lines below it."""

    title: str
    href: str
    children: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems have a button for."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the print edition, and where it begins."""

    label: str
    href: str


def contents(documents: Iterable[Document]) -> list[Entry]:
    """The contents: one line a leaf, below it the documents behind a list, and the headings of what authors wrote."""
    top: list[Entry] = []
    for document in documents:
        if document.continued:
            parent = _last(top, document.leaf.depth)
        else:
            parent = Entry(document.leaf.title, document.path)
            (_last(top, 0).children if document.leaf.depth else top).append(parent)
        _headings(parent, document)
    return top


def _last(top: list[Entry], depth: int) -> Entry:
    return top[-1].children[-1] if depth and top[-1].children else top[-1]


def _headings(parent: Entry, document: Document) -> None:
    section: Entry | None = None
    for level, identifier, html in HEADING.findall(document.html):
        if ours(identifier) and not identifier.startswith(GROUP):
            section = None
            continue
        entry = Entry(words(html), f"{document.path}#{identifier}")
        if level == "2":
            section = entry
            parent.children.append(entry)
        elif section is not None:
            section.children.append(entry)


def words(html: str) -> str:
    """Markup → its words."""
    return " ".join(unescape(TAG.sub("", html)).split())


def landmarks(documents: Iterable[Document]) -> list[Landmark]:
    """Where the body begins, and what each special part is."""
    found: list[Landmark] = []
    for document in documents:
        if document.continued:
            continue
        if document.leaf.tier == "body" and not any(each.type == "bodymatter" for each in found):
            found.append(Landmark("bodymatter", document.leaf.title, document.path))
        kind = "index" if document.leaf.tier == "index" else layout(document.leaf.collection.name).type
        if kind and not document.leaf.alone and document.leaf.tier != "further":
            found.append(Landmark(kind, document.leaf.title, document.path))
    return found


def pages(documents: Iterable[Document]) -> list[Page]:
    """The print pages that begin somewhere, each once, in reading order."""
    found: dict[str, Page] = {}
    for document in documents:
        for identifier, label in PAGE.findall(document.html):
            found.setdefault(label, Page(label, f"{document.path}#{identifier}"))
    return list(found.values())


def depth(entries: Iterable[Entry]) -> int:
    """How many levels the contents have."""
    return max((1 + depth(entry.children) for entry in entries), default=0)
