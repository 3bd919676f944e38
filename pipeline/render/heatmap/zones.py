"""Name of a time zone → its rules, or the names that look like it."""

import re
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

NAME = re.compile(r"(?!right/|posix/|posixrules$|localtime$|Factory$)[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")
"""Names of the IANA database; not its copies with leap seconds, nor what a machine calls its own zone."""

CURRENT = {
    "US/Alaska": "America/Anchorage",
    "US/Aleutian": "America/Adak",
    "US/Arizona": "America/Phoenix",
    "US/Central": "America/Chicago",
    "US/East-Indiana": "America/Indiana/Indianapolis",
    "US/Eastern": "America/New_York",
    "US/Hawaii": "Pacific/Honolulu",
    "US/Indiana-Starke": "America/Indiana/Knox",
    "US/Michigan": "America/Detroit",
    "US/Mountain": "America/Denver",
    "US/Pacific": "America/Los_Angeles",
    "US/Samoa": "Pacific/Pago_Pago",
}
"""Old names that some systems ship only in a legacy package."""


def zone(name: str) -> ZoneInfo | None:
    """Find the rules of a zone; its `key` is the current name. `None` when there is no such zone."""
    if not NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(CURRENT.get(name, name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def similar(name: str) -> list[str]:
    """Up to three zone names that look like this one, the nearest first."""
    names = sorted(available_timezones() | set(CURRENT))
    cities = [known for known in names if known.rpartition("/")[2].lower() == name.rpartition("/")[2].lower().replace(" ", "_")]
    return _unique([*cities, *get_close_matches(name, names, n=3, cutoff=0.6)])[:3]


def day(instant: int, rules: ZoneInfo) -> date:
    """The local date of an instant given in whole seconds since 1970."""
    return datetime.fromtimestamp(instant, rules).date()


def begin(first: date, rules: ZoneInfo) -> int:
    """The first instant, in seconds since 1970, whose local date is this day or a later one."""
    return round(datetime.combine(first, time(), rules).timestamp())


def exists(wanted: date, rules: ZoneInfo) -> bool:
    """Whether a zone had this local day: Samoa had no 30 December 2011."""
    noon = datetime.combine(wanted, time(12), rules)
    return noon.astimezone(UTC).astimezone(rules).date() == wanted


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
