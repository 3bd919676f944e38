"""Where counts come from: one module a provider, listed here."""

from collections.abc import Mapping

from pipeline.render.heatmap.providers.activity import activity
from pipeline.render.heatmap.providers.coverage import coverage
from pipeline.render.heatmap.request import Provider

PROVIDERS: Mapping[str, Provider] = {
    "activity": activity,
    "coverage": coverage,
}
"""The word in `provider` → what makes the charts."""
