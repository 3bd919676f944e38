"""A code block or an HTML element that is opened and never closed.

A fence without its end turns the rest of the chapter into code. An element without its end tag goes on to the end of the page on GitHub,
and to the end of the block it stands in here. The text is kept in any case.

Bad:

    ```python
    print("Measure first")

    The next section ...

Good:

    ```python
    print("Measure first")
    ```

    The next section ...

Write the end where it belongs: the same fence, or `</details>` for `<details>`.
"""

from collections.abc import Iterator

from pipeline.check.elements import elements
from pipeline.check.plain import opening
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Fence, Prose, Tag
from pipeline.model.safety import ALLOWED
from pipeline.model.site import Item, Site

CODE = Code("MKD104", "unclosed-block", Severity.ERROR, __doc__ or "")

OPEN_ENDED = frozenset({"caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"})
"""Elements that end without an end tag (HTML standard, section 13.1.2.4)."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each fence, and at each start tag of an element that the book has, without its end."""
    for item in site.items.values():
        for _, prose in item.entry.prose():
            yield from (_fence(item, fence) for fence in prose.fences if not fence.closed)
            if prose.tags:
                yield from (_element(item, tag) for tag in _unclosed(prose))


def _fence(item: Item, fence: Fence) -> Diagnostic:
    span = opening(item.entry.source, fence.span)
    written = item.entry.source.cut(span)
    count = len(written) - len(written.lstrip(written[0]))
    sign = "backticks" if written.startswith("`") else "tildes"
    advice = f"write {count} {sign} in a line of their own below the code"
    return CODE.at(span, "this code block is never closed", help=advice, item=item.entry.name)


def _unclosed(prose: Prose) -> Iterator[Tag]:
    for element in elements(prose):
        if not element.closed and not element.silent and element.tag.name in ALLOWED and element.tag.name not in OPEN_ENDED:
            yield element.tag


def _element(item: Item, tag: Tag) -> Diagnostic:
    return CODE.at(
        tag.span, f"the element `<{tag.name}>` is never closed", help=f"write `</{tag.name}>` where it ends", item=item.entry.name
    )
