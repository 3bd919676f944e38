"""A field holds another kind of value than it must: text instead of a number, one value instead of a list.

YAML decides by the look of a value: `2021` is a number, `"2021"` and `May 2021` are text, an empty value is nothing.

Bad:

    year: "2021"
    chapters: finetuning
    isbn13: 9783960092766

Good:

    year: 2021
    chapters: [finetuning]
    isbn13: "9783960092766"

Write numbers without quotes, text that looks like a number with quotes, and lists in brackets or with hyphens. A field
that has no value is left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.document import Form, Misfit, Path
from pipeline.validate.case import Case, article, shown, way

CODE = Code("SCH102", "wrong-type", Severity.ERROR, __doc__ or "")

WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a group of fields",
    "null": "nothing",
}
TYPES: dict[str, type] = {"boolean": bool, "integer": int, "number": float, "string": str, "object": Mapping}
"""In this order: Python's `bool` is an `int` too."""

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def diagnose(case: Case, path: Path, value: Any, wanted: tuple[str, ...]) -> Diagnostic:
    """The value at a path has none of the wanted types (names of JSON Schema)."""
    words = " or ".join(WORDS[name] for name in wanted)
    if value is None:
        message = f"`{way(path)}` of {case.name} has no value"
        return case.at(CODE, path, message, f"give it {words}, or leave the field out", label="nothing stands here")
    is_ = shown(value) if isinstance(value, bool) else WORDS[kind(value)]
    message = f"`{way(path)}` is {is_}, not {words}" if path else f"{case.name} is {is_}, not {words}"
    right = _right(case, path, value, wanted)
    if right is None:
        return case.at(CODE, path, message, f"{shown(value)} stands where {words} is wanted")
    fix = Fix(Applicability.UNSAFE, (Edit(case.entry.span(*path), right),))
    return case.at(CODE, path, message, f"write {shown(right)}", fix=fix, label=_why(case, path, value, wanted))


def shapeless(misfit: Misfit, label: str, form: Form | None) -> Diagnostic:
    """A file, or an item of its list, that is no entry at all."""
    help_ = f"begin each {label} with `- ` and give its fields below" if form is Form.YAML_LIST else "give the fields, as in `title: ...`"
    return CODE.at(misfit.span, f"{article(label)} is {WORDS['object']}, and this is {WORDS[kind(misfit.value)]}", help=help_)


def unlisted(misfit: Misfit, plural: str) -> Diagnostic:
    """A file that holds one entry where a list of them is wanted."""
    message = f"a list of {plural} is wanted, and this is {WORDS['object']}"
    return CODE.at(misfit.span, message, help="put `- ` before its first field, and indent the others")


def kind(value: Any) -> str:
    """The type of a value, as JSON Schema calls it."""
    if value is None:
        return "null"
    return next((name for name, types in TYPES.items() if isinstance(value, types)), "array")


def _why(case: Case, path: Path, value: Any, wanted: tuple[str, ...]) -> str:
    """Why YAML reads the value as it does; empty where that is plain to see."""
    if isinstance(value, str):
        return "the quotes make it text" if case.entry.source.cut(case.entry.span(*path))[:1] in {'"', "'"} else ""
    return "without quotes this is no text" if "string" in wanted else ""


def _right(case: Case, path: Path, value: Any, wanted: tuple[str, ...]) -> str | None:
    """The text that would be right, where one can tell."""
    source = case.entry.source.cut(case.entry.span(*path))
    if not source or "\n" in source:
        return None
    if isinstance(value, str) and NUMBER.fullmatch(value) and ("number" in wanted or ("integer" in wanted and "." not in value)):
        return value
    if isinstance(value, str) and "boolean" in wanted and value.lower() in {"true", "false", "yes", "no"}:
        return "true" if value.lower() in {"true", "yes"} else "false"
    if isinstance(value, bool | int | float) and "string" in wanted:
        return f'"{source}"'
    if isinstance(value, str | int | float) and wanted == ("array",):
        return f"[{source}]" if source[0] in "\"'" or not re.search(r"[\[\]{},:#]", source) else None
    return None
