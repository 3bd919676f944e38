"""TeX becomes MathML, so that neither the site nor the EPUB needs a script to show it."""

from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, fromstring

from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import escape


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
    """TeX → a MathML element with its TeX as annotation; `None` when the converter can't read it."""
    # Imported here: it costs 30 ms, and most books have no formula.
    from latex2mathml.converter import convert  # noqa: PLC0415
    from latex2mathml.exceptions import (  # noqa: PLC0415
        DenominatorNotFoundError,
        DoubleSubscriptsError,
        DoubleSuperscriptsError,
        ExtraLeftOrMissingRightError,
        InvalidAlignmentError,
        InvalidStyleForGenfracError,
        InvalidWidthError,
        LimitsMustFollowMathOperatorError,
        MissingEndError,
        MissingSuperScriptOrSubscriptError,
        NoAvailableTokensError,
        NumeratorNotFoundError,
    )

    try:
        made = convert(tex, display=display)
        fromstring(made)  # noqa: S314 - our own converter's output; this only proves it is well-formed
    except (
        DenominatorNotFoundError,
        DoubleSubscriptsError,
        DoubleSuperscriptsError,
        ExtraLeftOrMissingRightError,
        InvalidAlignmentError,
        InvalidStyleForGenfracError,
        InvalidWidthError,
        LimitsMustFollowMathOperatorError,
        MissingEndError,
        MissingSuperScriptOrSubscriptError,
        NoAvailableTokensError,
        NumeratorNotFoundError,
        ParseError,
        ValueError,
        LookupError,
        RecursionError,
    ):
        return None
    # Text for those whose reader shows no MathML.
    return made.replace("<math ", f'<math alttext="{escape(tex).replace(chr(34), "&quot;")}" ', 1)
