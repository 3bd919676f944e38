"""Site → Diagnostics: what is wrong with a book as a whole, rule by rule."""

from collections.abc import Iterator

from pipeline.check import invalid_severity, unused_suppression
from pipeline.check.choice import Choice
from pipeline.check.known import Baseline, baseline, news
from pipeline.check.known import read as read_baseline
from pipeline.check.known import text as baseline_text
from pipeline.check.links.exclusions import expired
from pipeline.check.links.faults import FAULTS as ONLINE
from pipeline.check.rules import RULES
from pipeline.check.severities import configure
from pipeline.check.suppress import suppress
from pipeline.check.whole import silent
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.site import Site

__all__ = [
    "CODES",
    "ONLINE",
    "Baseline",
    "Choice",
    "baseline",
    "baseline_text",
    "check",
    "configure",
    "news",
    "read_baseline",
    "skipped",
    "suppress",
]

CODES = (*(rule.CODE for rule in RULES), unused_suppression.CODE, invalid_severity.CODE, *ONLINE)
"""Every code that this stage gives; those of `ONLINE` only when somebody asks the network."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A site → what every rule of `RULES` finds in it, rule after rule; nothing is suppressed yet.

    Where a part of the book could not be read, the rules of `WHOLE` that would need it are silent.
    """
    idle = silent(site)
    for rule in RULES:
        if rule not in idle:
            yield from rule.check(site)
    yield from expired(site.book)


def skipped(site: Site) -> frozenset[str]:
    """The codes that a check does not look for: of rules that are silent about a site, and of what takes the network.

    That nothing of theirs is found means nothing.
    """
    return frozenset((*(rule.CODE.code for rule in silent(site)), *(code.code for code in ONLINE)))
