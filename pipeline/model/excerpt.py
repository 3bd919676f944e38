"""A file of the book and a place in it, as GitHub names lines (`L10-L25`) → those lines, or why nobody can show them."""

import re
from dataclasses import dataclass
from textwrap import dedent

LINES = re.compile(r"L(?P<first>[1-9][0-9]{0,6})(?:-L?(?P<last>[1-9][0-9]{0,6}))?\Z")
END = re.compile(r"\r\n?|\n")
LARGEST = 1_000_000
"""Bytes of the largest file of which a page shows anything."""
INCLUDE = re.compile(r"include(?: (?P<language>[\w+#.-]{1,40}))?\Z")
"""The title of a link that shows a file in its place."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file, their common indentation taken away; the numbers of the first and the last. `whole`: it is all of it."""

    text: str
    first: int
    last: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why there is nothing to show, as the end of a sentence; `placed` says that the lines are at fault, not the file."""

    reason: str
    help: str
    placed: bool = False


def excerpt(data: bytes, place: str) -> Excerpt | Unusable:
    """The bytes of a file, and what stands behind the `#` of a destination → the lines it names; without a place all of them."""
    if len(data) > LARGEST:
        return Unusable("the file is too large to be shown", f"show a file of at most {LARGEST // 1000:,} KB")
    try:
        lines = END.split(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unusable("the file holds no UTF-8 text", "show a text file, or link to this one")
    # The end of the last line begins no other.
    lines = lines[:-1] if not lines[-1] else lines
    if not place:
        return Excerpt(_text(lines), 1, len(lines), whole=True)
    match = LINES.match(place)
    if match is None:
        return Unusable(f"`#{place[:40]}` names no lines", "write `#L10` or `#L10-L25`, as GitHub does", placed=True)
    first = int(match["first"])
    last = int(match["last"] or first)
    if first > last:
        return Unusable(f"the lines {first} to {last} run backwards", f"write `#L{last}-L{first}`", placed=True)
    if last > len(lines):
        has = f"{len(lines)} line{'' if len(lines) == 1 else 's'}"
        return Unusable(f"the file has {has}, and this names line {last}", "correct the numbers of the lines", placed=True)
    return Excerpt(_text(lines[first - 1 : last]), first, last, whole=(first, last) == (1, len(lines)))


def _text(lines: list[str]) -> str:
    return dedent("".join(f"{line}\n" for line in lines))
