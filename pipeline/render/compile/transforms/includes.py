"""A link that shows a file: the lines it names, with its words as a caption."""

from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.excerpt import INCLUDE, Excerpt, excerpt
from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import fill, taken
from pipeline.render.compile.tree import clean


def transform(root: Element, page: Page) -> None:
    """Put the lines in the place of each link; one that names none stays a link."""
    for include in list(root.iter("include")):
        include.tag = "p"
        link = next(include.iter("a"), None)
        if link is not None:
            title, written = link.attrib.pop("title", ""), link.get("href", "")
            target = page.site.meaning(page.item.key, written)
            data = page.site.book.assets.get(target.asset or "") if target is not None else None
            found = excerpt(data, unquote(written.partition("#")[2])) if data is not None else None
            if isinstance(found, Excerpt) and target is not None:
                match = INCLUDE.match(title)
                _show(include, link, found, PurePosixPath(target.asset or "").name, (match["language"] if match else None) or "")


def _show(include: Element, link: Element, found: Excerpt, name: str, language: str) -> None:
    """Make a figure of the paragraph."""
    include.tag = "figure"
    include.set("class", "figure listing")
    source = Element("span", {"class": "source"})
    source.text = name if found.whole else f"{name}, {_lines(found)}"
    caption = Element("figcaption")
    words = taken(link)
    fill(caption, [*words, " ", source] if words else [source])
    fill(include, [caption])
    SubElement(include, "pre", {"info": language or _language(name)}).text = clean(found.text)


def _lines(found: Excerpt) -> str:
    return f"line {found.first}" if found.first == found.last else f"lines {found.first}\N{EN DASH}{found.last}"


def _language(name: str) -> str:
    """The language of a file, by its name; empty when nobody knows it."""
    # Imported here: Pygments costs 40 ms, and most pages show no file.
    from pygments.lexers import find_lexer_class_for_filename  # noqa: PLC0415

    lexer = find_lexer_class_for_filename(name)
    return lexer.aliases[0] if lexer is not None and lexer.aliases else ""
