"""A drawing → a `<figure>` for a page: SVG whose squares say what they are, a caption, and the table of numbers.

Well-formed XHTML without `<style>` or `style=`, so that a strict Content-Security-Policy passes: classes are coloured by the theme's
`heatmap.css`, attributes give the light colours where there is no theme.
"""

from collections.abc import Iterator
from html import escape

from pipeline.model.heatmap import Heatmap
from pipeline.model.ids import given
from pipeline.render.heatmap import outlines
from pipeline.render.heatmap.drawing import DIAMETERS, Anchor, Drawing, Form, Kind, Size, Square, Text, Tone, ink
from pipeline.render.heatmap.palettes import SURROUNDINGS, Scheme

AROUND = SURROUNDINGS[Scheme.LIGHT]
FONTS = {Size.TITLE: ' font-size="15" font-weight="600"', Size.HEADING: ' font-weight="600"', Size.TEXT: ""}


def figure(heatmap: Heatmap, drawing: Drawing, caption: str, tables: str) -> str:
    """Put a figure together. `caption` is XHTML; ids begin with `chart.` and the name of its files."""
    return (
        f'<figure class="heatmap" id="{_id(heatmap)}">'
        f"{_scrolling(heatmap.title, _svg(heatmap, drawing))}"
        f'<details class="heatmap-numbers"><summary>The numbers as a table</summary>'
        f"{_scrolling(f'{heatmap.title}: the numbers', tables)}</details>"
        # HTML wants a caption first or last; the stylesheet shows it right below the drawing.
        f"<figcaption>{caption or escape(heatmap.title, quote=False)}</figcaption></figure>"
    )


def page(heatmap: Heatmap, inner: str, language: str) -> bytes:
    """Put a figure into a page of its own."""
    title = escape(heatmap.title, quote=False)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light">\n'
        f'<meta name="description" content="{escape(heatmap.alt)}">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n{inner}\n</main>\n</body>\n</html>\n"
    ).encode()


def _id(heatmap: Heatmap) -> str:
    return given("chart", heatmap.name)


def _scrolling(label: str, inner: str) -> str:
    """A part that may be wider than a phone: it scrolls by itself, by keyboard too."""
    return f'<div class="heatmap-scroll" role="region" aria-label="{escape(label)}" tabindex="0">{inner}</div>'


def _svg(heatmap: Heatmap, drawing: Drawing) -> str:
    name, words = _id(heatmap), " ".join(part for part in (heatmap.alt, heatmap.description) if part)
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{name}.title {name}.desc"',
            f' font-family="system-ui, sans-serif" font-size="10" fill="{AROUND.text}">',
            f'<title id="{name}.title">{escape(heatmap.title, quote=False)}</title>',
            f'<desc id="{name}.desc">{escape(words, quote=False)}</desc>',
            f'<rect class="heatmap-ground" width="{drawing.width}" height="{drawing.height}" rx="6" fill="{AROUND.ground}"/>',
            *_marks(drawing),
            *_texts(drawing),
            "</svg>",
        )
    )


def _marks(drawing: Drawing) -> Iterator[str]:
    """Squares by tone, so that a tone's attributes are written once; then halves, and above them what each square says."""
    for tone in drawing.tones:
        whole = [square for square in drawing.squares if square.tones == (tone,)]
        if whole:
            yield f"<g {_paint(tone)}>{''.join(map(_square, whole))}</g>"
    halved = [square for square in drawing.squares if len(square.tones) > 1]
    if halved:
        yield f'<path class="heatmap-edge" fill="{AROUND.edge}" stroke="{AROUND.edge}" stroke-width="4" stroke-linejoin="round" '
        yield f'd="{outlines.core(halved)}"/>'
        yield from _halves(halved)
        yield f'<g fill="none" pointer-events="all">{"".join(_hit(square) for square in halved if square.text)}</g>'


def _paint(tone: Tone) -> str:
    if tone.kind is Kind.LEVEL:
        fill = tone.fill(Scheme.LIGHT)
        colours = f'fill="{fill}" stroke="{AROUND.edge if tone.edged else fill}"'
        return f'class="heatmap-{tone.palette.value} heatmap-l{tone.level}" {colours} transform="translate(.5 .5)"'
    stroke = AROUND.faint if tone.kind is Kind.OUTSIDE else AROUND.dotted
    dashes = ' stroke-dasharray="1 2"' if tone.kind is Kind.FUTURE else ""
    return f'class="heatmap-{tone.kind.value}" fill="none" stroke="{stroke}"{dashes} transform="translate(.5 .5)"'


def _square(square: Square) -> str:
    if square.form is Form.DOT:
        radius = DIAMETERS[square.tones[0].level] // 2
        place = f'<circle cx="{square.x + square.width // 2}" cy="{square.y + square.height // 2}" r="{radius}"'
    else:
        place = f'<rect x="{square.x}" y="{square.y}" width="{square.width - 1}" height="{square.height - 1}" rx="2"'
    if not square.text:
        return f"{place}/>"
    return f"{place}><title>{escape(square.text, quote=False)}</title></{'circle' if square.form is Form.DOT else 'rect'}>"


def _halves(squares: list[Square]) -> Iterator[str]:
    for index, half in enumerate((outlines.upper, outlines.lower)):
        for tone in sorted({square.tones[index] for square in squares}, key=lambda tone: tone.name):
            chosen = [square for square in squares if square.tones[index] == tone]
            classes = f"heatmap-half heatmap-{tone.palette.value} heatmap-l{tone.level}" if tone.kind is Kind.LEVEL else "heatmap-blank"
            yield f'<path class="{classes}" fill="{tone.fill(Scheme.LIGHT)}" d="{half(chosen)}"/>'


def _hit(square: Square) -> str:
    """A square that is not seen, but says what the halves below it are."""
    return (
        f'<rect x="{square.x}" y="{square.y}" width="{square.width}" height="{square.height}">'
        f"<title>{escape(square.text, quote=False)}</title></rect>"
    )


def _texts(drawing: Drawing) -> Iterator[str]:
    for text in drawing.texts:
        anchor = f' text-anchor="{text.anchor.value}"' if text.anchor is not Anchor.START else ""
        yield f'<text x="{text.x}" y="{text.y}"{anchor}{FONTS[text.size]}{_ink(text)}>{escape(text.text, quote=False)}</text>'


def _ink(text: Text) -> str:
    if text.on is not None:
        return f' class="heatmap-on-{text.on.name}" fill="{ink(text.on, Scheme.LIGHT)}"'
    return f' class="heatmap-ink" fill="{AROUND.ink}"' if text.size is not Size.TEXT else ""
