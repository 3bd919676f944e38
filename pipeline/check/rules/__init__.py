"""The house rules: one module a rule, its docstring the manual page; a rule is a line in the table."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from pipeline.check.rules import (
    active_svg,
    chapter_order_gap,
    circular_reference,
    duplicate_asset,
    foreign_syntax,
    irregular_heading,
    mismatched_title,
    missing_alt,
    mixed_script_id,
    one_way_pair,
    orphan_asset,
    orphan_resource,
    oversized_asset,
    possible_secret,
    raw_html,
    repeated_edition,
    repeated_name,
    repeated_url_or_isbn,
    self_reference,
    unanswered_attack,
    uncited_source,
    unclosed_block,
    undefined_reference,
    unlinked_mention,
    unmentioned_term,
    unportable_anchor,
    unportable_syntax,
    unreadable_image,
    unusable_include,
    unused_reference,
    url_credentials,
    vague_link_text,
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
    unlinked_mention,
    circular_reference,
    mismatched_title,
    unmentioned_term,
    repeated_name,
    unanswered_attack,
    uncited_source,
    repeated_edition,
    irregular_heading,
    unportable_syntax,
    raw_html,
    unclosed_block,
    foreign_syntax,
    unusable_include,
    undefined_reference,
    unused_reference,
    unportable_anchor,
    vague_link_text,
    url_credentials,
    missing_alt,
    active_svg,
    unreadable_image,
    orphan_asset,
    duplicate_asset,
    oversized_asset,
    mixed_script_id,
    possible_secret,
)
"""All rules, by family and code."""
EVERYTHING = frozenset({"*"})
WHOLE: Mapping[Rule, frozenset[str]] = {
    orphan_resource: EVERYTHING,
    chapter_order_gap: frozenset({"chapters"}),
    unmentioned_term: EVERYTHING,
    unanswered_attack: frozenset({"prompts"}),
    uncited_source: frozenset({"case-studies"}),
    orphan_asset: EVERYTHING,
}
"""Rules that say "nobody" or "nothing", and the collections they must know whole to say it: what can't be read may be what they miss."""
