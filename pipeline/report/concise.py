"""Findings → one line each: for editors, hooks and pipes.

    content/resources/books.yaml:9:3: error SCH103 unknown field `titel`; similar: `title` [*]

`[*]` marks what `--fix` repairs. A line is never wrapped.
"""

import re

from pipeline.model.diagnostic import Diagnostic
from pipeline.report.colour import INKS, Ink, paint
from pipeline.report.findings import Findings, is_safe, shown, summary
from pipeline.report.visible import visible

SIMILAR = re.compile(r"similar name: (?P<names>`[^`]+`(?:,? (?:or |and )?`[^`]+`)*)")
"""How the help of a finding names what was probably meant."""


def write(findings: Findings) -> str:
    """All findings, then the summary."""
    lines = [
        _line(findings, found) if isinstance(found, Diagnostic) else visible(found.text, ascii_only=findings.ascii_only)
        for found in shown(findings)
    ]
    return "\n".join([*lines, summary(findings), ""])


def _line(findings: Findings, diagnostic: Diagnostic) -> str:
    similar = SIMILAR.search(diagnostic.help or "")
    said = diagnostic.message + (f"; similar: {similar['names']}" if similar and similar["names"] not in diagnostic.message else "")
    place = paint(visible(str(diagnostic.span), ascii_only=findings.ascii_only), Ink.STRONG, colour=findings.colour)
    kind = paint(f"{diagnostic.severity.word} {diagnostic.code.code}", INKS[diagnostic.severity], colour=findings.colour)
    return f"{place}: {kind} {visible(said, ascii_only=findings.ascii_only)}{' [*]' if is_safe(diagnostic) else ''}"
