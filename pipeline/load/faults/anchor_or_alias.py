"""An anchor, an alias or a merge key.

Content files need none of them: an entry names another by its id. Aliases make small files explode into huge ones,
hide where a value comes from, and are dropped or refused by many readers.

Bad:

    first: &shared {chapter: 1}
    second: *shared

Good:

    first: {chapter: 1}
    second: {chapter: 1}

Write the value out in each place.
"""

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("YML005", "anchor-or-alias", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, written: str) -> Diagnostic:
    """The finding at an anchor (`&name`), an alias (`*name`) or a merge key (`<<`), as it is written."""
    what = {"*": "alias", "&": "anchor"}.get(written[0], "merge key")
    # Emphasis at the start of a value (`*so*`) is an alias to YAML.
    advice = (
        "write the value out here, or put it in quotes if the star belongs to the text"
        if what == "alias"
        else "write the value out in each place"
    )
    return CODE.at(span, f"the {what} `{written[:60]}` is not allowed in content", help=advice, note=UNREAD)
