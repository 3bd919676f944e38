"""Colours: five steps a palette for light and for dark surroundings, constants that a test measures.

Differences are CIEDE2000, the least over normal sight, protanopia, deuteranopia and tritanopia (Machado 2009, full severity):
neighbours differ by at least 10, any orange from any blue by at least 20. Level 1 is faint on its background, so a square that
counts has an edge, and the numbers stand in the table: colour alone never carries a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pipeline.model.heatmap import Palette


class Scheme(Enum):
    """Whether the surroundings are light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The colours that are the same in every chart of a scheme.

    `edge` outlines squares that count, `faint` those without data, `dotted` those of days to come; `ink` is a title, `text`
    everything else that is written.
    """

    ground: str
    edge: str
    faint: str
    dotted: str
    ink: str
    text: str


SURROUNDINGS: Mapping[Scheme, Surroundings] = {
    Scheme.LIGHT: Surroundings("#ffffff", "#7d8590", "#d0d7de", "#a4acb5", "#1f2328", "#57606a"),
    Scheme.DARK: Surroundings("#0d1117", "#6e7681", "#30363d", "#484f58", "#e6edf3", "#8b949e"),
}

COLOURS: Mapping[Palette, Mapping[Scheme, tuple[str, ...]]] = {
    Palette.BLUES: {
        Scheme.LIGHT: ("#ebedf0", "#b5d4f0", "#6aa9dc", "#2b72b8", "#0b3a75"),
        Scheme.DARK: ("#21262d", "#123a63", "#1f65a8", "#4f9ae0", "#b0d7ff"),
    },
    Palette.ORANGE: {
        Scheme.LIGHT: ("#ebedf0", "#fdd9a8", "#f5a94d", "#d97714", "#9a4a00"),
        Scheme.DARK: ("#21262d", "#5a2e05", "#9a5410", "#e0892a", "#ffd9a6"),
    },
    Palette.CIVIDIS: {
        Scheme.LIGHT: ("#ebedf0", "#e5cf52", "#948e77", "#4f576c", "#00224e"),
        Scheme.DARK: ("#21262d", "#35456c", "#727274", "#aea371", "#fee838"),
    },
    Palette.GREYS: {
        Scheme.LIGHT: ("#f6f6f6", "#c8c8c8", "#929292", "#5c5c5c", "#1f1f1f"),
        Scheme.DARK: ("#21262d", "#4a4f55", "#7b8188", "#b0b5bb", "#f0f2f4"),
    },
}
"""Nothing, then levels 1 to 4."""

COMPARED = (Palette.ORANGE, Palette.BLUES, Palette.CIVIDIS, Palette.GREYS)
"""The palettes of the series of a comparison, in order: A is orange, B is blue."""


def ramp(index: int) -> Palette:
    """The palette of a series of a comparison; a fifth begins again, as its grid is labelled."""
    return COMPARED[index % len(COMPARED)]
