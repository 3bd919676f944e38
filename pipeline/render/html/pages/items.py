"""Press → the page of every item that has one of its own."""

from collections.abc import Iterator

from pipeline.model.site import Item
from pipeline.render.html.article import Article, article
from pipeline.render.html.page import Mark, Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet
from pipeline.render.html.telling import about

DEEPEST = 3
"""Headings below this level are not in the contents of a page."""


def items(press: Press) -> Iterator[Page]:
    """One page for each item without a fragment, in reading order."""
    for collection in press.collections:
        alone = [item for item in press.site.of(collection.name) if not item.fragment]
        neighbours = zip([None, *alone], alone, [*alone[1:], None], strict=False)
        for before, item, after in neighbours:
            yield _page(press, item, before, after)


def _page(press: Press, item: Item, before: Item | None, after: Item | None) -> Page:
    here = sheet(press, item.route)
    content = article(here, item)
    collection = item.collection
    return Page(
        sheet=here,
        template="item.html",
        title=item.title,
        description=about(here, item),
        trail=(Step(press.pages["index"], press.title), Step(collection.index, collection.plural)),
        contents=tuple(_marks(content)),
        parts={"content": content},
        section=collection.index,
        language=str(item.data.get("lang") or ""),
        before=before,
        after=after,
        item=item,
        hidden=item.status == "draft",
    )


def _marks(content: Article) -> Iterator[Mark]:
    """The lines of the contents beside the page, in the order of its parts."""
    yield from (Mark(fact.place, fact.label) for fact in content.before)
    if content.body:
        elsewhere = {"", content.anchor, *content.anchors}
        headings = [each for each in content.item.headings if each.level <= DEEPEST and each.anchor not in elsewhere]
        yield from (Mark(each.anchor, each.text, max(each.level - 1, 1)) for each in headings)
    yield from (Mark(fact.place, fact.label) for fact in content.after)
    if content.files:
        yield Mark("page.files", "Files")
    yield from (Mark(f"list.{each.collection.prefix}", each.collection.plural) for each in content.listings)
    if content.chorus:
        yield Mark("page.mentions", "Mentioned in")
    if content.citation:
        yield Mark("page.cite", "Cite this")
    if content.notes:
        yield Mark("page.footnotes", "Footnotes")
