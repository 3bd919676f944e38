"""Counts → charts: calendars of activity and matrices of the book, as SVG, PNG, JSON and HTML, exact and accessible.

bytes ─ members ─ sniff ─ read ─▶ Activity ─ provider ─▶ Heatmap ─ layout ─▶ Drawing ─ writers ─▶ files
"""

from pipeline.render.heatmap.charts import charts
from pipeline.render.heatmap.command import draw, outdated
from pipeline.render.heatmap.faults import FAULTS
from pipeline.render.heatmap.machine import inputs
from pipeline.render.heatmap.samples import samples

__all__ = ["FAULTS", "charts", "draw", "inputs", "outdated", "samples"]
