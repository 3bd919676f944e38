"""Code blocks: coloured by class where the language is known, never by inline style."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

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


UNCOLOURED = frozenset({"", "n", "p", "w"})
"""Names, punctuation and white space: half of all tokens, which no theme colours."""


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> str | None:
    """Code in a language → XHTML with a class per kind of token; `None` when nobody knows the language."""
    lexer = None if language in PLAIN else _lexer(language)
    if lexer is None:
        return None
    pieces = []
    # The text is as the author wrote it: what `get_tokens` would do to it first is not wanted.
    for _, token, text in lexer.get_tokens_unprocessed(code):
        name = _name(token)
        pieces.append(escape(text) if name in UNCOLOURED else f'<span class="{name}">{escape(text)}</span>')
    return "".join(pieces)


@cache
def _lexer(language: str) -> "Lexer | None":
    # Imported here: Pygments costs 40 ms, and most pages have no code.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _name(token: "_TokenType") -> str:
    """The class of a kind of token; a lexer's own kinds have a standard one among their ancestors."""
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415 - as above

    return next(STANDARD_TYPES[kind] for kind in reversed(token.split()) if kind in STANDARD_TYPES)
