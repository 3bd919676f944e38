"""What every format is given, and what they all say alike: the summary, and which findings are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostic import Applicability, Diagnostic, Severity
from pipeline.model.span import Source

MANY = 5
"""Findings with one code in one file from which on only the first few are shown."""
FEW = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a run, in order, and the paper they are printed on."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    sources: Mapping[str, Source] = field(repr=False)
    width: int = 100
    colour: bool = False
    ascii_only: bool = False
    verbose: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Where files stand in the repository, if not at their path in the book."""
    checked: frozenset[str] = frozenset()
    """The files that this report speaks for: one that has no finding is clean."""

    def address(self, path: str) -> str:
        """Where a file stands in the repository, for readers who know nothing of the book."""
        return self.addresses.get(path, path)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Rest:
    """The findings that are not shown one by one: how many more of a code there are in a file."""

    path: str
    code: str
    count: int

    def __str__(self) -> str:
        return f"and {self.count} more {self.code} in this file (-v shows all)"


def shown(findings: Findings) -> Iterator[Diagnostic | Rest]:
    """The findings to show, in order; of many alike in one file the first few, then how many more there are."""
    totals: dict[tuple[str, str], int] = {}
    for diagnostic in findings.diagnostics:
        kind = (diagnostic.span.path, diagnostic.code.code)
        totals[kind] = totals.get(kind, 0) + 1
    seen: dict[tuple[str, str], int] = {}
    for diagnostic in findings.diagnostics:
        kind = (diagnostic.span.path, diagnostic.code.code)
        seen[kind] = seen.get(kind, 0) + 1
        if findings.verbose or totals[kind] < MANY or seen[kind] <= FEW:
            yield diagnostic
        elif seen[kind] == FEW + 1:
            yield Rest(*kind, totals[kind] - FEW)


def summary(findings: Findings) -> str:
    """One line: how many findings of which severity in how many files, and how many of them can be repaired."""
    checked = f"({_counted(findings.files, 'file')} checked)"
    counts = [_counted(findings.count(severity), severity.word) for severity in reversed(Severity) if findings.count(severity)]
    if not counts:
        return f"No problems found {checked}."
    listed = " and ".join([", ".join(counts[:-1]), counts[-1]] if counts[1:] else counts)
    places = len({diagnostic.span.path for diagnostic in findings.diagnostics})
    line = f"Found {listed} in {_counted(places, 'file')} {checked}."
    repairable = sum(is_safe(diagnostic) for diagnostic in findings.diagnostics)
    return f"{line} {repairable} fixable with --fix." if repairable else line


def is_safe(diagnostic: Diagnostic) -> bool:
    """Whether `--fix` repairs a finding by itself."""
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
