"""Heatmaps of one artifact → its files, with a warning for those over their budget."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.heatmap import Heatmap, Shape
from pipeline.model.span import Span
from pipeline.render.heatmap.budgets import budget
from pipeline.render.heatmap.document import heatmap_document, written
from pipeline.render.heatmap.drawing import Drawing
from pipeline.render.heatmap.faults import oversized_artifact
from pipeline.render.heatmap.figure import figure, page
from pipeline.render.heatmap.layouts import layout
from pipeline.render.heatmap.palettes import Scheme
from pipeline.render.heatmap.png import png
from pipeline.render.heatmap.svg import svg
from pipeline.render.heatmap.tables import table

FORMATS = ("svg", "png", "json", "html")
"""Kinds of files: `svg` makes three, one of them for each scheme."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What files need beside the chart: the folder they go to, the kinds wanted, the caption (XHTML), the language."""

    folder: str = ""
    formats: tuple[str, ...] = FORMATS
    caption: str = ""
    language: str = "en"


def files(heatmaps: Iterable[Heatmap], setting: Setting) -> Iterator[tuple[Heatmap, Artifact]]:
    """Draw every chart in every kind asked for, each file with the chart it shows."""
    for index, heatmap in enumerate(heatmaps):
        drawing = layout(heatmap)
        for name, data in _drawn(heatmap, drawing, setting):
            yield heatmap, Artifact(setting.folder + name, data)
        if "json" in setting.formats and index == 0:
            yield heatmap, Artifact(f"{setting.folder}{heatmap.id}.json", written(_document(heatmap)))


def oversized(drawn: Iterable[tuple[Heatmap, Artifact]], span: Span, item: str | None) -> Iterator[Diagnostic]:
    """HMP511 for every file over its budget."""
    for heatmap, artifact in drawn:
        most = budget(heatmap, artifact.path.rpartition(".")[2])
        if len(artifact.data) > most:
            yield oversized_artifact.fault(span, artifact.path.rpartition("/")[2], len(artifact.data), most, item)


def _drawn(heatmap: Heatmap, drawing: Drawing, setting: Setting) -> Iterator[tuple[str, bytes]]:
    if "svg" in setting.formats:
        yield f"{heatmap.name}.svg", svg(heatmap, drawing)
        if heatmap.kind is not Shape.HOURS:
            yield f"{heatmap.name}-light.svg", svg(heatmap, drawing, Scheme.LIGHT)
            yield f"{heatmap.name}-dark.svg", svg(heatmap, drawing, Scheme.DARK)
    if heatmap.kind is Shape.HOURS:
        return
    if "png" in setting.formats:
        yield f"{heatmap.name}.png", png(drawing)
    if "html" in setting.formats:
        inner = figure(heatmap, drawing, setting.caption, table(heatmap))
        yield f"{heatmap.name}.html", page(heatmap, inner, setting.language)


def _document(heatmap: Heatmap) -> Mapping[str, object]:
    """Activity is published as what was counted, everything else as the chart itself."""
    return heatmap.source if "days" in heatmap.source else heatmap_document(heatmap)
