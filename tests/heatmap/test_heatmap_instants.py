"""Time stamps: exactly the forms that exports use; everything else is undated, never a crash and never 1970."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given as property_of
from hypothesis import strategies as st

from pipeline.render.heatmap.instants import instant

from .making import rules, seconds

NOON = int(seconds("2025-03-10T12:00:00")) * 1_000_000


@pytest.mark.parametrize(
    "value",
    [
        NOON // 1_000_000,
        NOON / 1_000_000,
        NOON // 1000,
        str(NOON // 1_000_000),
        f"{NOON // 1_000_000}.0",
        str(NOON // 1000),
        "2025-03-10T12:00:00Z",
        "2025-03-10t12:00:00z",
        "2025-03-10 12:00:00",
        "2025-03-10T12:00:00.000000000000Z",
        "2025-03-10T13:30:00+01:30",
        "2025-03-10T00:00:00-12:00",
        "2025-03-11T11:59:00+23:59",
    ],
)
def test_forms_that_are_read(value: object) -> None:
    assert instant(value) == NOON


@pytest.mark.parametrize(
    ("value", "micro"),
    [
        ("2025-03-10T12:00:00.5Z", 500_000),
        ("2025-03-10T12:00:00.1234567Z", 123_456),
        (NOON / 1_000_000 + 0.25, 250_000),
        (f"{NOON // 1_000_000}.9999999", 999_999),
    ],
)
def test_fractions_are_cut(value: object, micro: int) -> None:
    assert instant(value) == NOON + micro


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        [],
        {},
        "",
        " 1741608000",
        "1741608000 ",
        "-1741608000",
        "1.741608e9",
        "17416080000000000",
        "1741608000.",
        "٣٣٣٣٣٣٣٣٣",
        float("nan"),
        float("inf"),
        -float("inf"),
        "2025-03-10",
        "2025-03-10T12:00",
        "2025-03-10T12:00:00 Z",
        "2025-03-10T24:00:00Z",
        "2025-03-10T12:60:00Z",
        "2025-03-10T12:00:60Z",
        "2025-02-30T12:00:00Z",
        "2025-13-01T12:00:00Z",
        "0000-01-01T12:00:00Z",
        "2025-03-10T12:00:00+24:00",
        "2025-03-10T12:00:00+0100",
        "2025-03-10T12:00:00.Z",
        "2025-03-10T12:00:00Z\n",
        "2025-3-10T12:00:00Z",
    ],
)
def test_forms_that_are_undated(value: object) -> None:
    assert instant(value) is None


def test_the_borders_of_time() -> None:
    utc = rules(as_of=date(2025, 12, 31))
    assert utc.instant("2015-01-01T00:00:00Z") is not None
    assert utc.instant("2014-12-31T23:59:59.999999Z") is None
    assert utc.instant("2026-01-02T23:59:59.999999Z") is not None
    assert utc.instant("2026-01-03T00:00:00Z") is None
    assert utc.instant(0) is None
    west = rules("America/Los_Angeles", date(2025, 12, 31))
    assert west.instant("2026-01-03T07:59:59Z") is not None
    assert west.instant("2026-01-03T08:00:00Z") is None
    assert rules().instant("0001-01-01T00:00:00+23:59") is None
    assert rules().instant("9999-12-31T23:59:59-23:59") is None


@property_of(st.datetimes(datetime(2015, 1, 1), datetime(2025, 12, 31)), st.integers(-1439, 1439))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_offsets_move_the_clock_the_right_way(moment: datetime, minutes: int) -> None:
    sign = "+" if minutes >= 0 else "-"
    text = f"{moment:%Y-%m-%dT%H:%M:%S.%f}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    parsed = datetime.fromisoformat(text)
    assert instant(text) == (parsed.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // (datetime.resolution)


@property_of(st.floats(1_420_070_400, 2_000_000_000))
def test_a_float_never_reaches_the_next_microsecond(value: float) -> None:
    found = instant(value)
    assert found is not None
    assert 0 <= Fraction(value) * 1_000_000 - found < 1 + Fraction(1, 1000)
    assert found // 1_000_000 == int(value)


@property_of(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans(), st.binary()))
def test_nothing_makes_it_crash(value: object) -> None:
    found = rules().instant(value)
    assert found is None or found >= 1_420_070_400_000_000
