"""A regular expression of a schema → why it must not be used.

Python's engine tries alternatives one after the other, so a repetition inside a repetition can take time that doubles
with every character: `^(a+)+$` needs two seconds for 27 letters. This reads the pattern's text and refuses every shape
for which that could happen; a few harmless patterns are refused as well, and can be written more simply.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

ATOM = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pPuxN](?:\{[^}]*\}|[0-9A-Fa-f]{2,4})?|\\.|[^\\]", re.DOTALL)
REPEAT = re.compile(r"\*|\+|\?|\{([0-9]*)(,?)([0-9]*)\}")
# References back, conditions, flags in the middle: slow, or not understood by other readers of the schema.
UNSUPPORTED = re.compile(r"\\[1-9]|\(\?P=|\(\?\(|\(\?[a-zA-Z-]+[:)]")
SIGNS = {"*": (0, math.inf), "+": (1, math.inf), "?": (0, 1)}
PLACES = frozenset({"^", "$", "\\b", "\\B", "\\A", "\\Z"})
LONGEST = 300
SAMPLE = (*map(chr, range(0x180)), "\u03a9", "\u0416", "\u4e2d", "\u2028", "\U0001f600")
MOST_OPEN = 2
ANY = ":."


@dataclass(slots=True)
class _Part:
    """One piece of a pattern: a single character's text, or a group with its branches; and how often it may stand.

    `many` pieces may stand more than once, `loose` ones a varying number of times, `endless` ones any number of times.
    """

    text: str
    branches: "tuple[tuple[_Part, ...], ...]" = ()
    optional: bool = False
    many: bool = False
    loose: bool = False
    endless: bool = False


def fault(pattern: str) -> str | None:
    """A pattern → what is wrong with it, as the end of a sentence about it; `None` when it is safe."""
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if UNSUPPORTED.search(pattern):
        return "uses a reference back, a condition or an inline flag"
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no regular expression ({error})"
    branches, _ = _branches(pattern, 0)
    for branch in branches:
        if reason := next(_faults(branch), None):
            return reason
        # Without `^`, a search begins anew at each character, as if `.*` stood in front.
        if len(_open(branch, frozenset() if branch[:1] and branch[0].text == "^" else frozenset({ANY}))) > MOST_OPEN:
            return "has several endless repetitions in a row that match the same characters"
    return None


def _branches(pattern: str, at: int) -> tuple[tuple[tuple[_Part, ...], ...], int]:
    """The alternatives from an offset up to the closing bracket, and where that is."""
    branches: list[tuple[_Part, ...]] = []
    parts: list[_Part] = []
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append(tuple(parts))
            parts, at = [], at + 1
            continue
        part, at = _part(pattern, at)
        parts.append(part)
    return (*branches, tuple(parts)), at


def _part(pattern: str, at: int) -> tuple[_Part, int]:
    if pattern[at] == "(":
        opening = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|P?<[^>]*>|[a-zA-Z-]+[:)]))?").match(pattern, at)
        begin = opening.end() if opening else at + 1
        branches, end = _branches(pattern, begin)
        part, at = _Part(pattern[at : end + 1], branches), end + 1
    else:
        atom = ATOM.match(pattern, at)
        text = atom[0] if atom else pattern[at]
        part, at = _Part(text), at + len(text)
    while (repeat := REPEAT.match(pattern, at)) is not None:
        least, most = _times(repeat)
        part.optional |= least == 0
        part.many |= most > 1
        part.loose |= least != most
        part.endless |= most == math.inf
        at = repeat.end()
    return part, at


def _times(repeat: re.Match[str]) -> tuple[float, float]:
    """A repetition → the least and the most times."""
    if repeat[0] in SIGNS:
        return SIGNS[repeat[0]]
    least = int(repeat[1] or 0)
    return least, (float(repeat[3]) if repeat[3] else math.inf) if repeat[2] else least


def _faults(parts: tuple[_Part, ...]) -> Iterator[str]:
    for part in parts:
        if part.branches and part.many:
            yield from _repeated(part)
        for branch in part.branches:
            yield from _faults(branch)


def _repeated(group: _Part) -> Iterator[str]:
    """A group that repeats is safe when one character always tells where it begins anew."""
    firsts = [_first(branch) for branch in group.branches]
    if any(first is None for first in firsts) or any(_overlap(left, right) for left, right in combinations(map(str, firsts), 2)):
        yield f"repeats the group `{group.text}`, whose beginning is not a character of its own"
        return
    inner = [part for branch in group.branches for part in _within(branch) if part.loose]
    if any(part.branches for part in inner) or any(_overlap(str(first), part.text) for first in firsts for part in inner):
        yield f"repeats something inside the repeated group `{group.text}`"


def _first(branch: tuple[_Part, ...]) -> str | None:
    """The character a branch always begins with; `None` when that can't be told."""
    if not branch or branch[0].optional or branch[0].branches or branch[0].text in PLACES:
        return None
    return branch[0].text


def _within(parts: tuple[_Part, ...]) -> Iterator[_Part]:
    for part in parts:
        yield part
        for branch in part.branches:
            yield from _within(branch)


def _open(parts: tuple[_Part, ...], before: frozenset[str]) -> frozenset[str]:
    """The endless repetitions that may still share the text with what comes next; the more, the higher the power of its length.

    A character that must stand between two of them, and that the first can't match, parts them. Too many are handed on at once.
    """
    found = before
    for place, part in enumerate(parts):
        if len(found) > MOST_OPEN:
            return found
        if part.branches:
            inside = frozenset().union(*(_open(branch, found) for branch in part.branches))
            found = inside | found if part.optional else inside
        elif part.endless:
            # The place makes two equal repetitions two.
            found = frozenset({*(each for each in found if _overlap(_bare(each), part.text)), f"{place}:{part.text}"})
        elif not part.optional and part.text not in PLACES:
            found = frozenset(each for each in found if _overlap(_bare(each), part.text))
    return found


def _bare(repetition: str) -> str:
    return repetition.partition(":")[2]


def _overlap(left: str, right: str) -> bool:
    """Whether some character fits both of two single-character patterns."""
    return not _matched(left).isdisjoint(_matched(right))


@lru_cache(maxsize=1024)
def _matched(text: str) -> frozenset[str]:
    """Which of a sample of characters a single-character pattern matches."""
    pattern = re.compile(text, re.DOTALL)
    return frozenset(char for char in SAMPLE if pattern.fullmatch(char))
