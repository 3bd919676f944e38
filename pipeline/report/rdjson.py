"""Findings → the diagnostic format of reviewdog, which turns them into comments of a review.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: columns count bytes of UTF-8 from 1, the end is exclusive. Each suggestion
is offered by itself, and half a repair is none: a repair of several edits is not suggested.
"""

import json
from typing import Any

from pipeline.model.diagnostic import Applicability, Diagnostic, Severity
from pipeline.model.span import Position, Span
from pipeline.report.findings import Findings
from pipeline.report.pages import page
from pipeline.report.visible import visible

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
SOURCE = {"name": "bookpipe"}


def write(findings: Findings) -> str:
    """All findings, in order; the severity of the whole is that of the gravest."""
    gravest = max((diagnostic.severity for diagnostic in findings.diagnostics), default=Severity.INFO)
    told = [_finding(findings, diagnostic) for diagnostic in findings.diagnostics]
    return json.dumps({"source": SOURCE, "severity": SEVERITIES[gravest], "diagnostics": told}, indent=2) + "\n"


def _finding(findings: Findings, diagnostic: Diagnostic) -> dict[str, Any]:
    said = [diagnostic.message, *([f"help: {diagnostic.help}"] if diagnostic.help else [])]
    span = diagnostic.span
    reach = _range(findings, span)
    suggestions = _suggestions(findings, diagnostic)
    return {
        "message": "\n".join(map(visible, said)),
        "location": {"path": findings.address(span.path), **({"range": reach} if reach else {})},
        "severity": SEVERITIES[diagnostic.severity],
        "source": SOURCE,
        "code": {"value": diagnostic.code.code, "url": page(diagnostic.code)},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(findings: Findings, span: Span) -> dict[str, Any] | None:
    """Where a span begins and ends; `None` for a file as a whole."""
    if span.start is None or span.end is None:
        return None
    return {"start": _position(findings, span.path, span.start), "end": _position(findings, span.path, span.end)}


def _position(findings: Findings, path: str, position: Position) -> dict[str, int]:
    """A position in bytes; its line alone where the text is not at hand to count them."""
    source = findings.sources.get(path)
    if source is None:
        return {"line": position.line}
    before = source.text[source.starts[position.line - 1] : source.offset(position)]
    return {"line": position.line, "column": len(before.encode()) + 1}


def _suggestions(findings: Findings, diagnostic: Diagnostic) -> list[dict[str, Any]]:
    repair = diagnostic.fix
    if repair is None or repair.applicability is Applicability.DISPLAY or len(repair.edits) != 1:
        return []
    edit = repair.edits[0]
    reach = _range(findings, edit.span) if edit.span.path == diagnostic.span.path else None
    return [{"range": reach, "text": edit.text}] if reach else []
