"""A heading that breaks the outline of its page.

Screen readers and the table of contents show headings as a tree. A skipped level leaves a hole in it, a heading of level 1 competes
with the title of the page, a heading without text is a row nobody can read, and two equal headings side by side cannot be told
apart; their anchors would depend on their order.

Bad:

    # RAG and Agents
    ### Retrieval
    ### Retrieval

Good:

    ## Retrieval
    ### Where the documents come from

Start sections with `##` and go down one level at a time. The title stands in the front matter.
"""

from collections.abc import Iterator, Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.document import Heading
from pipeline.model.site import Item, Site

CODE = Code("MKD101", "irregular-heading", Severity.WARNING, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """At most one finding for each heading of a body."""
    for item in site.items.values():
        headings = item.headings
        for place, heading in enumerate(headings):
            yield from _judge(item, headings, place, heading)


def _judge(item: Item, headings: Sequence[Heading], place: int, heading: Heading) -> Iterator[Diagnostic]:
    name = item.entry.name
    before = headings[place - 1] if place else None
    level = before.level if before else 1
    if heading.level == 1 and not _title(item, place, heading):
        yield CODE.at(
            heading.span,
            "a heading of level 1 stands in the text",
            help="start sections with `##`: the page has its title already",
            item=name,
        )
    elif not heading.text:
        yield CODE.at(heading.span, "this heading has no text", help="give it a text, or take it out", item=name)
    elif heading.level > level + 1:
        message = f"a heading of level {heading.level} follows {'the title' if level == 1 else f'one of level {level}'}"
        advice = f"write `{'#' * (level + 1)} {heading.text[:60]}`, or add the heading in between"
        above = (Label(before.span, f"level {level}"),) if before else ()
        yield CODE.at(heading.span, message, help=advice, item=name, related=above, label=f"level {heading.level}")
    elif (twin := _twin(headings, place, heading)) is not None:
        yield CODE.at(
            heading.span,
            f"the heading `{heading.text[:60]}` stands here twice",
            help="name what makes this section different",
            item=name,
            related=(Label(twin.span, "first heading"),),
            label="second heading",
        )


def _title(item: Item, place: int, heading: Heading) -> bool:
    """Whether a heading is the page's own title: the first of a page that states no title elsewhere."""
    return place == 0 and "title" not in item.data and heading.text == item.title


def _twin(headings: Sequence[Heading], place: int, heading: Heading) -> Heading | None:
    """An earlier heading with the same text in the same section."""
    for number in range(place - 1, -1, -1):
        other = headings[number]
        if other.level < heading.level:
            return None
        if other.level == heading.level and other.text.casefold() == heading.text.casefold():
            return other
    return None
