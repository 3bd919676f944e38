"""A source of a case study that its text never cites.

A claim is worth as much as its source, so every source stands where it is used: those under `resources`, and that of each metric.

Bad:

    resources: [grab-data-classification]

above a text that never mentions it.

Good:

    The team [reports](resource:grab-data-classification) that reviewers changed few of the labels.

Cite it in the text (`[@id]` or a link), or take it out.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site

CODE = Code("REF328", "uncited-source", Severity.ERROR, __doc__ or "")
COLLECTION = "case-studies"
FIELDS = frozenset({"resources", "source"})
UNFINISHED = frozenset({"draft", "coming-soon"})


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at the first field of a case study that names a resource which its body does not."""
    studies = {item.key: item for item in site.of(COLLECTION) if item.status not in UNFINISHED}
    told = {(edge.origin, edge.target) for edge in site.edges if not edge.mention.field}
    for edge in site.edges:
        if edge.origin in studies and edge.kind in FIELDS and edge.mention.field and (edge.origin, edge.target) not in told:
            told.add((edge.origin, edge.target))
            source = site.items[edge.target]
            yield CODE.at(
                edge.mention.span,
                f"the text never cites `{source.id}`",
                help=f"cite it where it is used: `[@{source.id}]` or `[]({source.key})`",
                item=studies[edge.origin].entry.name,
            )
