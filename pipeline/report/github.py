"""Findings → annotations of a pull request, as GitHub's runner reads them from the log.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: `%`, CR and LF are escaped everywhere, `:` and `,`
in properties too. GitHub shows ten errors, ten warnings and ten notices of a step, so the gravest come first, and of those the ones in
files that the change under review touches. It takes columns only where a finding begins and ends in one line.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.report.findings import Findings, summary
from pipeline.report.visible import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10
"""Annotations of each kind that GitHub shows for one step."""


def write(findings: Findings) -> str:
    """All findings as workflow commands, errors first, changed files before others; the last line says how many GitHub will not show."""
    ordered = sorted(
        findings.diagnostics,
        key=lambda diagnostic: (-diagnostic.severity, diagnostic.span.path not in findings.changed, diagnostic.key),
    )
    hidden = sum(max(0, findings.count(severity) - MOST) for severity in Severity)
    more = f" GitHub shows {MOST} of each kind: {hidden:,} more stand in this log." if hidden else ""
    return "\n".join([*(_command(findings, diagnostic) for diagnostic in ordered), f"{summary(findings)}{more}", ""])


def _command(findings: Findings, diagnostic: Diagnostic) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(findings, diagnostic))
    said = [diagnostic.message, *([f"help: {diagnostic.help}"] if diagnostic.help else [])]
    return f"::{COMMANDS[diagnostic.severity]} {properties}::{'%0A'.join(_data(visible(line)) for line in said)}"


def _properties(findings: Findings, diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    yield "file", visible(findings.address(diagnostic.span.path))
    yield from _place(diagnostic.span)
    yield "title", f"{diagnostic.code.code} {diagnostic.code.name}"


def _place(span: Span) -> Iterator[tuple[str, str]]:
    if span.start is None or span.end is None:
        return
    yield "line", str(span.start.line)
    yield "endLine", str(span.end.line)
    if span.start.line == span.end.line:
        yield "col", str(span.start.column)
        yield "endColumn", str(span.end.column)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
