"""A raw export of an assistant inside the repository.

Such a file holds every word of every conversation. Whoever clones the repository gets them, even when the file is deleted later.

Bad: `content/data/my-export.zip`, with `conversations.json` in it.

Good: `content/data/my-activity.json`, made by `pipeline heatmap my-export.zip --formats json`: counts per day and nothing else.

To repair it, remove the export, and rewrite the history if it was ever committed. Generated samples are allowed when
`content/data/samples/manifest.json` lists them with their digests.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("HMP512", "raw-export-in-tree", Severity.ERROR, __doc__ or "")


def fault(path: str) -> Diagnostic:
    """Report a raw export among the files of a repository."""
    advice = "commit the Activity JSON that `pipeline heatmap` makes of it, and remove the export, from the history too"
    return CODE.at(Span(path), f"`{path}` is a raw export of conversations", help=advice)
