"""The house rules: one module a rule, its docstring the manual page; a rule is a line in the table."""

from collections.abc import Iterator
from typing import Protocol

from pipeline.check.rules import (
    active_svg,
    chapter_order_gap,
    circular_reference,
    duplicate_asset,
    irregular_heading,
    missing_alt,
    one_way_pair,
    orphan_asset,
    orphan_resource,
    oversized_asset,
    repeated_edition,
    repeated_name,
    repeated_url_or_isbn,
    self_reference,
    unanswered_attack,
    uncited_source,
    unmentioned_term,
    unreadable_image,
)
from pipeline.model.diagnostic import Code, Diagnostic
from pipeline.model.site import Site


class Rule(Protocol):
    """A rule: its code, and how to judge a site by it."""

    CODE: Code

    def check(self, site: Site, /) -> Iterator[Diagnostic]:
        """A site → what breaks the rule in it."""


RULES: tuple[Rule, ...] = (
    orphan_resource,
    repeated_url_or_isbn,
    chapter_order_gap,
    self_reference,
    one_way_pair,
    circular_reference,
    unmentioned_term,
    repeated_name,
    unanswered_attack,
    uncited_source,
    repeated_edition,
    irregular_heading,
    missing_alt,
    active_svg,
    unreadable_image,
    orphan_asset,
    duplicate_asset,
    oversized_asset,
)
"""All rules, by family and code."""
