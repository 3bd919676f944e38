"""A Markdown or YAML file under `content/` that belongs to no collection.

Each collection has a folder, and is made of Markdown or of YAML; a file beside them would silently be left out of the book.

Bad:

    content/glosary/terms.yaml

Good:

    content/glossary/terms.yaml

Move the file into the folder of its collection, or declare a collection for the folder in `schemas/`. What is no part of the
book, such as a README, belongs outside `content/`.
"""

from collections.abc import Sequence

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Collection, Form
from pipeline.model.similar import nearest
from pipeline.model.span import Span

CODE = Code("SCH112", "homeless-file", Severity.ERROR, __doc__ or "")


def nearest_to(path: str, kinds: Sequence[Collection]) -> Collection | None:
    """The collection whose folder was probably meant."""
    folder = path.split("/")[1] if path.count("/") > 1 else ""
    near = nearest(folder, sorted(kind.folder for kind in kinds), 1)
    return next((kind for kind in kinds if near and kind.folder == near[0]), None)


def diagnose(path: str, kinds: Sequence[Collection], near: Collection | None, *, claimed: bool) -> Diagnostic:
    """The finding for a file; `near` is the collection that claims it but is made of other files, or that was probably meant."""
    if near is not None and claimed:
        suffix = ".md" if near.form is Form.MARKDOWN else ".yaml"
        message = f"the files of `content/{near.folder}/` end in `{suffix}`; this one would not be published"
        return CODE.at(Span(path), message, help="rename it if it holds entries; move it out of `content/` if it does not")
    folders = ", ".join(f"`{folder}/`" for folder in sorted(kind.folder for kind in kinds))
    if path.rpartition("/")[2].lower().startswith("readme."):
        advice = "move it out of `content/`: what explains the repository is no part of the book"
    elif near is not None:
        advice = f"move it; a folder has a similar name: `content/{near.folder}/`"
    else:
        advice = f"move it into the folder of its collection ({folders}), or out of `content/`"
    return CODE.at(Span(path), "this file belongs to no collection and would not be published", help=advice)
