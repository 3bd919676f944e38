"""A file of a chart that is no longer what its data would make, found by `pipeline heatmap --check`.

A committed chart that no longer fits its data misleads its readers.

Bad: the counts were corrected, and `activity.svg` still shows the old ones.

Good: `pipeline heatmap` was run again with the same options, and its files were committed together with the data.

To repair it, run the same command without `--check`. A new version of the time zone database may change a chart as well; that is
no fault of the data.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP509", "outdated-artifact", Severity.ERROR, __doc__ or "")


def missing(path: str) -> Diagnostic:
    """Report a file that should be there."""
    return CODE.at(Span(path), f"`{path}` is missing", help="run the same command without `--check`")


def changed(path: str) -> Diagnostic:
    """Report a file that differs from what its data makes."""
    return CODE.at(Span(path), f"`{path}` is not what its data makes", help="run the same command without `--check`")
