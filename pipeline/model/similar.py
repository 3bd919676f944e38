"""A misspelt word and the words that exist → the few it was probably meant to be."""

from collections.abc import Iterable

SLIPS = 2
"""Slips of the pen that any word may hold; longer words may hold one per three letters."""
LONGEST = 200
"""What is longer is no word that somebody mistyped; comparing two of them would take its square in time."""


def nearest(word: str, candidates: Iterable[str], limit: int = 3, *, every: bool = False) -> tuple[str, ...]:
    """Word as written, words that exist → at most `limit` of them, the nearest first.

    Near means: at most two slips, or one per three letters if that is more, and never all of the word. A word that takes twice as many
    slips as the nearest is left out unless `every` one is asked for: long names that differ in a number alone are all near each other.
    A slip is a letter added, dropped, changed, or swapped with its neighbour (Damerau 1964, in the form
    called optimal string alignment). Case, `_` and `-` do not count. Equally near words stand in
    alphabetical order, so the same input always gives the same answer.
    """
    plain = _plain(word)
    found = []
    for candidate in dict.fromkeys(candidates if len(word) <= LONGEST else ()):
        other = _plain(candidate)
        # A word with nothing in common is no suggestion, however short both are.
        most = min(max(SLIPS, len(plain) // 3), max(min(len(plain), len(other)) - 1, 0))
        distance = slips(plain, other, most)
        if distance is not None:
            found.append((distance, candidate))
    found.sort()
    clear = found[0][0] * 2 if found and not every else None
    return tuple(candidate for distance, candidate in found[:limit] if clear is None or distance < max(clear, 1))


def slips(left: str, right: str, most: int) -> int | None:
    """Two words → how many slips turn one into the other; `None` when it takes more than `most`."""
    if abs(len(left) - len(right)) > most:
        return None
    if left == right:
        return 0
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(current) > most and min(above) > most:
            return None
        before, above = above, current
    return above[-1] if above[-1] <= most else None


def _plain(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "")
