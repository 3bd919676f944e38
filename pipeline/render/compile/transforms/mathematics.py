"""TeX becomes MathML, so that neither the site nor the EPUB needs a script to show it.

The converter copies some of its input unescaped and knows commands for links and styles, so its output is read as XML, held
against an allow-list, and written anew.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring

from pipeline.model.safety import names
from pipeline.render.compile.page import Page
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
LONGEST = 5_000
"""Characters. The converter recurses, and a longer formula is no formula."""


def transform(root: Element, page: Page) -> None:
    """Replace each formula; one that can't be converted stays as code, with its dollars."""
    for formula in root.iter("tex"):
        tex = (formula.text or "").strip()
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
        root = fromstring(convert(tex, display=display))  # noqa: S314 - expat fetches nothing, and a formula declares no entities
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
