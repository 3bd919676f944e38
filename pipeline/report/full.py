"""Findings → the long form for people: what, where (with an excerpt), and how to repair it.

error[SCH103]: unknown field `titel` in resource `deep-learning-book`
  --> content/resources/books.yaml:9:3
   |
 8 | - id: deep-learning-book
   |       ------------------ in this entry
 9 |   titel: Deep Learning
   |   ^^^^^ not a field of a resource
   |
help: a required field has a similar name: `title` (fix available)
   |
 9 -   titel: Deep Learning
 9 +   title: Deep Learning
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Applicability, Diagnostic
from pipeline.report import change, excerpt
from pipeline.report.colour import INKS, Ink, paint
from pipeline.report.findings import Findings, Rest, shown, summary
from pipeline.report.gutter import Gutter
from pipeline.report.visible import visible

MOST = 50
"""Findings that are shown unless more are asked for."""
OFFERS = {
    Applicability.SAFE: " (fix available)",
    Applicability.UNSAFE: " (fix available with --unsafe-fixes)",
    Applicability.DISPLAY: "",
}
"""What is said of a repair."""


def write(findings: Findings) -> str:
    """All findings, an empty line after each, then the summary."""
    wanted = list(shown(findings))
    kept = wanted if findings.verbose else _gravest(wanted)
    # What a finding means for the rest of its file is said once, at the end.
    last = {(found.span.path, found.note): found for found in kept if isinstance(found, Diagnostic)}
    blocks = [
        _block(findings, found, noted=last[found.span.path, found.note] is found)
        if isinstance(found, Diagnostic)
        else f"{visible(found.text, ascii_only=findings.ascii_only)}\n"
        for found in kept
    ]
    left = _count(wanted) - _count(kept)
    if left:
        blocks.append(f"and {left:,} more findings (-v shows all)\n")
    return "\n".join([*blocks, summary(findings)]) + "\n"


def _gravest(wanted: list[Diagnostic | Rest]) -> list[Diagnostic | Rest]:
    """At most so many of the findings: the errors before the others, but in the order of their places."""
    ranked = sorted(range(len(wanted)), key=lambda place: (-wanted[place].severity, place))
    return [wanted[place] for place in sorted(ranked[:MOST])]


def _count(wanted: list[Diagnostic | Rest]) -> int:
    return sum(found.count if isinstance(found, Rest) else 1 for found in wanted)


def _block(findings: Findings, diagnostic: Diagnostic, *, noted: bool) -> str:
    changes = change.hunks(diagnostic.fix, findings.sources)
    numbers = [*excerpt.numbers(diagnostic, findings.sources), *(hunk.last for hunk in changes)]
    gutter = Gutter(max(map(len, map(str, numbers)), default=1), findings)
    lines = [_title(findings, diagnostic), *excerpt.lines(gutter, diagnostic)]
    if diagnostic.help or changes:
        offer = OFFERS[diagnostic.fix.applicability] if diagnostic.fix else ""
        advice = visible(diagnostic.help or "this change repairs it", ascii_only=findings.ascii_only)
        lines.append(f"{paint('help', Ink.STRONG, colour=findings.colour)}: {advice}{offer}")
    lines += _changes(gutter, diagnostic, changes)
    if diagnostic.note and noted:
        lines += [gutter.empty(), gutter.note(diagnostic.note)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(findings: Findings, diagnostic: Diagnostic) -> str:
    kind = paint(f"{diagnostic.severity.word}[{diagnostic.code.code}]", INKS[diagnostic.severity], colour=findings.colour)
    said = visible(diagnostic.message, ascii_only=findings.ascii_only)
    return f"{kind}{paint(': ' + said, Ink.STRONG, colour=findings.colour)}"


def _changes(gutter: Gutter, diagnostic: Diagnostic, changes: tuple[change.Hunk, ...]) -> Iterator[str]:
    """The repair as lines taken out and lines put in."""
    path = diagnostic.span.path
    for hunk in changes:
        if hunk.path != path:
            path = hunk.path
            yield gutter.place(":::", path)
        yield gutter.empty()
        yield from change.lines(gutter, hunk)
