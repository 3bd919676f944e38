"""The same file twice among the assets, or two files in one folder that differ in nothing but the suffix.

Of two copies one gets the next correction; and nobody can tell whether `rag.png` or `rag.svg` is the one to edit.

Bad:

    content/assets/rag.svg
    content/assets/rag.png

Good:

    content/assets/rag.svg

Keep one, and let every page use it.
"""

from collections.abc import Iterator

from pipeline.check.assets import assets
from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.site import Site
from pipeline.model.span import Span

CODE = Code("IMG406", "duplicate-asset", Severity.WARNING, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """At most one finding for each asset: at the later one by name, with the earlier one as a label."""
    contents: dict[bytes, str] = {}
    stems: dict[str, str] = {}
    for path, data in assets(site.book).items():
        stem = path.rpartition(".")[0].casefold() or path
        if data and data in contents:
            first = contents[data]
            message = f"this file is the same as `{first}`"
        elif stem in stems:
            first = stems[stem]
            message = f"this file has the name of `{first}`"
        else:
            first, message = "", ""
        contents.setdefault(data, path)
        stems.setdefault(stem, path)
        if first:
            yield CODE.at(Span(path), message, help="keep one of the two", related=(Label(Span(first), "first file"),))
