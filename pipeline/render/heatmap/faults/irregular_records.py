"""Records of an export that are not as they should be; what can be read of them is counted.

Formats of exports change without notice. One odd record must not fail a whole file, yet if they all become odd the chart is
wrong, and somebody should look.

Bad, in a Claude export (a sender nobody knows):

    {"uuid": "1", "created_at": "2025-03-10T09:00:00Z", "chat_messages": [{"sender": "robot", "created_at": "2025-03-10T09:00:00Z"}]}

Good:

    {"uuid": "1", "created_at": "2025-03-10T09:00:00Z", "chat_messages": [{"sender": "human", "created_at": "2025-03-10T09:00:00Z"}]}

A record is irregular when a part has the wrong type, when a role is unknown, when bytes are not UTF-8, when the way from its
current turn to its first one is broken, or when no start can be found. A few are harmless. If there are many, download the export
again; if that changes nothing, report the format.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP507", "irregular-records", Severity.WARNING, __doc__ or "")


def fault(span: Span, name: str, count: int, first: int, item: str | None = None) -> Diagnostic:
    """Report how many records of an input are odd, and the number of the first."""
    noun = "irregular record" if count == 1 else "irregular records"
    message = f"{count:,} {noun} in `{name}`, the first is record {first:,}"
    return CODE.at(span, message, help="what can be read of them is counted; if there are many, the format may have changed", item=item)
