"""An export that cannot be read: missing, of an unknown format, broken, encrypted, or a bomb.

A chart made from half of the data looks like a chart of all of it, so nothing is drawn.

Bad:

    inputs: [{series: chatgpt, path: data/samples/chatgtp.zip}]

Good:

    inputs: [{series: chatgpt, path: data/samples/chatgpt.zip}]

To repair it, give the zip file as the assistant's web site sent it, or the folder it was unpacked to. The format is recognised by
the content, so a changed name does no harm. Members that claim to be larger than 8 GiB, or that unpack to more than a thousand
times their size, and encrypted ones are refused by name.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP505", "unreadable-export", Severity.ERROR, __doc__ or "")


def fault(span: Span, name: str, reason: str, help: str | None, item: str | None = None) -> Diagnostic:  # noqa: A002 - as in Code.at
    """Report an input that cannot be read."""
    usual = "give the zip file or the folder as the assistant's web site made it"
    return CODE.at(span, f"`{name}` cannot be read: {reason}", help=help or usual, item=item)
