"""What `book.yaml` says about the look (`publish.theme`) → a style sheet that comes behind the theme's own, and contrasts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
FONTS = {"text": "serif", "interface": "sans", "code": "mono"}
"""Kinds of text as `book.yaml` names them, and the theme's names for their fonts."""

LIGHT = {"paper": "#fcfaf5", "ink": "#26221c", "quiet": "#635a4b", "accent": "#8c2f1b"}
DARK = {"paper": "#181613", "ink": "#e6dfd1", "quiet": "#b0a695", "accent": "#eaa58e"}
"""The theme's colours that text is set in, and the one it is set on; a test compares them with the style sheet."""

SHADES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK}
LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""


def stylesheet(theme: Any) -> str:
    """`publish.theme` → CSS; empty when nothing is said. What is no colour or size is left out: the schema has reported it."""
    told = theme if isinstance(theme, Mapping) else {}
    light, dark = (_declarations(told.get(shade)) for shade in ("light", "dark"))
    measures = "".join(_measures(told))
    rules = [
        f":root{{{light}{measures}}}" if light or measures else "",
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}' if dark else "",
        f':root[data-theme="dark"]{{{dark}}}' if dark else "",
    ]
    return "".join(f"@media screen{{{rule}}}\n" for rule in rules if rule)


def faint(theme: Any) -> Iterator[tuple[str, str, float]]:
    """`publish.theme` → the shade, the colour's name and the contrast of each text that is hard to read on the paper."""
    told = theme if isinstance(theme, Mapping) else {}
    for shade, plain in SHADES.items():
        said = told.get(shade)
        own = {name: colour for name, colour in (said if isinstance(said, Mapping) else {}).items() if _is_colour(colour)}
        colours = {**plain, **own}
        for name in plain:
            found = contrast(colours[name], colours["paper"])
            if name != "paper" and {name, "paper"} & own.keys() and found < LEAST:
                yield shade, name if name in own else "paper", found


def papers(theme: Any) -> dict[str, str]:
    """`publish.theme` → the colour that pages are set on, in light and in dark."""
    told = theme if isinstance(theme, Mapping) else {}
    own = {shade: said.get("paper") for shade in SHADES if isinstance(said := told.get(shade), Mapping)}
    return {shade: str(own[shade]) if _is_colour(own.get(shade)) else plain["paper"] for shade, plain in SHADES.items()}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`), from 1 to 21, by the formula of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _declarations(colours: Any) -> str:
    named = colours.items() if isinstance(colours, Mapping) else ()
    return "".join(f"--{name}:{colour};" for name, colour in named if _is_colour(colour))


def _measures(told: Mapping[str, Any]) -> Iterator[str]:
    fonts = told.get("fonts")
    for name, variable in FONTS.items():
        font = fonts.get(name) if isinstance(fonts, Mapping) else None
        if isinstance(font, str) and not set(font) & set(";{}<>\\@"):
            yield f"--{variable}:{font};"
    measure = told.get("measure")
    if isinstance(measure, int) and not isinstance(measure, bool):
        yield f"--measure:{measure}rem;"


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and COLOUR.match(value) is not None


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula's own numbers
