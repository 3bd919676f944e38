"""An output that is not what it should be: a broken link inside it, XML that is not well-formed, two files of one name.

Outputs are checked after rendering, whatever the reason for a fault: the reader must not be the one who finds it.

Bad: a page that links to a page nobody wrote

Good: an output in which every address resolves

A fault that no other finding explains is a bug of the pipeline: please report it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD905", "invalid-output", Severity.ERROR, __doc__ or "")


def diagnose(path: str, what: str) -> Diagnostic:
    """The finding for a file of the output."""
    return CODE.at(Span(path), what, help="if no other finding explains it, this is a bug in pipeline: please report it")
