"""Examples of a Markdown specification → normal forms of what it expects and of what we make, so that equal means the same to a reader.

A normal form is a list of start tags, end tags and texts: entities decoded, attributes in order, white space at the edges of blocks
dropped. What a specification expects goes through a parser of HTML5 and then through the allow-list, since its raw HTML would
never come out of ours as it went in. Ours is read as XML and turned back into the words of the specification: what only a
transform understands, and what we add for readers that listen.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

from justhtml import JustHTML, Node

from pipeline.model.safety import ADDRESSES, ALLOWED, SILENT, dangerous

EXAMPLE = re.compile(r"^`{32} example([ \w]*)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
BLOCKS = frozenset(
    "blockquote caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th "
    "thead tr ul".split()
)
ALIGNS = "align-"
Token = tuple[str, ...]
"""`("<p", "title=x")`, `("</p",)`, or `("", "text")`."""


class Example(NamedTuple):
    """One example: its number, which of a specification's extensions it is about, Markdown, and HTML."""

    number: int
    extension: str
    markdown: str
    html: str


def examples(specification: str) -> list[Example]:
    """The text of a specification → its examples, numbered as it numbers them."""
    found = EXAMPLE.findall(specification.replace("→", "\t"))
    return [Example(number, *(part.strip(" ") for part in parts[:1]), *parts[1:]) for number, parts in enumerate(found, 1)]


def expected(html: str) -> list[Token]:
    """HTML of a specification, harmless and in normal form."""
    # The last line break is the file's; behind an element that was left open it would open another.
    root = JustHTML(html.rstrip("\n"), fragment=True, sanitize=False).root
    return normal(token for child in root.children or () for token in _safe(child))


def made(xhtml: str) -> list[Token]:
    """Our XHTML before any transform, in normal form. Fails where it isn't well-formed."""
    root = fromstring(f"<div>{xhtml}</div>")  # noqa: S314 - our own output
    return normal(_inside(root))


def _safe(node: Node) -> Iterator[Token]:
    """What the allow-list leaves of a parsed node."""
    name = node.name
    if name == "#text":
        yield "", str(node.data)
    elif name.startswith("#") or name in SILENT:
        return
    else:
        listed = name in ALLOWED or (name == "input" and node.attrs.get("type") == "checkbox")
        if listed:
            yield f"<{name}", *sorted(_kept(name, {key: value or "" for key, value in node.attrs.items()}))
        for child in node.children or ():
            yield from _safe(child)
        if listed:
            yield (f"</{name}",)


def _kept(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name in ADDRESSES and not dangerous(value):
            yield f"{name}={unquote(value)}"
        elif (tag, name) == ("code", "class") or tag == "input" or (name in ALLOWED[tag] and name not in ADDRESSES):
            yield f"{name}={value}"


def _ours(element: Element) -> Iterator[Token]:
    """An element of ours in the words of a specification."""
    tag, attributes = element.tag, dict(element.items())
    match tag:
        case "pre" if "info" in attributes:
            language = attributes["info"].split(maxsplit=1)[:1]
            code = Element("code", {"class": f"language-{language[0]}"} if language else {})
            code.text = element.text
            yield ("<pre",)
            yield from _ours(code)
            yield ("</pre",)
            return
        case "input":
            del attributes["aria-label"]
            attributes = {name: "" if value == name else value for name, value in attributes.items()}
        case "th":
            del attributes["scope"]
        case "li":
            attributes.pop("class", None)
    attributes.pop("anchor", None)
    if attributes.get("class", "").startswith(ALIGNS):
        attributes["align"] = attributes.pop("class").removeprefix(ALIGNS)
    yield f"<{tag}", *sorted(f"{name}={unquote(value) if name in ADDRESSES else value}" for name, value in attributes.items())
    yield from _inside(element)
    yield (f"</{tag}",)


def _inside(element: Element) -> Iterator[Token]:
    yield "", element.text or ""
    for child in element:
        yield from _ours(child)
        yield "", child.tail or ""


def normal(tokens: Iterable[Token]) -> list[Token]:
    """Texts that touch joined; white space outside of code collapsed, and dropped at the edges of blocks."""
    joined = _joined(tokens)
    end = _end(joined)
    kept: list[Token] = []
    verbatim = 0
    for number, token in enumerate(joined):
        verbatim += (token[0] == "<pre") - (token[0] == "</pre")
        if token[0] == "" and not verbatim:
            text = re.sub(r"[ \t\r\n]+", " ", token[1])
            text = text.lstrip(" ") if number == 0 or _edge(joined[number - 1]) else text
            text = text.rstrip(" ") if number + 1 >= end or _edge(joined[number + 1]) else text
            kept += [("", text)] if text else []
        elif token != ("", ""):
            kept.append(token)
    return kept


def _joined(tokens: Iterable[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        if token[0] == "" and joined and joined[-1][0] == "":
            joined[-1] = ("", joined[-1][1] + token[1])
        else:
            joined.append(token)
    return joined


def _end(tokens: list[Token]) -> int:
    """Behind the last word: white space there is the file's own, whatever elements were left open."""
    solid = [bool(rest[0].strip()) if not name else not name.startswith("</") or name == "</pre" for name, *rest in tokens]
    return len(solid) - solid[::-1].index(True) if True in solid else 0


def _edge(token: Token) -> bool:
    return token[0].lstrip("</") in BLOCKS | {"br"}
