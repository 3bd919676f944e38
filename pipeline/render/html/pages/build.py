"""Press → the page about the build: what was counted, with which version, as of when."""

from collections import Counter
from collections.abc import Iterator

from pipeline import __version__
from pipeline.model.document import Kind
from pipeline.render.html.page import Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import sheet

STATUSES = ("published", "tbc", "coming-soon", "archived", "draft")


def build(press: Press) -> Iterator[Page]:
    """One page of numbers."""
    statuses = [status for status in STATUSES if any(item.status == status for item in press.site.items.values())]
    yield Page(
        sheet=sheet(press, press.pages["build"]),
        template="build.html",
        title="About this build",
        description=f"What {press.title} consists of, and which version of the pipeline made it.",
        trail=(Step(press.pages["index"], press.title),),
        parts={"statuses": statuses, "rows": list(_rows(press, statuses)), "totals": _totals(press), "version": __version__},
        section=press.pages["build"],
    )


def _rows(press: Press, statuses: list[str]) -> Iterator[tuple[str, str, list[int], int]]:
    """One line a collection: route, words, entries by status, words of prose."""
    for collection in press.collections:
        items = press.site.of(collection.name)
        counts = Counter(item.status for item in items)
        words = sum(prose.words for item in items for _, prose in item.entry.prose())
        yield collection.index, collection.plural, [counts[status] for status in statuses], words


def _totals(press: Press) -> dict[str, object]:
    site = press.site
    external = {mention.target for item in site.items.values() for _, prose in item.entry.prose() for mention in prose.mentions}
    return {
        "Entries": len(site.items),
        "References between entries": len(site.edges),
        "of these in fields": sum(edge.mention.kind is Kind.FIELD for edge in site.edges),
        "Addresses outside the book, in prose": sum(target.startswith(("http://", "https://")) for target in external),
        "Words of prose": sum(prose.words for item in site.items.values() for _, prose in item.entry.prose()),
        "As of": site.book.today,
    }
