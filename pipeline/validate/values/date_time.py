"""A point in time with its offset (RFC 3339) → what is wrong with it."""

import re

from pipeline.validate.values import date
from pipeline.validate.values.flaw import Flaw

CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?([zZ]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])")
HELP = "write it as in `2025-01-26T09:30:00Z`"


def check(value: object) -> Flaw | None:
    """A day, a `T`, a time of day and an offset make a date-time."""
    if not isinstance(value, str):
        return None
    day, clock = value[:10], value[11:]
    if len(day) < len("YYYY-MM-DD") or value[10:11] not in {"T", "t"} or not CLOCK.fullmatch(clock):
        return Flaw("it is not written YYYY-MM-DDThh:mm:ssZ", HELP)
    flaw = date.check(day)
    return flaw and Flaw(flaw.reason, HELP)
