"""Page → what it says in the vocabulary of schema.org, as JSON-LD, for search engines and citation programs.

    nodes     values and how they are written: persons, dates, names of things
    book      the book itself, its editions, the site
    kinds     the table of collections: an entry → what it is
    trail     the way to a page

A JSON-LD script is a data block: no browser runs it, so a policy without inline scripts lets it pass (HTML, "prepare the script
element": an unknown type ends the algorithm before the policy is asked). Nothing is stated that the book does not say.
"""

import json
from collections.abc import Iterator

from pipeline.render.html.linked_data import book, kinds
from pipeline.render.html.linked_data.nodes import Node
from pipeline.render.html.linked_data.trail import trail
from pipeline.render.html.page import Page

CONTEXT = "https://schema.org"


def linked_data(page: Page) -> str:
    """The JSON of a page, safe within a `script` element of HTML."""
    graph = [*_subjects(page), *trail(page)]
    said = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Only "</script" and "<!--" could end or change the element; JSON has another way to write "<".
    return said.replace("<", "\\u003c")


def _subjects(page: Page) -> Iterator[Node]:
    """What the page is about; a page that is about nothing else is only a page."""
    here = page.sheet
    if here.route == here.press.pages["index"]:
        yield book.site(here)
        yield book.whole(here)
    if page.item is not None:
        yield kinds.entry(here, page.item)
    elif page.collection is not None:
        yield kinds.collection(page, page.collection)
    elif here.route != here.press.pages["index"]:
        yield book.page(page)
