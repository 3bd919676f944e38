"""An item → what one can say of it in a line: for descriptions, feeds and machines. No markup, and never empty."""

from pipeline.model.manuscript import plain
from pipeline.model.site import Item
from pipeline.render.html.sheet import Sheet

LONGEST = 160
"""How much of a description search engines show, in characters."""


def brief(sheet: Sheet, item: Item) -> str:
    """What one can say of it, cut to the length of a description."""
    return shortened(about(sheet, item), LONGEST)


def about(sheet: Sheet, item: Item) -> str:
    """Its summary, else the beginning of its text, else its kind and its title."""
    return plain(sheet.summary(item)) or _opening(item) or f"{item.collection.label}: {item.title}"


def shortened(words: str, most: int) -> str:
    """Words, cut at the last one that fits."""
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"


def _opening(item: Item) -> str:
    # What is yet to come shows no text, so nobody may be told of it.
    written = item.sections if item.status != "coming-soon" else ()
    return next((words for section in written if (words := " ".join(section.text.split()))), "")
