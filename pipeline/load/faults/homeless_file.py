"""A Markdown or YAML file under `content/` that belongs to no collection.

Each collection has a folder; a file beside them would silently be left out of the book.

Bad:

    content/glosary/terms.yaml

Good:

    content/glossary/terms.yaml

Move the file into the folder of its collection, or declare a collection for the folder in `schemas/`.
"""

from collections.abc import Iterable

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.similar import nearest
from pipeline.model.span import Span

CODE = Code("SCH112", "homeless-file", Severity.ERROR, __doc__ or "")


def diagnose(path: str, folders: Iterable[str]) -> Diagnostic:
    """The finding for a file; names the nearest folder that a collection claims."""
    folder = path.split("/")[1] if path.count("/") > 1 else ""
    known = sorted(folders)
    near = nearest(folder, known, 1)
    place = f"a folder has a similar name: `content/{near[0]}/`" if near else f"the folders are {', '.join(f'`{name}`' for name in known)}"
    return CODE.at(Span(path), "this file belongs to no collection and would not be published", help=f"move it; {place}")
