"""A seed → numbers that are the same for ever: libraries do not promise that of their generators."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of numbers from SHA-256 of `seed|counter`."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._counter = 0

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self._counter += 1
        digest = sha256(f"{self._seed}|{self._counter}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred throws."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of several things."""
        return choices[self.below(len(choices))]

    def split(self, name: str) -> "Dice":
        """A stream of its own, so that a change in one part of a story leaves the others as they are."""
        return Dice(f"{self._seed}|{name}")
