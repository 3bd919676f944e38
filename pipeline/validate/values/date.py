"""A date as content writes it: YYYY, YYYY-MM or YYYY-MM-DD → what is wrong with it."""

import calendar
import re

from pipeline.validate.values.flaw import Flaw

SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# A literal table, because `calendar.month_name` follows the locale of the process.


def check(value: object) -> Flaw | None:
    """A year, a month or a day of the Gregorian calendar is a date (ISO 8601, dates only)."""
    if not isinstance(value, str):
        return None
    found = SHAPE.fullmatch(value)
    if found is None:
        return Flaw("it is not written YYYY-MM-DD, YYYY-MM or YYYY", "write it as in `2025-01-26`, `2025-01` or `2025`")
    year, month, day = (int(part or 1) for part in found.groups())
    if year == 0:
        return Flaw("there is no year 0", "give the year with four digits")
    if not 1 <= month <= len(MONTHS):
        return Flaw(f"there is no month {month}", "months run from 01 to 12; the order is year, month, day")
    days = calendar.monthrange(year, month)[1]
    return None if 1 <= day <= days else Flaw(f"{MONTHS[month - 1]} {year} has {days} days", f"give a day from 01 to {days}")
