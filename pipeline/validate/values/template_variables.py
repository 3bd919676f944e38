"""A prompt → SCH109 where its declared variables are not the used ones, or where the prompt is missing; and its sample judged.

`sample_output` is judged by `output_schema` as an entry is by its schema, with the same codes. A sample given as JSON text is read first.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Fence
from pipeline.model.span import Span
from pipeline.validate.case import Case, either, shown
from pipeline.validate.faults import malformed_value
from pipeline.validate.values import templates

FIELDS = ("template", "variables", "output_schema", "sample_output")


def judge(case: Case) -> Iterator[Diagnostic]:
    """The prompts of an entry are its fences with the info string `prompt`."""
    body = case.entry.body
    fences = [fence for fence in body.fences if fence.info.split(maxsplit=1)[:1] == ["prompt"]] if body else []
    if fences:
        yield from _variables(case, fences)
    elif case.entry.status in {"published", "archived"}:
        message = f"{case.name} holds no prompt"
        yield malformed_value.other(case, (), message, "put it into a fence with the info string `prompt`", span=case.entry.place)
    yield from _sample(case)


def _variables(case: Case, fences: list[Fence]) -> Iterator[Diagnostic]:
    kind = case.entry.data.get("template", "fstring")
    read = templates.TEMPLATES.get(kind if isinstance(kind, str) else "")
    rows = case.entry.data.get("variables", [])
    if read is None or not isinstance(rows, list):
        return
    declared = {
        row["name"]: number
        for number, row in reversed(list(enumerate(rows)))
        if isinstance(row, Mapping) and isinstance(row.get("name"), str)
    }
    used: set[str] = set()
    for fence in fences:
        found = read(fence.text, frozenset(declared))
        if isinstance(found, str):
            yield malformed_value.other(
                case, (), f"the prompt is not a template of the kind `{kind}`: {found}", "correct the template", span=fence.span
            )
            return
        for name in found:
            if name not in declared and name not in used:
                yield _undeclared(case, fence, name, kind)
            used.add(name)
    for name, number in sorted(declared.items(), key=lambda pair: pair[1]):
        if name not in used:
            help_ = (
                f"use it in the prompt as {shown(templates.EXAMPLES[kind].format(name))}, or remove it"
                if kind != "text"
                else "a `text` prompt has no variables"
            )
            yield malformed_value.other(case, ("variables", number, "name"), f"the variable {shown(name)} is declared and not used", help_)


def _undeclared(case: Case, fence: Fence, name: str, kind: str) -> Diagnostic:
    message = f"the variable {shown(name)} is used and not declared"
    escaped = ", or write the braces twice to mean braces" if kind == "fstring" else ""
    return malformed_value.other(case, (), message, f"add `{{name: {name}}}` to `variables`{escaped}", span=_place(case, fence, name))


def _place(case: Case, fence: Fence, name: str) -> Span:
    """Where a variable is used first in a fence; the fence itself when it can't be found."""
    source = case.entry.source
    if fence.span.start is None or fence.span.end is None:
        return fence.span
    begin, end = source.offset(fence.span.start), source.offset(fence.span.end)
    found = re.compile(rf"\{{[^{{}}]*?(?<!\w)({re.escape(name)})(?!\w)").search(source.text, begin, end)
    return source.span(*found.span(1)) if found else fence.span


def _sample(case: Case) -> Iterator[Diagnostic]:
    schema, sample = case.entry.data.get("output_schema"), case.entry.data.get("sample_output")
    if not isinstance(schema, Mapping) or sample is None:
        return
    value = _read(sample) if isinstance(sample, str) and not _wants_text(schema) else sample
    if value is None:
        yield malformed_value.other(
            case, ("sample_output",), "`sample_output` is neither JSON nor fields", f"the `output_schema` wants {_wanted(schema)}"
        )
    else:
        yield from case.fits(schema, value, ("sample_output",))


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> Any:
    """`NaN` and the infinities are no JSON, though Python reads them."""
    raise ValueError(constant)


def _wants_text(schema: Mapping[str, Any]) -> bool:
    kind = schema.get("type")
    return kind is None or kind == "string" or (isinstance(kind, list) and "string" in kind)


def _wanted(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    return either(tuple(kind) if isinstance(kind, list) else (str(kind),))
