"""Press → the list of figures and tables, each with the page that shows it."""

from collections.abc import Iterator

from pipeline.model.labels import KINDS
from pipeline.render.html.page import Mark, Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet

PLURALS = {"figure": "Figures", "table": "Tables"}


def exhibits(press: Press) -> Iterator[Page]:
    """One page, if the text shows anything with a caption."""
    lists = [(kind, PLURALS[kind], [each for each in press.site.exhibits if each.kind == kind]) for kind in KINDS]
    if press.site.exhibits:
        yield Page(
            sheet=sheet(press, press.pages["exhibits"]),
            template="exhibits.html",
            title="Figures and tables",
            description=f"The {len(press.site.exhibits)} figures and tables in the text of {press.title}.",
            trail=(Step(press.pages["index"], press.title),),
            contents=tuple(Mark(f"list.{kind}", words) for kind, words, found in lists if found),
            parts={"lists": [each for each in lists if each[2]], "items": press.site.items},
            section=press.pages["exhibits"],
        )
