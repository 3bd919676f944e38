"""Diagnostics ↔ JSON: exact both ways, each code with its page, so that whoever reads them back need not know where it is declared."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.cache.store import JUNK
from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.span import Position, Span


def packed(diagnostics: Iterable[Diagnostic]) -> Any:
    """Findings → what JSON can hold."""
    found = tuple(diagnostics)
    codes = {finding.code.code: finding.code for finding in found}
    table = {name: [code.name, int(code.severity), code.page, code.locked] for name, code in sorted(codes.items())}
    return [table, [_row(finding) for finding in found]]


def unpacked(value: Any) -> tuple[Diagnostic, ...]:
    """What `packed` gave → the findings."""
    table, rows = value
    codes = {name: Code(name, word, Severity(severity), page, locked) for name, (word, severity, page, locked) in table.items()}
    return tuple(_finding(codes[row[0]], row) for row in rows)


def text(diagnostics: Iterable[Diagnostic]) -> str:
    """Findings → one JSON text; empty for none, so that nearly all answers are short."""
    found = tuple(diagnostics)
    return json.dumps(packed(found), separators=(",", ":")) if found else ""


def read(answer: str) -> tuple[Diagnostic, ...] | None:
    """The text of `text` → the findings; `None` when it can't be read."""
    try:
        return unpacked(json.loads(answer)) if answer else ()
    except JUNK:
        return None


def _row(finding: Diagnostic) -> list[Any]:
    related = [[_place(label.span), label.text] for label in finding.related]
    fix = finding.fix and [finding.fix.applicability.value, [[_place(edit.span), edit.text] for edit in finding.fix.edits]]
    said = (finding.message, _place(finding.span), finding.item, related, finding.help, fix, finding.label, finding.note)
    return [finding.code.code, int(finding.severity), *said]


def _finding(code: Code, row: Sequence[Any]) -> Diagnostic:
    _, severity, message, span, item, related, advice, fix, label, note = row
    labels = tuple(Label(_span(place), words) for place, words in related)
    repair = fix and Fix(Applicability(fix[0]), tuple(Edit(_span(place), words) for place, words in fix[1]))
    return Diagnostic(code, Severity(severity), message, _span(span), item, labels, advice, repair or None, label, note)


def _place(span: Span) -> list[Any]:
    return [span.path, *((end.line, end.column) if end else None for end in (span.start, span.end))]


def _span(place: Sequence[Any]) -> Span:
    path, start, end = place
    return Span(path, Position(*start) if start else None, Position(*end) if end else None)
