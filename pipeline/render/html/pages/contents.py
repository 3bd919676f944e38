"""Press → the contents of the whole book: every entry, and the outline of those that have one."""

from collections.abc import Iterator

from pipeline.render.html.page import Mark, Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.rows import row
from pipeline.render.html.sheet import sheet


def contents(press: Press) -> Iterator[Page]:
    """One page that names everything."""
    here = sheet(press, press.pages["contents"])
    yield Page(
        sheet=here,
        template="contents.html",
        title="Contents",
        description=f"Everything in {press.title}, on one page.",
        trail=(Step(press.pages["index"], press.title),),
        contents=tuple(Mark(f"list.{each.prefix}", each.plural) for each in press.collections),
        parts={"shelves": [(each, [row(here, item, brief=True) for item in press.site.of(each.name)]) for each in press.collections]},
        section=press.pages["contents"],
    )
