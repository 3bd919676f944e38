"""TeX becomes MathML, so that neither the site nor the EPUB needs a script to show it.

The converter copies some of its input unescaped and knows commands for links and styles, so its output is read as XML, held
against an allow-list, and written anew.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring

from pipeline.model.safety import names
from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import fill
from pipeline.render.compile.serialise import serialise

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ELEMENTS = names(
    "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup "
    "mtable mtd mtext mtr munder munderover none"
)
ATTRIBUTES = names(
    "accent accentunder columnalign columnlines columnspacing depth display displaystyle fence form frame height "
    "linebreak linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation "
    "rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset width"
)
VALUE = re.compile(r"[\w#.%+ -]*")
SAME = (
    (re.compile(r"\\(begin|end)\{(?:aligned|align\*)\}"), r"\\\1{split}"),
    (re.compile(r"\\begin\{gather(?:ed|\*)\}"), r"\\begin{array}{c}"),
    (re.compile(r"\\end\{gather(?:ed|\*)\}"), r"\\end{array}"),
)
"""Environments that the converter doesn't know, and what looks the same."""
TICKS = re.compile(r"`(?P<inner>[^`]*)`\Z", re.DOTALL)
"""GitHub's other way to write a formula in a line: between `$` and a backtick."""
LONGEST = 5_000
"""Characters. The converter recurses, and a longer formula is no formula."""


def transform(root: Element, page: Page) -> None:
    """Replace each formula; one that can't be converted stays as code, with its dollars. A code block in `math` is a formula."""
    for block in [block for block in root.iter("pre") if block.get("info", "").split()[:1] == ["math"]]:
        inner = fill(Element("tex", {"display": "block"}), [block.text or ""])
        # A formula is a piece of a line, so it gets one.
        block.tag, block.attrib = "p", {}
        fill(block, [inner])
    for formula in root.iter("tex"):
        tex = (formula.text or "").strip()
        ticked = TICKS.match(tex)
        tex = ticked["inner"].strip() if ticked else tex
        display = formula.attrib.pop("display")
        made = mathml(tex, display)
        if made is None:
            formula.tag = "code"
            formula.text = f"$${tex}$$" if display == "block" else f"${tex}$"
        else:
            formula.tag, formula.text = "raw", made
            page.math = True


@lru_cache(maxsize=4096)
def mathml(tex: str, display: str) -> str | None:
    """TeX → a MathML element with its TeX for those who see none; `None` when the converter can't read it, or it isn't harmless."""
    if len(tex) > LONGEST:
        return None
    # Imported here: it costs 30 ms, and most books have no formula.
    from latex2mathml.converter import convert  # noqa: PLC0415

    try:
        root = fromstring(convert(_known(tex), display=display))  # noqa: S314 - expat fetches nothing, and a formula declares no entities
    except Exception:  # noqa: BLE001 - the converter shares no base class for what it can't read: 12 of its own, StopIteration, IndexError, …
        return None
    for element in root.iter():
        namespace, _, element.tag = element.tag.rpartition("}")
        if namespace != f"{{{NAMESPACE}" or element.tag not in ELEMENTS:
            return None
        for name in [name for name, value in element.items() if name not in ATTRIBUTES or not VALUE.fullmatch(value)]:
            del element.attrib[name]
    root.attrib = {"xmlns": NAMESPACE, **root.attrib, "alttext": tex}
    return serialise(root)


def _known(tex: str) -> str:
    """TeX without what the converter doesn't know, as far as something else looks the same."""
    for pattern, instead in SAME:
        tex = pattern.sub(instead, tex)
    return tex
