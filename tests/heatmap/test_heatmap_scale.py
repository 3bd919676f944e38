"""Levels: integers only, no level wasted on ties, no collapse under an outlier, and a legend that prints every range."""

from math import ceil

import pytest
from hypothesis import given as property_of
from hypothesis import strategies as st

from pipeline.model.heatmap import Method, Scale
from pipeline.render.heatmap.scale import cuts, ranges, scale

COUNTS = st.lists(st.integers(1, 500), min_size=1, max_size=80)


def plain(values: list[int]) -> tuple[int, ...]:
    """The rule of quantiles, word for word."""
    ordered = sorted(values)
    found: list[int] = []
    for k in (1, 2, 3):
        quantile = ordered[ceil(len(ordered) * k / 4) - 1]
        above = [value for value in ordered if value > found[-1]] if found else []
        cut = quantile if not found else max(quantile, min(above))
        if not any(value > cut for value in ordered):
            break
        found.append(cut)
    return tuple(found)


@property_of(COUNTS)
def test_quantiles_follow_their_rule(values: list[int]) -> None:
    found = cuts(sorted(values), Method.QUANTILE)
    assert found == plain(values)
    assert list(found) == sorted(set(found))
    drawn = Scale("quantile", "messages", found)
    levels = {drawn.level(value) for value in values}
    # No level is wasted: each one holds a count.
    assert levels == set(range(1, len(found) + 2))
    assert drawn.level(0) == 0
    assert drawn.level(max(values)) == len(found) + 1


@property_of(COUNTS)
def test_log_and_linear_cuts_are_exact(values: list[int]) -> None:
    most = max(values)
    for k, cut in enumerate(cuts([most], Method.LINEAR), 1):
        assert cut in {most * step // 4 for step in (1, 2, 3)}
        assert k <= 3
    for cut in cuts([most], Method.LOG):
        power = next(step for step in (1, 2, 3) if cut**4 <= most**step < (cut + 1) ** 4)
        assert 1 <= power <= 3
    assert all(1 <= cut < most for cut in (*cuts([most], Method.LINEAR), *cuts([most], Method.LOG)))


def test_an_outlier_does_not_flatten_the_others() -> None:
    values = [1 + index % 5 for index in range(200)] + [500]
    shares = {
        method: [sum(level(values, method, value) == step for value in values) for step in range(1, 5)]
        for method in Method
        if method is not Method.FIXED
    }
    assert shares[Method.LINEAR] == [200, 0, 0, 1]
    assert min(shares[Method.QUANTILE]) >= 40


def level(values: list[int], method: Method, value: int) -> int:
    return scale(values, method, "messages").level(value)


def test_fixed_bins_are_kept_whatever_the_counts() -> None:
    drawn = scale([1, 2], Method.FIXED, "messages", (1, 5, 10, 20))
    assert drawn.cuts == (4, 9, 19)
    assert [drawn.level(count) for count in (0, 1, 4, 5, 9, 10, 19, 20, 900)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize(
    ("counts", "found", "printed"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], (2, 4, 6), ("1-2", "3-4", "5-6", "7+")),
        ([1, 1, 1, 2, 9], (1, 2), ("1", "2", "3+")),
        ([7, 7, 7], (), ("7",)),
        ([], (), ()),
        ([1000, 2000, 3000, 4000], (1000, 2000, 3000), ("1-1,000", "1,001-2,000", "2,001-3,000", "3,001+")),
    ],
)
def test_the_legend_prints_every_range(counts: list[int], found: tuple[int, ...], printed: tuple[str, ...]) -> None:
    drawn = scale(counts, Method.QUANTILE, "messages")
    assert drawn.cuts == found
    assert ranges(drawn, counts) == printed


@property_of(COUNTS, st.sampled_from([Method.QUANTILE, Method.LINEAR, Method.LOG]))
def test_every_count_lies_in_the_range_of_its_level(values: list[int], method: Method) -> None:
    drawn = scale(values, method, "messages")
    printed = ranges(drawn, values, "")
    for value in values:
        low, _, high = printed[drawn.level(value) - 1].rstrip("+").partition("-")
        assert int(low) <= value
        if "+" not in printed[drawn.level(value) - 1]:
            assert value <= int(high or low)
