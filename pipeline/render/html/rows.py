"""An item → one row of a list: title, the few facts that help to choose, one sentence."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.model.site import Item
from pipeline.render.html.fields import Fact, facts_of
from pipeline.render.html.layouts import layout, missing
from pipeline.render.html.sheet import Picture, Sheet

PLACE = re.compile(r"\{(\w+)\}")

MARKS = {"coming-soon": "coming soon", "archived": "archived", "draft": "draft"}
"""What a list says beside the title of an item that is not, or no longer, like the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, ready to print."""

    item: Item
    href: str
    number: str
    title: Markup
    facts: tuple[Fact, ...]
    summary: Markup | None
    mark: str = ""
    note: str = ""
    facets: str = ""
    picture: Picture | None = None


def row(sheet: Sheet, item: Item, *, note: str = "", facets: str = "", brief: bool = False, told: str = "") -> Row:
    """The row of an item in a list on a page.

    `note` says how it comes to stand there, `brief` leaves the sentence out, `told` is a field that a heading told already.
    """
    number, title = heading(sheet, item)
    return Row(
        item=item,
        href=sheet.item(item.key),
        number=number,
        title=title,
        facts=tuple(fact for fact in facts_of(sheet, item) if fact.name != told),
        summary=None if brief or item.summary == item.title else sheet.summary(item),
        mark=MARKS.get(item.status, "") or missing(item),
        note=note,
        facets=facets,
        picture=sheet.picture(item) if layout(item.collection.name).gallery else None,
    )


def heading(sheet: Sheet, item: Item) -> tuple[str, Markup]:
    """What stands above the title, and the title: `Chapter 6.` and `RAG and Agents`; `Figure 6-3` and its caption."""
    title = item.data.get("title")
    if isinstance(title, str) and item.title.endswith(title) and item.title != title:
        return item.title.removesuffix(title).strip(), escape(title)
    template = layout(item.collection.name).number
    if template and all(name in item.data for name in PLACE.findall(template)):
        words = PLACE.sub(lambda match: str(item.data[match[1]]), template)
        return words[:1].upper() + words[1:], sheet.title(item)
    return "", sheet.title(item)
