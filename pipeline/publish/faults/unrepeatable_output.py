"""A file that comes out differently when the same book is built again, which `pipeline build --verify` tries.

The second build runs with another hash seed, time zone and language, takes the files in the opposite order and uses no cache. Whoever
publishes a book wants to know what changed since the last time; when files differ for no reason, nobody can tell.

Bad: a page that shows when it was built

Good: a page that shows the date of the last commit

If the book lists extensions of its own, look whether one of them asks for the time, for a random number or for the order of a set. Without
them it is a bug of the pipeline: please report it.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD907", "unrepeatable-output", Severity.ERROR, __doc__ or "")


def diagnose(path: str, first: str | None, second: str | None) -> Diagnostic:
    """The finding for a file of the output; the digests are `None` where a build did not make it."""
    how = "only the first build made it" if second is None else "only the second build made it" if first is None else "its bytes differ"
    return CODE.at(
        Span(path), f"`{path}` is not the same in two builds: {how}", help="if no extension of the book does it, please report it"
    )
