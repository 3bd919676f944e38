"""Diagnostics and texts → the texts with every repair made that does not get into another's way."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from pipeline.model.diagnostic import Applicability, Diagnostic, Fix
from pipeline.model.span import Source

Piece = tuple[int, int, str]
"""A stretch of a text (offsets of its begin and end), and what shall stand there."""


def fix(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], *, unsafe: bool) -> Mapping[str, str]:
    """Findings and the texts of files by path → the new text of each file that changes.

    Safe repairs are made, with `unsafe` the uncertain ones too; a repair is made whole or not at all. Where two touch the same
    place, the first one (by place, then code) is made; the other waits for the next round, when its finding is told anew. A repair
    in a file that is not among `sources` is left alone.
    """
    trusted = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
    taken: dict[str, list[Piece]] = {}
    for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.key):
        if diagnostic.fix is not None and diagnostic.fix.applicability in trusted:
            _take(taken, _pieces(diagnostic.fix, sources))
    texts = {path: _applied(sources[path].text, pieces) for path, pieces in sorted(taken.items())}
    return {path: text for path, text in texts.items() if text != sources[path].text}


def _pieces(repair: Fix, sources: Mapping[str, Source]) -> Mapping[str, list[Piece]]:
    """The edits of a repair by file, in order; none when one of them has no place in a text we have."""
    pieces: dict[str, list[Piece]] = {}
    for edit in repair.edits:
        source = sources.get(edit.span.path)
        if source is None or edit.span.start is None or edit.span.end is None:
            return {}
        insort(pieces.setdefault(edit.span.path, []), (source.offset(edit.span.start), source.offset(edit.span.end), edit.text))
    return pieces


def _take(taken: dict[str, list[Piece]], pieces: Mapping[str, list[Piece]]) -> None:
    """Add the edits of one repair to those that will be made, if all of them have room."""
    if all(_fits(taken.get(path, []), own) for path, own in pieces.items()):
        for path, own in pieces.items():
            for piece in own:
                insort(taken.setdefault(path, []), piece)


def _fits(taken: list[Piece], own: list[Piece]) -> bool:
    return not any(_clash(one, other) for one, other in _neighbours(taken, own))


def _neighbours(taken: list[Piece], own: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Whatever might clash: each piece with the next of its own repair, and with those taken on both sides of it."""
    yield from pairwise(own)
    for piece in own:
        at = bisect_left(taken, piece)
        yield from ((other, piece) for other in taken[max(at - 1, 0) : at + 1])


def _clash(one: Piece, other: Piece) -> bool:
    """Whether two pieces overlap; two that begin at one place do too, for nobody could say which comes first."""
    return one[0] == other[0] or (one[0] < other[1] and other[0] < one[1])


def _applied(text: str, pieces: list[Piece]) -> str:
    """A text with its pieces put in; every offset counts in the text as it was."""
    parts, at = [], 0
    for begin, end, new in pieces:
        parts += [text[at:begin], new]
        at = end
    return "".join([*parts, text[at:]])
