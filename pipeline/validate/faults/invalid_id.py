"""An id that can't be part of an address, a file name and a reference at once.

Ids are made of lower-case letters, digits and single hyphens, have at most 80 characters and are not one of the names that
Windows keeps for devices (`con`, `nul`, `com1` ...). So every page can be stored and linked everywhere.

Bad:

    id: Deep_Learning/Book

Good:

    id: deep-learning-book

Write the id anew, or rename the file if the id comes from its name. If the old id has been published, list it under `aliases`.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Collection, Form, Path
from pipeline.model.span import Span
from pipeline.validate.case import Case, shown, small, way
from pipeline.validate.values import id  # noqa: A004 - the format is called so
from pipeline.validate.values.flaw import Flaw

CODE = Code("SCH107", "invalid-id", Severity.ERROR, __doc__ or "")


def diagnose(case: Case, path: Path, value: str, flaw: Flaw) -> Diagnostic:
    """The value at a path is no id, for the reason of the flaw."""
    where = "" if path == ("id",) else f" in `{way(path)}`"
    return case.at(CODE, path, f"{shown(value)}{where} is not an id: {flaw.reason}", flaw.help)


def judge(case: Case, collection: Collection) -> Iterator[Diagnostic]:
    """The id of an entry → what the schema can't see: an id made from a file's name, and one that hides the list page."""
    entry = case.entry
    path = Span(entry.source.path)
    if "id" not in entry.data and collection.form is not Form.YAML_LIST and (flaw := id.check(entry.id)) is not None:
        message = f"the file's name gives the id {shown(entry.id)}, which is none: {flaw.reason}"
        yield case.at(CODE, (), message, f"rename the file, or add an `id`; {flaw.help}", span=path)
    elif entry.id and collection.route.replace("{id}", entry.id) == collection.index:
        message = f"the page of {case.name} would replace the list of {small(collection.plural)}"
        yield case.at(CODE, ("id",), message, "give it another id", span=None if "id" in entry.data else path)
