"""What a provider is asked for, and what it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.diagnostic import Outcome
from pipeline.model.heatmap import Heatmap, Input, View
from pipeline.model.site import Site
from pipeline.model.span import Span
from pipeline.render.heatmap.language import ENGLISH, Language

Place = Callable[..., Span]
"""A path into an artifact's fields → where that field stands."""


@dataclass(frozen=True, slots=True)
class Request:
    """One chart to be made: its id and title, where its counts come from, how they are looked at.

    `site` is the resolved book, for providers that count in it; `item` and `place` say where findings belong.
    """

    id: str
    view: View
    place: Place = field(repr=False)
    title: str | None = None
    inputs: tuple[Input, ...] = ()
    as_of: date | None = None
    site: Site | None = field(default=None, repr=False)
    item: str | None = None
    words: Language = ENGLISH


Provider = Callable[[Request], Outcome[tuple[Heatmap, ...]]]
"""The charts of one artifact, the main one first; none when something is wrong."""
