"""Counts → the cuts between levels, and the ranges a legend prints. Integers only, so no float ever decides a colour."""

from collections.abc import Iterable
from math import isqrt

from pipeline.model.heatmap import LEVELS, Method, Scale


def scale(counts: Iterable[int], method: Method, metric: str, bins: tuple[int, ...] = ()) -> Scale:
    """Make one scale for all the counts of a chart. `bins` are the lower bounds of the levels of `fixed`; the first is 1."""
    values = sorted(count for count in counts if count > 0)
    return Scale(method.value, metric, cuts(values, method, bins))


def cuts(values: list[int], method: Method, bins: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Find the upper bounds of all levels but the last. `values` are sorted and above zero."""
    match method:
        case Method.FIXED:
            return tuple(bound - 1 for bound in bins[1:])
        case Method.QUANTILE:
            return _quantile(values)
        case Method.LINEAR:
            return _useful([values[-1] * k // LEVELS for k in range(1, LEVELS)] if values else [], values)
        case Method.LOG:
            return _useful([isqrt(isqrt(values[-1] ** k)) for k in range(1, LEVELS)] if values else [], values)


def _quantile(values: list[int]) -> tuple[int, ...]:
    """Cut at the quartiles, but never twice at one value: ties would waste levels."""
    found: list[int] = []
    for k in range(1, LEVELS):
        above = [value for value in values if not found or value > found[-1]]
        if not above:
            break
        quartile = values[-(-len(values) * k // LEVELS) - 1]
        cut = max(quartile, above[0]) if found else quartile
        if cut >= values[-1]:
            break
        found.append(cut)
    return tuple(found)


def _useful(bounds: list[int], values: list[int]) -> tuple[int, ...]:
    return tuple(sorted({bound for bound in bounds if 1 <= bound < values[-1]}))


def ranges(drawn: Scale, counts: Iterable[int], separator: str = ",") -> tuple[str, ...]:
    """The counts of each level in words, from level 1: `1`, `2-3`, `4-7`, `8+`; one number when all are equal, none without counts."""
    values = {count for count in counts if count > 0}
    if not drawn.cuts and len(values) <= 1:
        return tuple(number(value, separator) for value in values)
    lower = (1, *(cut + 1 for cut in drawn.cuts))
    closed = [_range(low, high, separator) for low, high in zip(lower, drawn.cuts, strict=False)]
    return (*closed, f"{number(lower[-1], separator)}+")


def _range(low: int, high: int, separator: str) -> str:
    return number(low, separator) if low == high else f"{number(low, separator)}-{number(high, separator)}"


def number(value: int, separator: str = ",") -> str:
    """A whole number with its thousands set apart."""
    return f"{value:,}".replace(",", separator)
