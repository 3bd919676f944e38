"""A rule over several fields of one entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic
from pipeline.validate.case import Case


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a schema names by `x-rule` at its top: the fields it reads, and the function that judges.

    It is asked only when none of its fields has a fault of its own: one cause, one finding.
    """

    fields: tuple[str, ...]
    judge: Callable[[Case], Iterator[Diagnostic]]
