"""Tree → XHTML: void elements closed by themselves, all others by an end tag, text escaped exactly once.

An element called `raw` holds finished XHTML (highlighted code, MathML) in its text; it is written as it is.
"""

from xml.etree.ElementTree import Element

from pipeline.model.safety import VOID

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
        if node.tag == "raw":
            pieces.append(node.text or "")
            pieces.append(escape(node.tail or ""))
            continue
        pieces.append(f"<{node.tag}{_attributes(node)}")
        tail = escape(node.tail or "") if node is not root else ""
        if node.tag in CLOSED:
            pieces.append(f" />{tail}")
            continue
        pieces.append(f">{escape(node.text or '')}")
        stack.append(f"</{node.tag}>{tail}")
        stack.extend(reversed(node))
    return "".join(pieces)


def escape(text: str) -> str:
    """Text → XHTML text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attributes(node: Element) -> str:
    return "".join(f' {name}="{_quoted(value)}"' for name, value in node.items())


def _quoted(value: str) -> str:
    return escape(value).replace('"', "&quot;")
