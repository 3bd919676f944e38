"""A finding → a name for it that outlives edits elsewhere: by it a baseline, SARIF and GitLab know it again.

Lines move when others are added above, so no number of a line is part of it. An entry keeps its id when it moves; where a finding
belongs to no entry, the text of its line stands for the place. What the message names in backticks tells findings of one entry
apart: with the entry alone, a fault that was repaired would hide the next one like it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Source

NAMED = re.compile(r"`([^`]*)`")
DIGITS = 32


def fingerprint(diagnostic: Diagnostic, sources: Mapping[str, Source], nth: int = 0) -> str:
    """A finding, the texts of the files by path, and how many findings alike stand before it → 32 hexadecimal digits."""
    place = diagnostic.item or _line(diagnostic, sources)
    parts = [diagnostic.code.code, diagnostic.span.path, place, *NAMED.findall(diagnostic.message), nth]
    return sha256(json.dumps(parts).encode()).hexdigest()[:DIGITS]


def fingerprints(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The fingerprint of each finding; those that are alike are numbered in the order given, so no two are the same."""
    alike: Counter[str] = Counter()
    found = []
    for diagnostic in diagnostics:
        kind = fingerprint(diagnostic, sources)
        found.append(fingerprint(diagnostic, sources, alike[kind]))
        alike[kind] += 1
    return tuple(found)


def _line(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The line a finding begins in, without the space around it; empty for a file as a whole."""
    source, start = sources.get(diagnostic.span.path), diagnostic.span.start
    return source.line(start.line).strip() if source is not None and start is not None else ""
