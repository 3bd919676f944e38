"""What can be said of a link, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.check.links.evidence import Hop


class Verdict(StrEnum):
    """What is known of an address and its fragment."""

    OK = "ok"
    CACHED = "ok.cached"
    MOVED = "moved"
    REDIRECTED = "redirected"
    SUSPICIOUS = "suspicious"
    BROKEN = "broken"
    ANCHOR_MISSING = "anchor-missing"
    ANCHOR_UNKNOWN = "anchor-unknown"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    UNCHECKED = "unchecked"


class Certainty(StrEnum):
    """How sure a verdict is."""

    DEFINITE = "definite"
    PROBABLE = "probable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in a few words, and the evidence that a reader wants to see.

    `final` is where a redirect ended; `at` when it was asked (seconds since 1970).
    """

    verdict: Verdict
    reason: str | None
    certainty: Certainty
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    at: float | None = None
    final: str | None = None


LIVING = frozenset({Verdict.OK, Verdict.CACHED, Verdict.MOVED, Verdict.REDIRECTED, Verdict.ANCHOR_MISSING, Verdict.ANCHOR_UNKNOWN})
"""Verdicts that say: the page is there."""
