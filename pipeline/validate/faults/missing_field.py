"""A field that an entry of its kind must have is not there.

Lists, links and pages are made from these fields, so an entry without one would leave a hole somewhere. An empty file is
reported once, with all the fields it needs.

Bad:

    - id: lora
      title: "LoRA: Low-Rank Adaptation of Large Language Models"

Good:

    - id: lora
      title: "LoRA: Low-Rank Adaptation of Large Language Models"
      url: "https://arxiv.org/abs/2106.09685"
      kind: paper
      chapters: [finetuning]

Add the field; `pipeline schema resources` shows what it may hold. An entry that is not finished may say `status: draft`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Form, Misfit, Path
from pipeline.model.span import Span
from pipeline.validate.case import Case, either, written

CODE = Code("SCH101", "missing-field", Severity.ERROR, __doc__ or "")


def diagnose(case: Case, path: Path, names: tuple[str, ...], schema: Mapping[str, Any]) -> Diagnostic:
    """One of `names` is missing in the object at a path; `schema` is that object's schema."""
    what = f"has no `{names[0]}`" if len(names) == 1 else f"has neither {' nor '.join(f'`{name}`' for name in names)}"
    return case.at(
        CODE,
        path,
        f"{case.owner(path)} {what}",
        _advice(names, schema),
        span=first_key(case, path),
        label="" if case.label == "book" else "in here" if path else "in this entry",
    )


def needed(case: Case, path: Path, name: str, others: tuple[str, ...]) -> Diagnostic:
    """The field `name` needs others beside it."""
    message = f"`{name}` of {case.owner(path)} needs {either(others)} beside it"
    return case.at(CODE, path, message, f"add {either(others)}", span=case.entry.key_span(*path, name))


def empty(case: Case, names: tuple[str, ...], form: Form | None) -> Diagnostic:
    """An entry without any field; `names` are the fields it needs."""
    text = case.entry.source.text.strip("\ufeff \t\r\n")
    blank = not text if form is Form.MARKDOWN else _blank(case.entry.source.text)
    begun = "empty" if text.startswith("---") else "missing"
    what = "the file is empty" if blank else f"the front matter is {begun}" if form is Form.MARKDOWN else f"{case.name} is empty"
    advice = f"required: {', '.join(f'`{name}`' for name in names)}"
    if form is Form.MARKDOWN:
        advice = f"begin the file with its fields, between two lines of `---`; {advice}"
    return case.at(CODE, (), what, advice, span=Span(case.entry.source.path) if blank else None)


def hollow(misfit: Misfit, label: str, names: tuple[str, ...]) -> Diagnostic:
    """A file that holds nothing where entries should be."""
    required = ", ".join(f"`{name}`" for name in names)
    whole = Span(misfit.source.path) if _blank(misfit.source.text) else misfit.span
    return CODE.at(
        whole, "the file is empty" if whole.start is None else f"the {label} is empty", help=f"required: {required}" if names else None
    )


def first_key(case: Case, path: Path) -> Span:
    """Where the object at a path begins: its first key, or the object itself."""
    marks = case.entry.marks.at(path)
    return case.entry.source.span(*next(iter(marks.keys.values()), (marks.begin, marks.end)))


def _advice(names: tuple[str, ...], schema: Mapping[str, Any]) -> str:
    field = schema.get("properties", {}).get(names[0], {})
    examples = field.get("examples") if isinstance(field, Mapping) else None
    return f"add {either(names)}" + (f", such as `{names[0]}: {written(examples[0])}`" if examples else "")


@lru_cache(maxsize=1)
def _blank(text: str) -> bool:
    """Whether a file holds comments alone, and lines that only part YAML from the rest. A file may ask for each of many entries."""
    lines = (line.strip("\ufeff \t") for line in text.splitlines())
    return not any(line and not line.startswith("#") and line not in {"---", "..."} for line in lines)
