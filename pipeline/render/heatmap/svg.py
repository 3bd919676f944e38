"""A drawing → a compact SVG file: one path per tone, coloured for light and dark surroundings by the viewer, or for one of them.

It works inside `<img>`: no script, no reference to anything outside. The ground is painted, because a viewer that darkens the page
need not darken the picture.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from pipeline.model.heatmap import LEVELS, Heatmap
from pipeline.render.heatmap import outlines
from pipeline.render.heatmap.drawing import DIAMETERS, Anchor, Drawing, Form, Kind, Size, Square, Text, Tone, ink
from pipeline.render.heatmap.palettes import SURROUNDINGS, Scheme

FONT = 'system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif'
CLASSES = {Size.TITLE: "t", Size.HEADING: "h", Anchor.MIDDLE: "m", Anchor.END: "r"}
SHAPES = (
    "path{stroke-linejoin:round;stroke-linecap:round}.t{font-size:15px;font-weight:600}.h{font-weight:600}"
    ".m{text-anchor:middle}.r{text-anchor:end}.outside,.future{fill:none;stroke-width:1}.future{stroke-dasharray:1 2}"
)


def svg(heatmap: Heatmap, drawing: Drawing, scheme: Scheme | None = None) -> bytes:
    """Write the file. Without a scheme it follows the viewer's."""
    name = heatmap.name
    words = " ".join(part for part in (heatmap.alt, heatmap.description) if part)
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(heatmap.title, quote=False)}</title>',
            f'<desc id="{name}-desc">{escape(words, quote=False)}</desc>',
            f"<style>{_style(drawing, scheme)}</style>",
            f'<rect class="ground" width="{drawing.width}" height="{drawing.height}" rx="6"/>',
            *_marks(drawing, name),
            *_texts(drawing),
            "</svg>\n",
        )
    ).encode()


def _style(drawing: Drawing, scheme: Scheme | None) -> str:
    sizes = "".join(_sizes(drawing))
    if scheme is not None:
        return f"svg{{font:10px {FONT}}}{SHAPES}{sizes}{_colours(drawing, scheme)}"
    dark = _colours(drawing, Scheme.DARK)
    return (
        f"svg{{font:10px {FONT}}}{SHAPES}{sizes}{_colours(drawing, Scheme.LIGHT)}"
        f"@media(prefers-color-scheme:dark){{{dark}}}@media(forced-colors:active){{{_forced(drawing)}}}"
    )


def _sizes(drawing: Drawing) -> Iterator[str]:
    """Widths of strokes: a rim of 2 rounds a square, a smaller one shows the edge beneath."""
    if any(square.form is Form.DOT for square in drawing.squares):
        yield from (f".d{level}{{stroke-width:{size}}}.e{level}{{stroke-width:{size + 2}}}" for level, size in enumerate(DIAMETERS))
        return
    yield ".edge{stroke-width:4}"
    for tone in drawing.tones:
        if tone.kind is Kind.LEVEL:
            yield f".{tone.name}{{stroke-width:{2 if tone.edged else 4}}}"
    yield ".half *{stroke-width:0}"


def _colours(drawing: Drawing, scheme: Scheme) -> str:
    around = SURROUNDINGS[scheme]
    rules = [
        f"svg{{fill:{around.text}}}.ground{{fill:{around.ground}}}.t,.h{{fill:{around.ink}}}",
        f".edge{{fill:{around.edge};stroke:{around.edge}}}.outside{{stroke:{around.faint}}}.future{{stroke:{around.dotted}}}",
    ]
    filled = [tone for tone in drawing.tones if tone.kind in {Kind.LEVEL, Kind.BLANK}]
    rules += [f".{tone.name}{{fill:{tone.fill(scheme)};stroke:{tone.fill(scheme)}}}" for tone in filled]
    rules += [f".on-{tone.name}{{fill:{ink(tone, scheme)}}}" for tone in _written(drawing)]
    return "".join(rules)


def _forced(drawing: Drawing) -> str:
    """Levels by the width of the rim, where the viewer replaces all colours by two."""
    rules = [".ground{fill:Canvas}svg,g{fill:CanvasText}.edge{fill:CanvasText;stroke:CanvasText}.outside,.future{stroke:GrayText}"]
    for tone in drawing.tones:
        rules.append(f".{tone.name}{{fill:Canvas;stroke:{'CanvasText' if tone.level > LEVELS // 2 else 'Canvas'}}}")
        if tone.edged and not any(square.form is Form.DOT for square in drawing.squares):
            rules.append(f".{tone.name}{{stroke-width:{(0, 2, 0, 2, 4)[tone.level]}}}")
            rules.append(f".half .{tone.name}{{stroke:CanvasText;stroke-width:{tone.level}}}")
    return "".join(rules)


def _written(drawing: Drawing) -> list[Tone]:
    return sorted({text.on for text in drawing.texts if text.on is not None}, key=lambda tone: tone.name)


def _marks(drawing: Drawing, name: str) -> Iterator[str]:
    whole = [square for square in drawing.squares if len(square.tones) == 1]
    halved = [square for square in drawing.squares if len(square.tones) > 1]
    for tone in drawing.tones:
        chosen = [square for square in whole if square.tones[0] == tone]
        if not chosen:
            continue
        if chosen[0].form is Form.DOT:
            yield from _dots(chosen, tone)
        elif tone.edged:
            yield f'<defs><path id="{name}-{tone.name}" d="{outlines.core(chosen)}"/></defs>'
            yield f'<use href="#{name}-{tone.name}" class="edge"/><use href="#{name}-{tone.name}" class="{tone.name}"/>'
        elif tone.kind is Kind.LEVEL:
            yield f'<path class="{tone.name}" d="{outlines.core(chosen)}"/>'
        else:
            yield f'<path class="{tone.name}" transform="translate(.5 .5)" d="{outlines.rim(chosen)}"/>'
    if halved:
        yield f'<path class="edge" d="{outlines.core(halved)}"/><g class="half">'
        yield from _halves(halved, 0, outlines.upper)
        yield from _halves(halved, 1, outlines.lower)
        yield "</g>"


def _dots(squares: list[Square], tone: Tone) -> Iterator[str]:
    path = outlines.dots(squares)
    if tone.edged:
        yield f'<path class="edge e{tone.level}" d="{path}"/>'
    yield f'<path class="{tone.name} d{tone.level}" d="{path}"/>'


def _halves(squares: list[Square], index: int, half: Callable[[Iterable[Square]], str]) -> Iterator[str]:
    for tone in sorted({square.tones[index] for square in squares}, key=lambda tone: tone.name):
        chosen = [square for square in squares if square.tones[index] == tone]
        yield f'<path class="{tone.name}" d="{half(chosen)}"/>'


def _texts(drawing: Drawing) -> Iterator[str]:
    """Texts by class, in groups: a matrix has many numbers."""
    lines: dict[str, list[str]] = {}
    for text in drawing.texts:
        lines.setdefault(_class(text), []).append(f'<text x="{text.x}" y="{text.y}">{escape(text.text, quote=False)}</text>')
    for name, group in sorted(lines.items()):
        yield f'<g class="{name}">{"".join(group)}</g>' if name else "".join(group)


def _class(text: Text) -> str:
    names = [CLASSES[key] for key in (text.size, text.anchor) if key in CLASSES]
    return " ".join([*names, *([f"on-{text.on.name}"] if text.on is not None else [])])
