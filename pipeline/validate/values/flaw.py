"""What a check of one value says."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a value: the reason, as the end of a sentence about it, and what to do.

    `2024-02-30` is not a date: *February 2024 has 29 days*.
    """

    reason: str
    help: str


Check = Callable[[object], Flaw | None]
"""A value → what is wrong with it, or `None`. Values of a type it does not speak of are fine."""
