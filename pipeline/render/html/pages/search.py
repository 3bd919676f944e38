"""Press → the search page; the index itself travels as a script of its own."""

from collections.abc import Iterator

from pipeline.render.html.page import Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet


def search(press: Press) -> Iterator[Page]:
    """One page with a field and a place for results."""
    yield Page(
        sheet=sheet(press, press.pages["search"]),
        template="search.html",
        title="Search",
        description=f"Search {press.title}: chapters, resources, terms and everything else.",
        trail=(Step(press.pages["index"], press.title),),
        section=press.pages["search"],
        scripts=("search.js",),
    )
