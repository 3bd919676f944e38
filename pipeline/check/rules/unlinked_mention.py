"""A chapter that is named by its number, without a link.

A reader of the book in a browser or on a reading device expects to get there with one touch, and a number in plain text goes wrong
silently when chapters move.

Bad: `Chapter 6 tells how agents plan.`

Good: `[Chapter 6](chapter:rag-and-agents) tells how agents plan.`

Link it. Headings, code and the texts about other works are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.check.numbered import Numbered, bare, numbered
from pipeline.check.plain import Find, Pattern, finds, holds_brackets
from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.site import Item, Site

CODE = Code("REF316", "unlinked-mention", Severity.INFO, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each label and number of an entry in plain text."""
    # What a list says of another work may well speak of that work's chapters.
    own = [item for item in site.items.values() if item.collection.cite is None]
    for kind in numbered(site):
        pattern = re.compile(rf"(?<![\w-]){re.escape(kind.label)}[ \u00a0](?P<number>[0-9]{{1,3}})(?![\w-]|[.,][0-9]|\s+(?:of|in)\b)")
        for _, find in finds(site, [Pattern((kind.label,), pattern)], own):
            named = _named(kind, find)
            if named is not None and named.key != find.item.key:
                yield _diagnose(find, named)


def _named(kind: Numbered, find: Find) -> Item | None:
    """The entry that a match names, where a link may stand."""
    return None if find.stretch.linked or find.stretch.heading else kind.items.get(int(find.match["number"]))


def _diagnose(find: Find, named: Item) -> Diagnostic:
    text, span = find.match[0], find.span()
    link = f"[{text}]({named.key})"
    fix = Fix(Applicability.SAFE, (Edit(span, link),)) if holds_brackets(find.item.entry, find.path) else None
    return CODE.at(span, f"`{text}` is no link", help=f"write `{link}` ({bare(named)})", item=find.item.entry.name, fix=fix)
