"""Findings → JSON, for programs: a public contract.

Every finding, in order; its schema is `schemas/output/diagnostics.schema.json`. Lines and columns count from 1, columns in Unicode code
points, `end` is exclusive; a finding about a file as a whole has neither. Characters beyond ASCII are escaped, so that the text
survives any terminal and any log.
"""

import json
from typing import Any

from pipeline.model.diagnostic import Diagnostic, Fix, Label, Severity
from pipeline.model.span import Position, Span
from pipeline.report.findings import Findings
from pipeline.report.pages import page

VERSION = 1


def write(findings: Findings) -> str:
    """The whole report."""
    counts = {f"{severity.word}s": findings.count(severity) for severity in reversed(Severity)}
    data = {"version": VERSION, "summary": counts, "diagnostics": [_finding(diagnostic) for diagnostic in findings.diagnostics]}
    return json.dumps(data, indent=2) + "\n"


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code.code,
        "name": diagnostic.code.name,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_place(diagnostic.span),
        "item": diagnostic.item,
        "related": [_label(label) for label in diagnostic.related],
        "fix": _fix(diagnostic.fix),
        "url": page(diagnostic.code),
        "label": diagnostic.label or None,
        "note": diagnostic.note or None,
    }


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "start": _position(span.start), "end": _position(span.end)}


def _position(position: Position | None) -> dict[str, int] | None:
    return {"line": position.line, "column": position.column} if position else None


def _label(label: Label) -> dict[str, Any]:
    return {**_place(label.span), "text": label.text}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.span), "text": edit.text} for edit in fix.edits]
    return {"applicability": fix.applicability.value, "edits": edits}
