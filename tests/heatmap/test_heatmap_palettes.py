"""Colours: constants, measured by CIEDE2000 over normal sight and three kinds of colour blindness."""

import re
from itertools import pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from pipeline.model.heatmap import Palette
from pipeline.render.heatmap.drawing import INKS, Kind, Tone, ink
from pipeline.render.heatmap.palettes import COLOURS, SURROUNDINGS, Scheme

from .making import ROOT

Colour = tuple[float, float, float]

# Machado, Oliveira, Fernandes 2009, full severity.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> Colour:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # type: ignore[return-value]


def seen(colour: str, sight: str) -> Colour:
    rgb = linear(colour)
    return tuple(min(max(sum(a * b for a, b in zip(row, rgb, strict=True)), 0), 1) for row in SIGHTS[sight])  # type: ignore[return-value]


def lab(rgb: Colour) -> Colour:
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (sum(a * b for a, b in zip(row, rgb, strict=True)) / n for row, n in zip(rows, white, strict=True))
    fx, fy, fz = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Colour, other: Colour) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm)) + 0.32 * cos(radians(3 * hm + 6)) - 0.2 * cos(radians(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def difference(one: str, other: str) -> float:
    return min(ciede2000(lab(seen(one, sight)), lab(seen(other, sight))) for sight in SIGHTS)


def contrast(one: str, other: str) -> float:
    light, dark = sorted(
        (sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)) for colour in (one, other)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_itself(one: Colour, other: Colour, expected: float) -> None:
    """Pairs of Sharma, Wu, Dalal 2005."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


LEAST = {
    Palette.BLUES: (11.8, 13.6),
    Palette.ORANGE: (11.2, 15.1),
    Palette.CIVIDIS: (16.5, 14.5),
    Palette.GREYS: (10.3, 13.3),
}


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize("scheme", Scheme)
def test_neighbours_can_be_told_apart(palette: Palette, scheme: Scheme) -> None:
    colours = COLOURS[palette][scheme]
    least = min(difference(one, other) for one, other in pairwise(colours))
    assert least >= 10
    assert least == pytest.approx(LEAST[palette][scheme is Scheme.DARK], abs=0.15)
    lights = [lab(linear(colour))[0] for colour in colours]
    assert lights == sorted(lights, reverse=scheme is Scheme.LIGHT)
    assert contrast(colours[-1], SURROUNDINGS[scheme].ground) >= 4.5


@pytest.mark.parametrize(("scheme", "least"), [(Scheme.LIGHT, 31), (Scheme.DARK, 34)])
def test_any_orange_differs_from_any_blue(scheme: Scheme, least: float) -> None:
    pairs = [difference(one, other) for one in COLOURS[Palette.ORANGE][scheme][1:] for other in COLOURS[Palette.BLUES][scheme][1:]]
    assert min(pairs) >= 20
    assert min(pairs) == pytest.approx(least, abs=1)


@pytest.mark.parametrize("scheme", Scheme)
def test_what_is_written_and_edged_can_be_seen(scheme: Scheme) -> None:
    around = SURROUNDINGS[scheme]
    assert contrast(around.text, around.ground) >= 4.5
    assert contrast(around.ink, around.ground) >= 4.5
    assert contrast(around.edge, around.ground) >= 3
    for palette in Palette:
        for level in range(1, 5):
            tone = Tone(Kind.LEVEL, palette, level)
            assert contrast(ink(tone, scheme), tone.fill(scheme)) >= 4.5


def test_the_theme_has_the_same_colours() -> None:
    css = (ROOT / "pipeline" / "theme" / "html" / "heatmap.css").read_text(encoding="utf-8")
    light, media, toggled = re.findall(r"\.heatmap \{\n(.*?)\n *\}", css, re.DOTALL)[:3]
    for scheme, block in ((Scheme.LIGHT, light), (Scheme.DARK, media), (Scheme.DARK, toggled)):
        found = dict(re.findall(r"--hm-([a-z0-9-]+): (#[0-9a-f]{6});", block))
        around = SURROUNDINGS[scheme]
        assert {name: found[name] for name in ("ground", "edge", "faint", "dotted", "ink", "text")} == {
            name: getattr(around, name) for name in ("ground", "edge", "faint", "dotted", "ink", "text")
        }
        for palette, schemes in COLOURS.items():
            assert [found[f"{palette.value}{level}"] for level in range(5)] == list(schemes[scheme])
        assert (found["on0"], found["on1"]) == INKS[scheme]
        for name, classes in re.findall(r"is\(([^)]*)\) \{ fill: var\(--hm-(on[a-z0-9-]*)\)", css):
            for palette, level in re.findall(r"heatmap-on-([a-z]+)([1-4])", name):
                assert found[classes] == ink(Tone(Kind.LEVEL, Palette(palette), int(level)), scheme)
    written = set(re.findall(r"heatmap-on-([a-z]+[1-4])", css))
    assert written == {f"{palette.value}{level}" for palette in Palette for level in range(1, 5)}
