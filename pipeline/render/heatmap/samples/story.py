"""A seed and a number of years → the chats of somebody who does not exist, and who moves from ChatGPT to Claude in June 2025."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.render.heatmap.samples.dice import Dice

HOME = ZoneInfo("America/Los_Angeles")
END = date(2025, 12, 31)
OUTLIER = date(2025, 4, 17)
AWAY = (date(2024, 7, 29), date(2024, 8, 25))
"""Four weeks without a word."""

HOURS = (7, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 20, 21, 21, 21, 21, 22, 22, 23)
"""Two peaks a day: the morning and the evening."""

SHORT = 3
"""Turns of a chat at a moment that is hard to tell: enough to reach the other side."""

ODDS = 8
"""Occasions to chat on a day."""

MODELS = ("gpt-4", "gpt-4o", "gpt-4o", "o1", "gpt-5")
RATES = {
    "chatgpt": ((date(2023, 1, 9), 9), (date(2024, 1, 1), 14), (date(2025, 1, 1), 17), (date(2025, 6, 1), 9), (date(2025, 6, 20), 4)),
    "claude": ((date(2024, 11, 4), 2), (date(2025, 1, 6), 4), (date(2025, 6, 1), 12), (date(2025, 6, 20), 19), (date(2025, 9, 1), 22)),
}
"""From a day on: chance in a hundred that an occasion is taken."""

MOMENTS = (
    datetime(2024, 2, 29, 21, 15, tzinfo=HOME),
    datetime(2023, 12, 31, 23, 59, tzinfo=HOME),
    datetime(2024, 12, 31, 23, 59, tzinfo=HOME),
    datetime(2025, 3, 9, 1, 59, tzinfo=HOME),
    datetime(2025, 11, 2, 0, 59, tzinfo=HOME),
    datetime(2025, 11, 2, 1, 30, tzinfo=HOME),
)
"""Local times at which days are hard to tell: leap day, ends of years, both changes of the clock."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message: its instant in milliseconds since 1970, who speaks, and which model answers."""

    instant: int
    prompt: bool
    model: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation: a number that names it, and its messages."""

    number: int
    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """When it began, in milliseconds."""
        return self.lines[0].instant - 1500

    @property
    def update(self) -> int:
        """When it changed last."""
        return self.lines[-1].instant + 2500


def chats(service: str, seed: int, years: int) -> list[Chat]:
    """Tell the chats with one assistant, in order of time."""
    dice = Dice(str(seed)).split(service)
    starts = sorted(_starts(service, dice, date(END.year - years + 1, 1, 1)))
    moments = {_instant(moment.replace(fold=fold), 0) for moment in MOMENTS for fold in (0, 1)}
    return [Chat(number, tuple(_lines(start, dice, SHORT if start in moments else _turns(dice)))) for number, start in enumerate(starts, 1)]


def _starts(service: str, dice: Dice, first: date) -> Iterator[int]:
    for step in range((END - first).days):
        day = first + timedelta(days=step)
        for _ in range(ODDS * 4 if day == OUTLIER and service == "chatgpt" else ODDS):
            if dice.chance(_rate(service, day)):
                yield _instant(datetime.combine(day, time(dice.pick(HOURS), dice.below(60), dice.below(60)), HOME), dice.below(1000))
    for moment in MOMENTS:
        if moment.date() >= first and _rate(service, moment.date()):
            for fold in (0, 1) if moment.hour else (0,):
                yield _instant(moment.replace(fold=fold), 0)


def _rate(service: str, day: date) -> int:
    reached = [rate for since, rate in RATES[service] if day >= since]
    if not reached or AWAY[0] <= day <= AWAY[1]:
        return 0
    holiday = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 1)
    percent = 20 if holiday else 45 if day.isoweekday() > 5 else 100  # noqa: PLR2004 - Saturday and Sunday
    return max(1, reached[-1] * percent // 100) * (4 if day == OUTLIER else 1)


def _instant(moment: datetime, thousandths: int) -> int:
    return round(moment.timestamp()) * 1000 + thousandths


def _turns(dice: Dice) -> int:
    return 1 + dice.below(4) + (dice.below(9) if dice.chance(25) else 0)


def _lines(start: int, dice: Dice, turns: int) -> Iterator[Line]:
    instant, model = start + 1500, dice.pick(MODELS)
    for _ in range(turns):
        yield Line(instant, prompt=True, model=model)
        instant += 4000 + dice.below(56_000)
        yield Line(instant, prompt=False, model=model)
        instant += 20_000 + dice.below(400_000)
