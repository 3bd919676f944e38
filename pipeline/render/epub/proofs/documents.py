"""Each content document: a title that is its heading, a language, levels without gaps, ids once, roles, tables that speak."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.render.epub.proofs.publication import XHTML, Publication, text, types

LARGEST = 250 * 1024
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKS = (b"\x02", b"\x03", b"\x1d")
PAIRS = {
    "appendix": "doc-appendix",
    "bibliography": "doc-bibliography",
    "biblioref": "doc-biblioref",
    "chapter": "doc-chapter",
    "colophon": "doc-colophon",
    "epilogue": "doc-epilogue",
    "footnote": "doc-footnote",
    "glossary": "doc-glossary",
    "glossref": "doc-glossref",
    "index": "doc-index",
    "noteref": "doc-noteref",
    "page-list": "doc-pagelist",
    "pagebreak": "doc-pagebreak",
    "preface": "doc-preface",
    "toc": "doc-toc",
}
"""What reading systems are told, and what is told to those who listen (DPUB-ARIA 1.1)."""


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for name, tree in publication.documents:
        data = publication.files[name]
        if len(data) > LARGEST:
            yield f"`{name}` has {len(data)} bytes, more than {LARGEST}"
        if any(mark in data for mark in MARKS):
            yield f"`{name}` holds a mark that nothing replaced"
        yield from (f"`{name}` {fault}" for proof in (_head, _levels, _names, _roles, _tables) for fault in proof(tree))


def _head(tree: Element) -> Iterator[str]:
    title, language = text(tree.find(f".//{XHTML}title")), tree.get("lang")
    if not title:
        yield "has no title"
    if not language or tree.get(XML_LANG) != language:
        yield "doesn't say its language twice alike"
    headings = [text(heading) for heading in tree.iter(f"{XHTML}h1")]
    covers = any("cover" in types(section) for section in tree.iter(f"{XHTML}section"))
    if not covers and headings != [title]:
        yield f"is called `{title}` and has the headings {headings}"


def _levels(tree: Element) -> Iterator[str]:
    last = 0
    for element in tree.iter():
        tag = element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else ""
        if len(tag) == len("h1") and tag[0] == "h" and tag[1].isdecimal():
            if int(tag[1]) > last + 1:
                yield f"skips a level ahead of `{text(element)}`"
            last = int(tag[1])


def _names(tree: Element) -> Iterator[str]:
    """Ids are there once, and whatever is named by one is there."""
    ids = Counter(identifier for element in tree.iter() if (identifier := element.get("id")) is not None)
    yield from (f"uses the id `{identifier}` twice" for identifier, times in ids.items() if times > 1)
    for element in tree.iter():
        for attribute in ("aria-labelledby", "aria-describedby"):
            yield from (f"names `{each}`, which is not there" for each in element.get(attribute, "").split() if each not in ids)


def _roles(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        # In a list of landmarks a type says what a link leads to, not what it is.
        if element.tag != f"{XHTML}a" or element.get("role"):
            for kind in types(element):
                if kind in PAIRS and element.get("role") != PAIRS[kind]:
                    yield f"has a `{kind}` without the role `{PAIRS[kind]}`"


def _tables(tree: Element) -> Iterator[str]:
    figures = (each for each in tree.iter(f"{XHTML}figure") if text(each.find(f"{XHTML}figcaption")))
    told = {table for figure in figures for table in figure.iter(f"{XHTML}table")}
    for table in tree.iter(f"{XHTML}table"):
        caption = table.find(f"{XHTML}caption")
        if not text(caption) and table not in told:
            yield "has a table without a caption"
        if any(head.get("scope") is None for head in table.iter(f"{XHTML}th")):
            yield f"has a table (`{text(caption)}`) with a head that doesn't say for what"
