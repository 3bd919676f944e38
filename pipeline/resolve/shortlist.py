"""Many names and a misspelt one → the few that share enough letters with it to be worth a closer look.

Counting slips letter by letter takes a tenth of a second for five thousand names; a book in which a whole list was deleted
misses hundreds of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.model.similar import nearest

FEW = 300
"""So many names are looked at one by one."""
SHORT = 60


class Shortlist:
    """Names, findable by the pairs of letters in them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(set(names))
        self.pairs: dict[str, list[str]] = defaultdict(list)
        for name in self.names if len(self.names) > FEW else ():
            for pair in _pairs(name):
                self.pairs[pair].append(name)

    def nearest(self, word: str) -> tuple[str, ...]:
        """At most three names that were probably meant, the nearest first."""
        if len(self.names) <= FEW:
            return nearest(word, self.names)
        shared: Counter[str] = Counter()
        for pair in _pairs(word):
            shared.update(self.pairs.get(pair, ()))
        likely = sorted(shared, key=lambda name: (-shared[name], len(name), name))
        return nearest(word, likely[:SHORT])


def _pairs(word: str) -> set[str]:
    plain = f" {word.casefold().replace('_', '').replace('-', '')} "
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
