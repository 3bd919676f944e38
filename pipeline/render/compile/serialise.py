"""Tree → XHTML: void elements closed by themselves, all others by an end tag, text escaped exactly once.

An element called `raw` holds finished XHTML (highlighted code, MathML) in its text; it is written as it is.
"""

import re
from xml.etree.ElementTree import Element

from pipeline.model.safety import VOID

SPECIAL = re.compile(r'[&<>"\n\t]')
CLOSED = VOID | {"input"}


def serialise(root: Element) -> str:
    """An element and all below it → XHTML."""
    pieces: list[str] = []
    # A stack instead of recursion: content may be nested deeper than Python likes.
    stack: list[Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag, text, tail = node.tag, node.text, node.tail
        behind = escape(tail) if tail and node is not root else ""
        if tag == "raw":
            pieces.append(f"{text or ''}{behind}")
            continue
        attributes = ""
        if node.attrib:
            attributes = "".join([f' {name}="{_quoted(value) if SPECIAL.search(value) else value}"' for name, value in node.items()])
        if tag in CLOSED:
            pieces.append(f"<{tag}{attributes} />{behind}")
            continue
        inside = escape(text) if text else ""
        if len(node):
            pieces.append(f"<{tag}{attributes}>{inside}")
            stack.append(f"</{tag}>{behind}")
            stack.extend(node[::-1])
        else:
            pieces.append(f"<{tag}{attributes}>{inside}</{tag}>{behind}")
    return "".join(pieces)


def escape(text: str) -> str:
    """Text → XHTML text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _quoted(value: str) -> str:
    """An attribute's value; XML would make spaces of line breaks."""
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
