"""A published entry that has nothing to show.

Its page would hold a title and nothing else. Something to show is text below the front matter, or a field that is printed as
text or as a list of its own, such as a summary or an outline.

Bad:

    ---
    title: How to help
    ---

Good:

    ---
    title: How to help
    status: coming-soon
    ---

Write the text, or say how far the entry is: `status: draft` keeps it out of every output, `status: coming-soon` makes a stub.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.validate.case import Case

CODE = Code("SCH111", "empty-entry", Severity.ERROR, __doc__ or "")

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
SHOWN = frozenset({"published", "archived"})


def judge(case: Case, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """A Markdown entry and its schema → a finding when nothing of it would be shown."""
    body = case.entry.body
    if body is None or case.entry.status not in SHOWN or COMMENT.sub("", body.text or _written(case)).strip():
        return
    properties = schema.get("properties", {})
    if not any(_speaks(properties.get(name, {})) for name, value in case.entry.data.items() if value):
        yield case.at(
            CODE, (), f"{case.name} is published and has nothing to show", "write its text, or say `status: draft`", span=case.entry.place
        )


def _written(case: Case) -> str:
    """What the file says below its front matter: a text that is nested too deeply has no body, and has been reported."""
    rest = case.entry.source.text[case.entry.marks.end :]
    closing = CLOSING.search(rest)
    return rest[closing.end() :] if closing else ""


def _speaks(field: Mapping[str, Any]) -> bool:
    """Whether a field is printed as text, or as a list of its own."""
    items = field.get("items", {})
    return bool(field.get("x-markdown") or items.get("x-markdown") or items.get("type") == "object")
