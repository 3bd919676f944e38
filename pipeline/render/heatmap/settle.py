"""Readings → each conversation once: of several with one id, the newest stays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.render.heatmap.reading import Conversation, Reading


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with the conversations that count, and how many it lost to other readings or to itself."""

    reading: Reading
    duplicates: int


def settle(readings: Iterable[Reading]) -> list[Settled]:
    """Keep the newest update, then the most counted messages, then the first path: readings come in the order of their names."""
    listed = list(readings)
    best: dict[tuple[str, str], tuple[tuple[int, int], int, int]] = {}
    for index, reading in enumerate(listed):
        for conversation in reading.conversations:
            if conversation.id is None:
                continue
            key = (reading.series, conversation.id)
            if key not in best or best[key][0] < _weight(conversation):
                best[key] = (_weight(conversation), index, conversation.number)
    return [_settled(index, reading, best) for index, reading in enumerate(listed)]


def _weight(conversation: Conversation) -> tuple[int, int]:
    return (-1 if conversation.update is None else conversation.update, len(conversation.messages))


def _settled(index: int, reading: Reading, best: dict[tuple[str, str], tuple[tuple[int, int], int, int]]) -> Settled:
    kept = tuple(each for each in reading.conversations if each.id is None or best[reading.series, each.id][1:] == (index, each.number))
    return Settled(replace(reading, conversations=kept), len(reading.conversations) - len(kept))
