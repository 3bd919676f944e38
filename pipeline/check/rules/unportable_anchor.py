"""A link by a path to a place that the book has and GitHub has not.

The rows of a chapter's outline are places in the book, even those that no heading stands for. On GitHub a file has the anchors of its
headings and nothing else, so a link by a path opens the file at its top.

Bad: `[agents](06-rag-and-agents.md#agents)` where "Agents" is a row of the outline and no heading

Good: `[agents](chapter:rag-and-agents#agents)`

Refer to the row by its name, or link to a heading.
"""

import re
from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Kind
from pipeline.model.site import Item, Site

CODE = Code("LNK206", "unportable-anchor", Severity.WARNING, __doc__ or "")

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each path whose anchor is only a row of an outline."""
    for item in site.items.values():
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                path, sharp, _ = mention.target.partition("#")
                if not sharp or not path or mention.kind is Kind.CITATION or SCHEME.match(path):
                    continue
                target = site.meaning(item.key, mention.target)
                meant = site.items.get(target.item) if target and target.item else None
                if target and meant and target.anchor and target.anchor not in _portable(meant):
                    yield CODE.at(
                        mention.span,
                        f"GitHub finds no `#{target.anchor[:80]}` in `{path[:80]}`",
                        help=f"refer to the row of the outline: `{meant.key}#{target.anchor}`, or link to a heading",
                        item=item.entry.name,
                    )


def _portable(item: Item) -> frozenset[str]:
    """The anchors that a file has on GitHub."""
    body = item.entry.body
    return frozenset((*(heading.anchor for heading in body.headings), *body.anchors, "top")) if body else frozenset()
