"""Site → the rules that must be silent because a part of the book could not be read: what they miss may stand there."""

from pipeline.check.rules import EVERYTHING, RULES, WHOLE, Rule
from pipeline.model.site import Site

TEXTS = (".md", ".markdown", ".yaml", ".yml")
"""Files that may name something; a picture names nothing."""


def silent(site: Site) -> frozenset[Rule]:
    """The rules that can't tell whether they are right."""
    missing = _missing(site)
    return frozenset(rule for rule in RULES if missing and not WHOLE.get(rule, frozenset()).isdisjoint(missing | EVERYTHING))


def _missing(site: Site) -> frozenset[str]:
    """The collections of which something is missing (empty for a text that belongs to none): lost files, and entries that are no items.

    An entry is none when it has no usable id, or the id of another. A draft is left out on purpose.
    """
    shown = {id(item.entry) for item in site.items.values()}
    unplaced = {entry.collection for entry in site.book.entries if id(entry) not in shown and entry.status != "draft"}
    return frozenset(unplaced | {lost.collection for lost in site.book.lost if lost.path.lower().endswith(TEXTS)})
