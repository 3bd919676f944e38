"""A second counter for the samples: slow, plain, and sharing no code with the package it checks."""

import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

LA = ZoneInfo("America/Los_Angeles")
Counts = dict[str, dict[str, Counter[str]]]


def documents(name: str, data: bytes) -> Iterator[list[Any]]:
    """The conversation files of a sample, in order."""
    if data[:2] != b"PK":
        root = json.loads(data)
        yield root["conversations"] if isinstance(root, dict) else root
        return
    archive = zipfile.ZipFile(BytesIO(data))
    names = sorted(entry for entry in archive.namelist() if entry.startswith("conversations"))
    if len(names) > 1:
        names = [entry for entry in names if "-" in entry]
    for entry in names:
        yield from documents(f"{name}/{entry}", archive.read(entry))


def moment(value: Any) -> datetime | None:
    """A time of a sample, which are fewer forms than real exports have."""
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if isinstance(value, int) and value > 10**11:
        value = value / 1000
    if isinstance(value, int | float):
        found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(value))
    else:
        try:
            found = datetime.strptime(value or "", "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        except ValueError:
            return None
    return found if found.year >= 2015 else None


def turns(record: dict[str, Any]) -> Iterator[tuple[bool, Any]]:
    """Who spoke, and when: only what counts."""
    nodes = record.get("mapping")
    messages = [node["message"] for node in nodes.values()] if nodes else record.get("messages", record.get("chat_messages", []))
    for message in messages:
        if message is None or (message.get("metadata") or {}).get("is_visually_hidden_from_conversation"):
            continue
        role = message["author"]["role"] if "author" in message else message["sender"]
        if role in {"user", "human", "assistant"}:
            yield role != "assistant", message.get("create_time", message.get("created_at"))


def changed(record: dict[str, Any]) -> datetime:
    """When a conversation changed last."""
    return moment(record.get("update_time", record.get("updated_at"))) or datetime.min.replace(tzinfo=UTC)


def slow(name: str, data: bytes) -> dict[str, Any]:
    """What a reader must find in a sample, with days of Los Angeles."""
    newest: dict[str, dict[str, Any]] = {}
    records = 0
    for document in documents(name, data):
        for record in document:
            records += 1
            if not isinstance(record, dict):
                continue
            key = record.get("conversation_id") or record.get("id") or record.get("uuid")
            before = newest.get(str(key))
            if before is None or changed(record) > changed(before):
                newest[str(key)] = record
    days: dict[str, Counter[str]] = defaultdict(Counter)
    undated = 0
    for record in newest.values():
        used, times = set(), []
        for prompt, raw in turns(record):
            time = moment(raw)
            if time is None:
                undated += 1
                continue
            times.append(time)
            day = f"{time.astimezone(LA):%Y-%m-%d}"
            used.add(day)
            days[day]["messages"] += 1
            days[day]["prompts"] += prompt
        for day in used:
            days[day]["conversations"] += 1
        start = moment(record.get("create_time", record.get("created_at"))) or min(times, default=None)
        start = start or moment(record.get("update_time", record.get("updated_at")))
        if start:
            days[f"{start.astimezone(LA):%Y-%m-%d}"]["started"] += 1
    return {"days": {day: dict(counts) for day, counts in days.items()}, "records": records, "undated": undated}
