"""Parts of a sheet that every layout shares: the head with its sentences, the legend, the lines at the foot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from textwrap import wrap

from pipeline.model.heatmap import Heatmap, Mode, Palette, State
from pipeline.render.heatmap.drawing import BLANK, FUTURE, LETTER, OUTSIDE, Anchor, Drawing, Form, Kind, Size, Square, Text, Tone
from pipeline.render.heatmap.palettes import ramp
from pipeline.render.heatmap.scale import ranges

MARGIN = 16
CELL = 11
LINE = 16
BROAD = 9
"""Width of a letter of a title."""


@dataclass(slots=True)
class Sheet:
    """A sheet that is being filled from top to bottom; `y` is where the next part begins."""

    width: int
    y: int = MARGIN
    squares: list[Square] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def write(self, x: int, text: str, size: Size = Size.TEXT, anchor: Anchor = Anchor.START) -> None:
        """Write a text on the current line."""
        if text:
            self.texts.append(Text(x, self.y + 11, text, size, anchor))

    def head(self, heatmap: Heatmap) -> None:
        """Write the title and the sentences below it, in as many lines as they need."""
        for line in wrap(heatmap.title, (self.width - 2 * MARGIN) // BROAD):
            self.write(MARGIN, line, Size.TITLE)
            self.y += LINE + 4
        for sentence in heatmap.headline:
            self.paragraph(sentence)
        self.y += 6

    def paragraph(self, sentence: str) -> None:
        """Write a sentence, wrapped."""
        for line in wrap(sentence, (self.width - 2 * MARGIN) // LETTER):
            self.write(MARGIN, line)
            self.y += LINE

    def legend(self, heatmap: Heatmap, form: Form = Form.SQUARE) -> None:
        """Draw what each tone means: one row for each palette in use, then the states that occur."""
        spans = ranges(heatmap.scale, heatmap.counts())
        names = [label.text for label in heatmap.series] if heatmap.mode else [""]
        indent = MARGIN + (max(map(len, names)) + 2) * LETTER if heatmap.mode else MARGIN
        for index, name in enumerate(names):
            self.write(MARGIN, name)
            palette = tone_palette(heatmap, index)
            tones = [Tone(Kind.LEVEL, palette, level) for level in range(len(spans) + 1)]
            swatches = [_halves(heatmap, index, tone) if form is Form.SQUARE else (tone,) for tone in tones]
            end = self._swatches(indent, zip(swatches, ("0", *spans), strict=True), form)
            if index == 0:
                self.write(end, f"{heatmap.unit[1]} {'per hour of the week' if form is Form.DOT else self._per(heatmap)}".rstrip())
            self.y += LINE + 2
        self._states(heatmap, indent)

    def finish(self, heatmap: Heatmap) -> Drawing:
        """Write the last line and put everything together."""
        if heatmap.note:
            self.paragraph(f"{heatmap.note}.")
        reach = max((text.x + len(text.text) * LETTER for text in self.texts if text.anchor is Anchor.START), default=0)
        return Drawing(max(self.width, reach + MARGIN), self.y + MARGIN - 4, tuple(self.squares), tuple(self.texts))

    def _per(self, heatmap: Heatmap) -> str:
        return "per day" if heatmap.groups != ("",) else ""

    def _states(self, heatmap: Heatmap, x: int) -> None:
        states = {cell.state for cell in heatmap.cells}
        named = ((State.OUTSIDE, OUTSIDE, "no data"), (State.FUTURE, FUTURE, "still to come"))
        swatches = [((tone,), text) for state, tone, text in named if state in states]
        if swatches:
            self._swatches(x, swatches, Form.SQUARE)
            self.y += LINE + 2

    def _swatches(self, x: int, swatches: Iterable[tuple[tuple[Tone, ...], str]], form: Form) -> int:
        size = 20 if form is Form.DOT else CELL
        for tones, text in swatches:
            self.squares.append(Square(x, self.y + 7 - size // 2, size, size, tones, form))
            self.write(x + size + 5, text)
            x += size + 5 + len(text) * LETTER + 12
        return x


def tone_palette(heatmap: Heatmap, index: int) -> Palette:
    """The palette of a series: in a comparison its own, else that of the chart."""
    return ramp(index) if heatmap.mode else heatmap.palette


def tone(heatmap: Heatmap, index: int, count: int | None) -> Tone:
    """The tone of a series' count."""
    return BLANK if count is None else Tone(Kind.LEVEL, tone_palette(heatmap, index), heatmap.scale.level(count))


def _halves(heatmap: Heatmap, index: int, filled: Tone) -> tuple[Tone, ...]:
    """A swatch shows a series where its half of a square lies."""
    if heatmap.mode is not Mode.SPLIT or not filled.edged:
        return (filled,)
    return (filled, BLANK) if index == 0 else (BLANK, filled)
