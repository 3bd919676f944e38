"""Press → the page for an address that leads nowhere."""

from collections.abc import Iterator

from pipeline.render.html.page import Page
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet


def missing(press: Press) -> Iterator[Page]:
    """One page; servers show it in place of any other, so it names the published address where there is one."""
    yield Page(
        sheet=sheet(press, press.pages["404"]),
        template="missing.html",
        title="Page not found",
        description="There is no page at this address.",
        hidden=True,
    )
