"""A merge conflict that was committed with its marks.

Git could not join two versions of some lines and left both in the file, between marks of its own. Neither version is meant to be read
with the other, so nothing else is said of the file until one of them is chosen.

Bad:

    <<<<<<< HEAD
    title: Salt
    =======
    title: Salt and Pepper
    >>>>>>> spices

Good:

    title: Salt and Pepper

Keep one of the versions, or join them by hand, and delete the three marked lines. In a code block of a text the marks may stand: a
book may well teach git.
"""

import re
from collections.abc import Iterator

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Label, Severity
from pipeline.model.span import Source, Span

CODE = Code("YML011", "unresolved-conflict", Severity.ERROR, __doc__ or "", locked=True)

BEGIN = "<" * 7
LINE = re.compile(
    r"^(?:(?P<mark><{7}|={7}|>{7})(?:[ \t][^\r\n]*)?|(?: {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)))(?=\r|\n|\Z)", re.MULTILINE
)
ORDER = ("<", "=", ">")


def diagnose(source: Source, *, prose: bool) -> Diagnostic | None:
    """The finding at the first conflict of a file, if it has one; in `prose` code blocks are passed over."""
    if BEGIN not in source.text:
        return None
    conflicts = list(_conflicts(source, prose=prose))
    if not conflicts:
        return None
    first, middle, last = conflicts[0]
    more = f", and {len(conflicts) - 1} more in this file" if conflicts[1:] else ""
    return CODE.at(
        first,
        f"a merge conflict is not resolved{more}",
        help="keep one of the two versions, or join them, and delete the marked lines",
        related=(Label(middle, "the other version begins here"), Label(last, "and ends here")),
        label="one version begins here",
        note=UNREAD,
    )


def _conflicts(source: Source, *, prose: bool) -> Iterator[tuple[Span, Span, Span]]:
    """The three marked lines of each conflict."""
    fence = ""
    found: list[Span] = []
    for match in LINE.finditer(source.text):
        if match["fence"]:
            if not fence:
                fence = match["fence"] if prose and not found else ""
            elif match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif not fence and match["mark"][0] in {"<", ORDER[len(found)]}:
            found = [*(found if match["mark"][0] != "<" else []), source.span(match.start(), match.end())]
            if len(found) == len(ORDER):
                yield found[0], found[1], found[2]
                found = []
