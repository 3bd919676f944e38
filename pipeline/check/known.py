"""Diagnostics and the findings known before → those that are new; and back again, as a file.

A baseline counts findings by their fingerprint. More of a kind than it counts means that one of them is new; nobody can tell which, so
all of that kind are shown.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.fingerprint import fingerprint
from pipeline.model.span import Source

Baseline = Mapping[str, int]
"""How many findings of each fingerprint are known."""


@dataclass(frozen=True, slots=True)
class News:
    """What a baseline leaves of the findings of a run: those to show, how many it hides, how many it counts that no longer occur."""

    diagnostics: tuple[Diagnostic, ...]
    hidden: int
    gone: int


def baseline(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> Baseline:
    """Findings → the baseline that knows all of them, but for those of locked codes."""
    return Counter(fingerprint(diagnostic, sources) for diagnostic in diagnostics if not diagnostic.code.locked)


def news(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], known: Baseline) -> News:
    """The findings that a baseline does not know, in the order given. Locked codes are never hidden."""
    found = tuple(diagnostics)
    counts = baseline(found, sources)
    hidden = {name for name, count in counts.items() if count <= known.get(name, 0)}
    left = tuple(finding for finding in found if finding.code.locked or fingerprint(finding, sources) not in hidden)
    gone = sum(max(0, count - counts.get(name, 0)) for name, count in known.items())
    return News(left, len(found) - len(left), gone)


def text(known: Baseline) -> str:
    """A baseline as the text of its file: sorted, so that a change shows as the lines that changed."""
    return json.dumps(dict(known), indent=1, sort_keys=True) + "\n"


def read(data: bytes) -> Baseline:
    """The bytes of a file → the baseline. Raises ValueError, with the reason, where it is none."""
    try:
        found: Any = json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict) or not all(type(count) is int and count > 0 for count in found.values()):
        raise ValueError("it is not an object of fingerprints and counts")
    return found
