"""Local days: conversions agree with a walk in steps of 15 minutes, in zones well beyond the usual ones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from pipeline.render.heatmap import zones

ZONES = (
    "UTC America/Los_Angeles America/New_York America/St_Johns America/Sao_Paulo America/Caracas America/Havana America/Godthab "
    "America/Santiago Atlantic/Azores Europe/London Europe/Dublin Europe/Berlin Europe/Istanbul Africa/Casablanca Africa/Cairo "
    "Africa/Juba Asia/Tehran Asia/Kathmandu Asia/Kolkata Asia/Gaza Asia/Beirut Asia/Pyongyang Asia/Tokyo Australia/Lord_Howe "
    "Australia/Adelaide Australia/Eucla Pacific/Auckland Pacific/Chatham Pacific/Apia Pacific/Kiritimati Pacific/Marquesas "
    "Antarctica/Troll"
).split()
YEARS = (2015, 2018, 2024)
QUARTER = timedelta(minutes=15)


def changes(zone: ZoneInfo, year: int) -> list[datetime]:
    """Instants of UTC in whose quarter of an hour the offset of a zone changes, beside the ends of the year."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    found = [first, datetime(year, 12, 31, 23, 45, tzinfo=UTC)]
    for step in range(366 * 4):
        begin = first + step * 24 * QUARTER
        if begin.astimezone(zone).utcoffset() != (begin + 24 * QUARTER).astimezone(zone).utcoffset():
            found += [begin + part * QUARTER for part in range(24)]
    return found


@pytest.mark.parametrize("name", ZONES)
def test_days_around_every_change_of_the_clock(name: str) -> None:
    zone = ZoneInfo(name)
    for year in YEARS:
        for instant in changes(zone, year):
            for step in range(-4, 5):
                moment = instant + step * QUARTER
                offset = moment.astimezone(zone).utcoffset()
                assert offset is not None
                expected = (moment + offset).date()
                assert zones.day(int(moment.timestamp()), zone) == expected


@pytest.mark.parametrize("name", ZONES)
def test_a_day_begins_where_the_walk_first_meets_it(name: str) -> None:
    zone = ZoneInfo(name)
    days = [
        date(2024, 1, 1),
        date(2024, 3, 10),
        date(2024, 3, 31),
        date(2024, 4, 26),
        date(2024, 9, 8),
        date(2024, 11, 3),
        date(2018, 11, 4),
    ]
    for day in days:
        start = zones.begin(day, zone)
        assert zones.day(start, zone) >= day
        assert zones.day(start - 1, zone) < day
        walk = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=30)
        while walk.astimezone(zone).date() < day:
            walk += QUARTER
        assert 0 <= int(walk.timestamp()) - start < 900


def test_days_differ_in_length() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    lengths = [zones.begin(day + timedelta(days=1), zone) - zones.begin(day, zone) for day in (date(2024, 3, 10), date(2024, 11, 3))]
    assert lengths == [23 * 3600, 25 * 3600]


def test_a_zone_may_lack_a_day() -> None:
    assert not zones.exists(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    assert zones.exists(date(2011, 12, 29), ZoneInfo("Pacific/Apia"))
    assert all(zones.exists(date(2024, 3, 10) + timedelta(days=step), ZoneInfo(name)) for name in ZONES for step in range(40))


def test_old_names_lead_to_current_ones() -> None:
    for old, current in zones.CURRENT.items():
        found = zones.zone(old)
        assert found is not None
        assert found.key == current
        assert current in available_timezones()


@pytest.mark.parametrize(
    "name", ["", "PST8", "local", "right/UTC", "posix/UTC", "posixrules", "America", "../UTC", "/etc/passwd", "America/", "ÜTC", "UTC\n"]
)
def test_what_is_no_zone(name: str) -> None:
    assert zones.zone(name) is None


def test_similar_names_of_zones() -> None:
    assert zones.similar("America/Los_Angelos")[0] == "America/Los_Angeles"
    assert zones.similar("Berlin") == ["Europe/Berlin"]
    assert len(zones.similar("Europa/Lndon")) <= 3
