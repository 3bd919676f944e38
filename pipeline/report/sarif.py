"""Findings → SARIF 2.1.0, for GitHub's code scanning and other readers of static analysis.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and GitHub's list of required properties,
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning: every rule has a short
and a full description and a help, every location a whole region, no required text is empty, every result a fingerprint. More than
25,000 results are refused there, so of more than that the gravest are told, and a notification says how many are missing.
"""

import json
import re
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.fingerprint import fingerprints
from pipeline.model.span import Span
from pipeline.report.findings import Findings
from pipeline.report.visible import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
MOST = 25_000
LONGEST = 1024
"""Characters of a description; GitHub takes no more."""
EXAMPLE = re.compile(r"^(?:Bad|Good)\b[^\n]*:", re.MULTILINE)
"""Where the examples of a rule's page begin."""


def write(findings: Findings) -> str:
    """All findings as one run of the tool."""
    named = sorted(zip(findings.diagnostics, fingerprints(findings.diagnostics, findings.sources), strict=True), key=_gravest_first)[:MOST]
    named.sort(key=lambda pair: pair[0].key)
    codes = sorted({diagnostic.code.code: diagnostic.code for diagnostic, _ in named}.items())
    indexes = {name: index for index, (name, _) in enumerate(codes)}
    rules = [_rule(code) for _, code in codes]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "bookpipe", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(findings.diagnostics) - len(named))],
        "results": [_result(findings, diagnostic, name, indexes) for diagnostic, name in named],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _gravest_first(pair: tuple[Diagnostic, str]) -> tuple[Any, ...]:
    return (-pair[0].severity, pair[0].key)


def _rule(code: Code) -> dict[str, Any]:
    """What is told of a code: its page, and the beginning of it as descriptions."""
    words = code.name.replace("-", " ")
    page = code.page.strip() or words
    about = EXAMPLE.split(page, maxsplit=1)[0].strip() or words
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": _cut(about.split("\n\n", maxsplit=1)[0])},
        "fullDescription": {"text": _cut(about)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _cut(text: str) -> str:
    """A text whose paragraphs have no line breaks within them, of bounded length."""
    flat = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def _invocation(missing: int) -> dict[str, Any]:
    if not missing:
        return {"executionSuccessful": True}
    text = f"{missing:,} further findings are not in this report, which holds the {MOST:,} gravest."
    return {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def _result(findings: Findings, diagnostic: Diagnostic, name: str, indexes: dict[str, int]) -> dict[str, Any]:
    said = [diagnostic.message, *([f"Help: {diagnostic.help}"] if diagnostic.help else [])]
    related = [{"id": number, **_location(findings, label.span, label.text)} for number, label in enumerate(diagnostic.related, 1)]
    return {
        "ruleId": diagnostic.code.code,
        "ruleIndex": indexes[diagnostic.code.code],
        "level": LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(map(visible, said))},
        "locations": [_location(findings, diagnostic.span, diagnostic.label)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"primaryLocationLineHash": name},
    }


def _location(findings: Findings, span: Span, words: str) -> dict[str, Any]:
    """A place, and what is said of it where there is something to say."""
    return {"physicalLocation": _place(findings, span), **({"message": {"text": visible(words)}} if words else {})}


def _place(findings: Findings, span: Span) -> dict[str, Any]:
    """A file and a region of it. GitHub wants one even for a file as a whole: it gets the empty one at its beginning."""
    first, last = (span.start, span.end) if span.start and span.end else (None, None)
    return {
        "artifactLocation": {"uri": quote(findings.address(span.path)), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": first.line if first else 1,
            "startColumn": first.column if first else 1,
            "endLine": last.line if last else 1,
            "endColumn": last.column if last else 1,
        },
    }
