"""Press → pages at former addresses, which lead on to where an item stands now; they work from disk and need no script."""

from collections.abc import Iterator

from pipeline.model.site import Item
from pipeline.render.html.page import Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet


def moved(press: Press) -> Iterator[Page]:
    """One page for each former id that had a page of its own."""
    for item in press.site.items.values():
        aliases = item.data.get("aliases")
        for alias in aliases if isinstance(aliases, list) and not item.fragment else ():
            yield _page(press, item, item.collection.route.replace("{id}", str(alias)))


def _page(press: Press, item: Item, route: str) -> Page:
    here = sheet(press, route)
    return Page(
        sheet=here,
        template="moved.html",
        title=item.title,
        description=f"{item.title} has a new address.",
        trail=(Step(press.pages["index"], press.title), Step(item.collection.index, item.collection.plural)),
        parts={"item": item},
        section=item.collection.index,
        moved=item.route,
        hidden=True,
    )
