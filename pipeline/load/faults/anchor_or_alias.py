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

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("YML005", "anchor-or-alias", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(span: Span, name: str, alias: bool) -> Diagnostic:  # noqa: FBT001 - two readings of one thing
    """The finding at an anchor (`&name`), an alias (`*name`) or a merge key (`<<`)."""
    what = "the merge key `<<`" if name == "<<" else f"the {'alias' if alias else 'anchor'} `{'*' if alias else '&'}{name}`"
    return CODE.at(span, f"{what} is not allowed in content", help="write the value out in each place")
