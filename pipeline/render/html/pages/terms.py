"""Press → the index of terms: where each is mentioned."""

from collections.abc import Iterator

from pipeline.render.html.page import Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet


def terms(press: Press) -> Iterator[Page]:
    """One page, if anything mentions a term."""
    if press.terms:
        yield Page(
            sheet=sheet(press, press.pages["terms"]),
            template="terms.html",
            title="Index",
            description=f"Where {press.title} speaks of its {len(press.terms)} terms.",
            trail=(Step(press.pages["index"], press.title),),
            contents=(),
            parts={"terms": press.terms},
            section=press.pages["terms"],
        )
