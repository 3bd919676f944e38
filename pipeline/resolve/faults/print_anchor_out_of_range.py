"""A page, figure or table of the printed book that does not exist.

Pages are checked against `print` in `content/book.yaml`; figures and tables against the entries that have a number.

Bad: `[page 512](book:p/512)` in a book of 497 pages

Good: `[page 412](book:p/412)`

Correct the number.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF313", "print-anchor-out-of-range", Severity.ERROR, __doc__ or "")

WORDS = {"p": "page", "fig": "figure", "table": "table"}
"""The kinds of print anchors, in words."""


def diagnose(span: Span, item: str, name: str, allowed: str) -> Diagnostic:
    """The finding at a print anchor; `allowed` says in words what exists."""
    kind, _, number = name.partition("/")
    what = f"{WORDS[kind]} `{shown(number, 60)}`" if kind in WORDS and number else f"place called `{shown(name, 60)}`"
    return CODE.at(span, f"the printed book has no {what}", help=allowed, item=item)
