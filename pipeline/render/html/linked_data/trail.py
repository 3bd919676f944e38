"""Page → the way to it, as a list of breadcrumbs."""

from collections.abc import Iterator

from pipeline.render.html.linked_data.nodes import Node, node
from pipeline.render.html.page import Page


def trail(page: Page) -> Iterator[Node]:
    """The same steps that the page shows; none where it shows none."""
    if page.trail and not page.moved:
        steps = [(step.words, page.sheet.public(step.route)) for step in page.trail]
        items = [node("ListItem", position=number, name=words, item=route) for number, (words, route) in enumerate(steps, 1)]
        yield node("BreadcrumbList", itemListElement=[*items, node("ListItem", position=len(items) + 1, name=page.title)])
