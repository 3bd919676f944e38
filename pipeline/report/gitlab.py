"""Findings → GitLab's code quality report, shown in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/ (report format): a list of objects, each with a fingerprint of its own; of two findings
with the same one GitLab shows the first only.
"""

import json
from typing import Any

from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.fingerprint import fingerprints
from pipeline.model.span import Position, Span
from pipeline.report.findings import Findings
from pipeline.report.visible import visible

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
GRAVE = "critical"
"""An error that nothing may silence: the text can't be read, or something dangerous stands in it."""


def write(findings: Findings) -> str:
    """All findings, in order."""
    names = fingerprints(findings.diagnostics, findings.sources)
    told = [_finding(findings, diagnostic, name) for diagnostic, name in zip(findings.diagnostics, names, strict=True)]
    return json.dumps(told, indent=2) + "\n"


def _finding(findings: Findings, diagnostic: Diagnostic, name: str) -> dict[str, Any]:
    grave = diagnostic.code.locked and diagnostic.severity is Severity.ERROR
    advice = f" ({diagnostic.help})" if diagnostic.help else ""
    return {
        "check_name": diagnostic.code.code,
        "description": visible(diagnostic.message + advice),
        "fingerprint": name,
        "severity": GRAVE if grave else SEVERITIES[diagnostic.severity],
        "location": {"path": findings.address(diagnostic.span.path), "positions": _positions(diagnostic.span)},
    }


def _positions(span: Span) -> dict[str, Any]:
    """Where it begins and ends. GitLab needs a line: for a file as a whole it is the first."""
    if span.start is None or span.end is None:
        return {"begin": {"line": 1}}
    return {"begin": _position(span.start), "end": _position(span.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
