"""A value of an export → an instant: exactly the forms that exports use, everything else is undated.

An instant is a whole number of microseconds since 1970 (UTC). Never an exception, never 1970 by default.
"""

import math
import re
from datetime import date

SECOND = 1_000_000
DAY = 86_400 * SECOND
MILLISECONDS = 10**11
"""From here on a number is read as milliseconds: as seconds it would lie after the year 5100."""

EPOCH = date(1970, 1, 1).toordinal()
NUMBER = re.compile(r"([0-9]{1,16})(?:\.([0-9]+))?")
STAMP = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?"
)


def instant(value: object) -> int | None:
    """Read a JSON number, a number in a string, or an ISO date with time → microseconds since 1970, or `None`."""
    match value:
        case bool():
            return None
        case int():
            return value * SECOND if value < MILLISECONDS else value * 1000
        case float():
            return _real(value)
        case str():
            return _text(value)
        case _:
            return None


def _real(value: float) -> int | None:
    if not math.isfinite(value):
        return None
    unit = SECOND if value < MILLISECONDS else 1000
    seconds = math.floor(value)
    return seconds * unit + int((value - seconds) * unit)


def _text(value: str) -> int | None:
    if number := NUMBER.fullmatch(value):
        return _digits(int(number[1]), number[2] or "")
    stamp = STAMP.fullmatch(value)
    return _calendar(stamp) if stamp else None


def _digits(seconds: int, fraction: str) -> int:
    micro = int(fraction[:6].ljust(6, "0"))
    return seconds * SECOND + micro if seconds < MILLISECONDS else seconds * 1000 + micro // 1000


def _calendar(stamp: re.Match[str]) -> int | None:
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = stamp.groups()
    try:
        days = date(int(year), int(month), int(day)).toordinal() - EPOCH
    except ValueError:
        return None
    # Plain arithmetic, because a datetime of the year 1 or 9999 overflows when its offset is taken away.
    clock = ((int(hour) * 60 + int(minute)) * 60 + int(second)) * SECOND + int((fraction or "")[:6].ljust(6, "0"))
    offset = (int(hours) * 60 + int(minutes)) * 60 * SECOND if sign else 0
    return days * DAY + clock - (offset if sign == "+" else -offset)
