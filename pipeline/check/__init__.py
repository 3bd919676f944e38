"""Site → Diagnostics: what is wrong with a book as a whole, rule by rule."""

from collections.abc import Iterator

from pipeline.check import unused_suppression
from pipeline.check.rules import RULES
from pipeline.check.suppress import suppress
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.site import Site

__all__ = ["CODES", "check", "suppress"]

CODES = (*(rule.CODE for rule in RULES), unused_suppression.CODE)
"""Every code that this stage gives."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A site → what every rule of `RULES` finds in it, rule after rule; nothing is suppressed yet."""
    for rule in RULES:
        yield from rule.check(site)
