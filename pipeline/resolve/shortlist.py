"""Many names and a misspelt one → the few that share enough letters with it to be worth a closer look.

Counting slips letter by letter takes a tenth of a second for five thousand names; a book in which a whole list was deleted
misses hundreds of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from pipeline.model.similar import nearest

T = TypeVar("T")
FEW = 300
"""So many names are looked at one by one."""
SHORT = 60


class Shortlist(Generic[T]):
    """Things by name, findable by the pairs of letters in the names."""

    def __init__(self, things: Mapping[str, T]) -> None:
        self.things = things
        self.pairs: dict[str, list[str]] = defaultdict(list)
        for name in things if len(things) > FEW else ():
            for pair in _pairs(name):
                self.pairs[pair].append(name)

    def nearest(self, word: str) -> list[T]:
        """At most three things that were probably meant, the nearest first."""
        return [self.things[name] for name in nearest(word, self._likely(word))]

    def _likely(self, word: str) -> Iterable[str]:
        if len(self.things) <= FEW:
            return self.things
        shared: Counter[str] = Counter()
        for pair in _pairs(word):
            shared.update(self.pairs.get(pair, ()))
        return sorted(shared, key=lambda name: (-shared[name], len(name), name))[:SHORT]


def _pairs(word: str) -> set[str]:
    plain = f" {word.casefold().replace('_', '').replace('-', '')} "
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
