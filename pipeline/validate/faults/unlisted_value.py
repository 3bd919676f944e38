"""A value that is not one of those the field allows.

The allowed values are few because pages, filters and charts are built on them; a value of its own would stand alone.

Bad:

    kind: papr

Good:

    kind: paper

Take one of the values listed; the nearest one is named. A new value is added to the schema of the collection.
"""

from typing import Any

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.document import Path
from pipeline.model.similar import nearest
from pipeline.validate.case import Case, either, shown, way, written

CODE = Code("SCH104", "unlisted-value", Severity.ERROR, __doc__ or "")


def diagnose(case: Case, path: Path, value: Any, allowed: tuple[Any, ...]) -> Diagnostic:
    """The value at a path is none of the allowed ones."""
    message = f"{shown(value)} is not a value of `{way(path)}`"
    near = nearest(value, [each for each in allowed if isinstance(each, str)]) if isinstance(value, str) else ()
    if near:
        help_ = f"{'a value has' if len(near) == 1 else 'values have'} a similar name: {either(near)}"
        fix = Fix(Applicability.UNSAFE, (Edit(case.entry.span(*path), written(near[0])),)) if len(near) == 1 else None
        return case.at(CODE, path, message, help_, fix=fix)
    return case.at(CODE, path, message, f"it is {'one of ' if len(allowed) > 1 else ''}{either(tuple(written(each) for each in allowed))}")
