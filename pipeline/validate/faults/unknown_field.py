"""A field that no entry of its kind has.

Most often it is a slip of the pen, and what was meant is lost without a word. A misspelt required field is reported here
once, and not a second time as missing. A field that has been renamed is reported as a warning.

Bad:

    - id: deep-learning-book
      titel: Deep Learning

Good:

    - id: deep-learning-book
      title: Deep Learning

Rename the field, or remove it. `pipeline schema resources` lists the fields of a resource. A new field is added to the
schema of the collection.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.document import Path
from pipeline.model.similar import nearest
from pipeline.validate.case import Case, article, either, shown

CODE = Code("SCH103", "unknown-field", Severity.ERROR, __doc__ or "")

FEW = 12


def misspelt(case: Case, path: Path, key: str, meant: tuple[str, ...], *, certain: bool) -> Diagnostic:
    """An unknown key beside missing fields with similar names; `certain` when each is the only one near the other."""
    words = "a required field has a similar name" if len(meant) == 1 else "required fields have similar names"
    fix = _rename(case, path, key, meant[0], Applicability.SAFE) if certain else None
    return _finding(case, path, key, f"{words}: {either(meant)}", fix)


def unknown(case: Case, path: Path, key: str, names: Iterable[str], present: Iterable[str]) -> Diagnostic:
    """An unknown key; `names` are the fields there are, `present` those already given."""
    known, given = tuple(names), frozenset(present)
    near = nearest(key, known)
    free = tuple(name for name in near if name not in given)
    if free:
        fix = _rename(case, path, key, free[0], Applicability.UNSAFE) if len(free) == 1 else None
        return _finding(case, path, key, f"{'a field has' if len(free) == 1 else 'fields have'} a similar name: {either(free)}", fix)
    if near:
        return _finding(case, path, key, f"remove it: {either(near)} is already given", None)
    return _finding(case, path, key, _known(case, path, known), None)


def deprecated(case: Case, path: Path, use: str | None) -> Diagnostic:
    """A field that has been replaced by another."""
    *parent, key = path
    target = case.entry.marks.at(tuple(parent)).keys
    fix = _rename(case, tuple(parent), str(key), use, Applicability.SAFE) if use and use not in target else None
    message = f"the field `{key}` of {case.owner(tuple(parent))} is no longer used"
    found = case.at(CODE, path, message, f"use `{use}` instead" if use else "remove it", span=case.entry.key_span(*path), fix=fix)
    return replace(found, severity=Severity.WARNING)


def _finding(case: Case, path: Path, key: str, help_: str, fix: Fix | None) -> Diagnostic:
    label = (Label(case.entry.place, "in this entry"),) if "id" in case.entry.data and case.label != "book" else ()
    message = f"unknown field {shown(key)} in {case.owner(path)}"
    where = "here" if path else "of the book" if case.label == "book" else f"of {article(case.label)}"
    own = case.entry.key_span(*path, key)
    return case.at(CODE, (*path, key), message, help_, span=own, related=label, fix=fix, label=f"not a field {where}")


def _rename(case: Case, path: Path, key: str, name: str, how: Applicability) -> Fix:
    return Fix(how, (Edit(case.entry.key_span(*path, key), name),))


def _known(case: Case, path: Path, names: tuple[str, ...]) -> str:
    if len(names) <= FEW:
        return f"the fields here are {', '.join(f'`{name}`' for name in names)}" if names else "no fields are allowed here"
    whose = "the book" if case.label == "book" else article(case.label)
    return f"`pipeline schema {case.entry.collection}` lists the fields of {whose}" if not path else "no field has a similar name"
