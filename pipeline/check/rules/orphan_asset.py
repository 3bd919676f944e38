"""A file among the assets that nothing shows or links to.

It would be published all the same, and nobody would notice that it is out of date.

Bad:

    content/assets/figures/rag-old.svg

while every page shows `rag.svg`.

Good:

    - {id: rag, kind: figure, caption: RAG, file: figures/rag.svg, alt: "A question goes to a retriever, ..."}

Use it, or delete it. Files called README or LICENSE may stay.
"""

from collections.abc import Iterator

from pipeline.check.assets import assets, used
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site
from pipeline.model.span import Span

CODE = Code("IMG405", "orphan-asset", Severity.WARNING, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding for each asset without a use."""
    known = used(site)
    for path in assets(site.book):
        if path not in known:
            yield CODE.at(Span(path), "nothing shows this file or links to it", help="use it, or delete it")
