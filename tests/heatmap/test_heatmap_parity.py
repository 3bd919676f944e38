"""`started` is what the well-known notebook counts: the conversation heatmap of chiphuyen/aie-book, rules written down here anew."""

import random
from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from .making import chat, counted, encoded, given, talk


def notebook(chatgpt: list[dict[str, object]], claude: list[dict[str, object]], zone: str) -> tuple[Counter[date], Counter[date]]:
    """The notebook's rules: a conversation counts once, on the local date of its own start."""
    first: Counter[date] = Counter()
    second: Counter[date] = Counter()
    for record in chatgpt:
        assert isinstance(record["create_time"], float)
        moment = datetime.fromtimestamp(record["create_time"], tz=UTC)
        first[moment.astimezone(ZoneInfo(zone)).date()] += 1
    for record in claude:
        assert isinstance(record["created_at"], str)
        moment = datetime.strptime(record["created_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        second[moment.astimezone(ZoneInfo(zone)).date()] += 1
    return first, second


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"])
@pytest.mark.parametrize("seed", range(8))
def test_started_is_what_the_notebook_counts(zone: str, seed: int) -> None:
    chance = random.Random(seed)
    starts = [chance.randrange(1_700_000_000, 1_767_000_000) + chance.randrange(1000) / 1000 for _ in range(120)]
    chatgpt = [chat(str(index), create_time=start) for index, start in enumerate(starts)]
    stamps = [
        f"{datetime.fromtimestamp(chance.randrange(1_700_000_000, 1_767_000_000), UTC):%Y-%m-%dT%H:%M:%S}.{chance.randrange(10**6):06}Z"
        for _ in range(80)
    ]
    claude = [talk(str(index), created_at=stamp) for index, stamp in enumerate(stamps)]
    known = counted(given("a", encoded(chatgpt)), given("b", encoded(claude)), zone=zone).value
    for name, expected in zip(("chatgpt", "claude"), notebook(chatgpt, claude, zone), strict=True):
        found = {day.date: day.started for (_, provider), day in known.days.items() if provider == name and day.started}
        assert found == dict(expected)
