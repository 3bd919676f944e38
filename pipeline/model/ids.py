"""Ids that the pipeline gives to places on a page, so that they never meet those of the content.

A heading's anchor and the id of an entry hold neither `.` nor `:`. What templates, charts and footnotes need begins with a word
and a `.`, such as `page.main` or `fn.1`; what belongs to an entry that shares its page begins with that entry's id and a `:`.
"""

import re
from collections.abc import Iterator
from html import unescape

KINDS = ("chart", "entry", "field", "figure", "filter", "fn", "fnref", "group", "list", "p", "page", "table")
"""The words before the `.`: what an id was given for."""

OURS = re.compile(rf"(?:{'|'.join(KINDS)})\.")
STATED = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')
ODD = re.compile(r"[^\w-]")


def ours(name: str) -> bool:
    """Whether an id is the pipeline's to give: an author's own id of that form is none."""
    return OURS.match(name) is not None


def given(kind: str, name: str) -> str:
    """One of `KINDS` and a name that somebody chose (of a field, say) → an id that XML allows, another for each name."""
    return f"{kind}.{ODD.sub(lambda match: f'.{ord(match[0]):x}.', name)}"


def stated(markup: str) -> Iterator[str]:
    """All ids in well-formed markup; text that only looks like a tag holds none."""
    return (unescape(name) for name in STATED.findall(markup))
