"""Findings → JUnit's XML, for the test reports of continuous integration.

Every file is a test case: one without findings passes, one with findings holds a failure for each. There is no standard; Jenkins,
GitLab and others read what https://github.com/jenkinsci/xunit-plugin (junit-10.xsd) describes.
"""

import re
from collections.abc import Iterator
from html import escape

from pipeline.model.diagnostic import Diagnostic
from pipeline.report.findings import Findings
from pipeline.report.visible import visible

SUITE = "pipeline check"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that have no place in XML 1.0 (section 2.2), not even escaped."""


def write(findings: Findings) -> str:
    """One suite with a test case for each file, in order of their paths."""
    told: dict[str, list[Diagnostic]] = {path: [] for path in findings.checked}
    for diagnostic in findings.diagnostics:
        told.setdefault(diagnostic.span.path, []).append(diagnostic)
    failing = sum(bool(own) for own in told.values())
    counts = f'tests="{len(told)}" failures="{failing}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="{SUITE}" {counts}>',
        f'  <testsuite name="{SUITE}" {counts} skipped="0">',
        *(line for path in sorted(told) for line in _case(findings, path, told[path])),
        "  </testsuite>",
        "</testsuites>",
        "",
    ]
    # Named by their numbers, other characters survive any terminal and any log.
    return "\n".join(lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _case(findings: Findings, path: str, own: list[Diagnostic]) -> Iterator[str]:
    opening = f'    <testcase classname="{SUITE}" name={_quoted(_text(findings.address(path)))}'
    if not own:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    for diagnostic in own:
        yield from _failure(findings, diagnostic)
    yield "    </testcase>"


def _failure(findings: Findings, diagnostic: Diagnostic) -> Iterator[str]:
    """What is wrong, as an attribute; where it is and what to do, as the text that a report shows below."""
    start = diagnostic.span.start
    place = findings.address(diagnostic.span.path) + (f":{start.line}:{start.column}" if start else "")
    kind = f"{diagnostic.severity.word} {diagnostic.code.code}"
    yield f"      <failure type={_quoted(kind)} message={_quoted(_text(diagnostic.message))}>"
    yield escape(_text(f"{place}: {diagnostic.message}"), quote=False)
    if diagnostic.help:
        yield escape(_text(f"help: {diagnostic.help}"), quote=False)
    yield "      </failure>"


def _quoted(text: str) -> str:
    """A text as the value of an attribute; `xml.sax.saxutils` does it too, but brings half of the network with it."""
    return f'"{escape(text, quote=False).replace(chr(34), "&quot;")}"'


def _text(text: str) -> str:
    """A text on one line, as XML can hold it."""
    return FORBIDDEN.sub("", visible(text))
