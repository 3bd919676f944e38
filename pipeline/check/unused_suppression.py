"""A comment that should silence a finding and does not.

A suppression that fits nothing hides the next fault in that place, and one without a reason cannot be reviewed. So each needs a code
that exists, a reason, and something to suppress; some codes (locked ones) cannot be suppressed at all.

Bad:

    url: https://example.org  # pipeline: ignore[REF304]

Good:

    url: https://example.org  # pipeline: ignore[REF304] the second edition stands at the same address

In YAML the comment stands at the end of the line or on the line above. In Markdown `<!-- pipeline: ignore[IMG401] reason -->` stands in
a line of its own before the block it speaks of. `ignore-file[...]` in the first 20 lines speaks of the whole file, and
`until 2027-03-31` at the end of the reason sets a last day.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Fix, Severity
from pipeline.model.span import Span

CODE = Code("BLD903", "unused-suppression", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, message: str, advice: str, fix: Fix | None = None) -> Diagnostic:
    """The finding at a suppression comment that has no effect."""
    return CODE.at(span, message, help=advice, fix=fix)
