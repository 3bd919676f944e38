"""A field in activity data that is not a count: perhaps a title, a text, a name, an address, a path or an id.

Activity data is made to be published. A field that the format does not know may hold what must not be published, so it is
refused instead of skipped, and this finding cannot be switched off.

Bad, in Activity JSON:

    {"date": "2025-03-10", "provider": "chatgpt", "messages": 41, "title": "..."}

Good:

    {"date": "2025-03-10", "provider": "chatgpt", "conversations": 3, "started": 2, "messages": 41, "prompts": 20}

To repair it, remove the field. If it was ever committed, it is still in the history of the repository: rewrite that as well.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP504", "private-field", Severity.ERROR, __doc__ or "", locked=True)


def fault(span: Span, place: str, item: str | None = None) -> Diagnostic:
    """Report a field that activity data must not have, by its place and not by its name."""
    advice = "remove it; activity data holds counts and nothing else"
    return CODE.at(span, f"a field {place} that activity data does not have", help=advice, item=item)
