"""Code blocks: coloured by class where the language is known, never by inline style."""

from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import escape

PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "prompt", "console-output"})


def transform(root: Element, page: Page) -> None:
    """Give each block a class for its language and, if Pygments knows it, spans for its tokens."""
    del page
    for block in list(root.iter("pre")):
        if "info" not in block.attrib:
            continue
        language = (block.attrib.pop("info").split() or [""])[0].lower()
        code, block.text = block.text or "", ""
        block.set("class", "code prompt" if language == "prompt" else "code")
        inner = SubElement(block, "code", {"class": f"language-{language}"} if language else {})
        coloured = highlight(code, language)
        if coloured is None:
            inner.text = code
        else:
            SubElement(inner, "raw").text = coloured


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> str | None:
    """Code in a language → XHTML with a class per kind of token; `None` when nobody knows the language."""
    if language in PLAIN:
        return None
    # Imported here: Pygments costs 40 ms, and most pages have no code.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    pieces = []
    for token, text in lexer.get_tokens(code):
        # A lexer's own kinds have a standard one among their ancestors.
        name = next(STANDARD_TYPES[kind] for kind in reversed(token.split()) if kind in STANDARD_TYPES)
        pieces.append(f'<span class="{name}">{escape(text)}</span>' if name and text.strip() else escape(text))
    return "".join(pieces)
