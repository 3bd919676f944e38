"""Records of a chat export → packed conversations: the part that all such formats share.

Only times, roles, model names and opaque ids leave this module; titles, texts and names are never kept.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.model.heatmap import Input
from pipeline.render.heatmap.instants import SECOND
from pipeline.render.heatmap.reading import Conversation, Reader, Reading, Rules, packed, unpacked
from pipeline.render.heatmap.stream import Record, Restart, records

UNKNOWN, OTHER = "unknown", "other"
MODEL = re.compile(r"(?!.*[0-9a-f]{8})[a-z0-9][a-z0-9._-]{0,39}")
"""A public model name; a run of hex digits may be somebody's own finetune, so it becomes `other`."""

MANY = 1000
"""More different models than this are noise; the rest is `other`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A user's or an assistant's message as the export has it: time and model not yet looked at."""

    prompt: bool
    time: object
    model: object = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation as the export has it; `regular` is false when a part of it could not be read."""

    ids: tuple[object, ...]
    start: object
    update: object
    turns: Iterable[Turn]
    regular: bool = True


Drafter = Callable[[Mapping[str, Any], Rules], Draft]


def reader(name: str, series: str, fields: frozenset[str], draft: Drafter) -> Reader:
    """Make the reader of a format out of the function that finds the parts of one record."""
    return partial(_read, name=name, series=series, fields=fields, draft=draft)


def _read(source: Input, rules: Rules, *, name: str, series: str, fields: frozenset[str], draft: Drafter) -> Reading:
    models: dict[str, int] = {}
    found: list[Conversation] = []
    broken: list[int] = []
    with source.open() as stream:
        for record in records(stream, fields):
            if isinstance(record, Restart):
                models, found, broken = {}, [], []
            elif isinstance(record.value, dict):
                found.append(_pack(record, draft(record.value, rules), rules, models))
            else:
                broken.append(record.number)
    return Reading(source, name, series, len(found) + len(broken), tuple(broken), tuple(found), tuple(models))


def _pack(record: Record, draft: Draft, rules: Rules, models: dict[str, int]) -> Conversation:
    messages: list[int] = []
    undated = 0
    for turn in draft.turns:
        instant = rules.instant(turn.time)
        if instant is None:
            undated += 1
            continue
        model = models.setdefault(_model(turn.model, models), len(models))
        messages.append(packed(instant // SECOND, model, prompt=turn.prompt))
    own, update = rules.instant(draft.start), rules.instant(draft.update)
    start = own // SECOND if own is not None else unpacked(min(messages))[0] if messages else None
    late = start is None and update is not None
    start = update // SECOND if start is None and update is not None else start
    irregular = record.spoiled or not draft.regular or start is None
    return Conversation(_id(draft.ids), record.number, start, update, array("q", messages), undated, irregular, late)


def _model(value: object, models: dict[str, int]) -> str:
    if value is None:
        return UNKNOWN
    if not isinstance(value, str) or not MODEL.fullmatch(value):
        return OTHER
    return value if value in models or len(models) < MANY else OTHER


def _id(values: tuple[object, ...]) -> str | None:
    return next((str(value) for value in values if isinstance(value, str | int) and not isinstance(value, bool) and value != ""), None)
