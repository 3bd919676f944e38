"""What every format is given, and what they all say alike: the summary, and which findings are shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostic import Applicability, Diagnostic, Severity
from pipeline.model.span import Source

MANY = 5
"""Findings with one code in one file from which on only the first few are shown."""
FEW = 3
ADVICE = 10
"""Infos up to which each is shown: they ask for nothing, and must not bury what does."""


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
    changed: frozenset[str] = frozenset()
    """The files that the change under review touches, where that is known."""
    advice: bool = False
    """Whether every info is to be shown, however many there are: somebody asked for them."""

    def address(self, path: str) -> str:
        """Where a file stands in the repository, for readers who know nothing of the book."""
        return self.addresses.get(path, path)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Rest:
    """Findings of one severity that are not shown one by one: how many there are, and in which words that is said."""

    severity: Severity
    count: int
    text: str


def shown(findings: Findings) -> Iterator[Diagnostic | Rest]:
    """The findings to show: what has to be put right in order, then the infos; of many alike in one file only the first few.

    More than a few infos are counted, unless they are asked for: `-v` shows each of them.
    """
    advice = tuple(diagnostic for diagnostic in findings.diagnostics if diagnostic.severity is Severity.INFO)
    yield from _thinned(findings, (diagnostic for diagnostic in findings.diagnostics if diagnostic.severity is not Severity.INFO))
    if findings.verbose or findings.advice or len(advice) <= ADVICE:
        yield from _thinned(findings, advice)
    else:
        counts = Counter(diagnostic.code.code for diagnostic in advice)
        listed = ", ".join(f"{count:,} {code}" for code, count in sorted(counts.items()))
        yield Rest(Severity.INFO, len(advice), f"and {len(advice):,} infos: {listed} (-v shows all)")


def _thinned(findings: Findings, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic | Rest]:
    found = tuple(diagnostics)
    totals = Counter((diagnostic.span.path, diagnostic.code.code) for diagnostic in found)
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in found:
        kind = (path, code) = (diagnostic.span.path, diagnostic.code.code)
        seen[kind] += 1
        if findings.verbose or totals[kind] < MANY or seen[kind] <= FEW:
            yield diagnostic
        elif seen[kind] == FEW + 1:
            left = totals[kind] - FEW
            yield Rest(diagnostic.severity, left, f"{path}: and {left:,} more {code} in this file (-v shows all)")


def summary(findings: Findings) -> str:
    """One line: how many findings of which severity in how many files, and how many of them can be repaired."""
    checked = f"({_counted(findings.files, 'file')} checked)"
    counts = [_counted(findings.count(severity), severity.word) for severity in reversed(Severity) if findings.count(severity)]
    if not counts:
        return f"No problems found {checked}."
    listed = " and ".join([", ".join(counts[:-1]), counts[-1]] if counts[1:] else counts)
    places = len({diagnostic.span.path for diagnostic in findings.diagnostics})
    return f"Found {listed} in {_counted(places, 'file')} {checked}.{_repairable(findings)}"


def _repairable(findings: Findings) -> str:
    """How many findings `--fix` repairs, and how many more with the guesses."""
    safe = sum(map(is_safe, findings.diagnostics))
    guessed = sum(
        diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.UNSAFE for diagnostic in findings.diagnostics
    )
    if not safe:
        return f" {guessed:,} fixable with --fix --unsafe-fixes." if guessed else ""
    return f" {safe:,} fixable with --fix{f', {guessed:,} more with --unsafe-fixes' if guessed else ''}."


def is_safe(diagnostic: Diagnostic) -> bool:
    """Whether `--fix` repairs a finding by itself."""
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
