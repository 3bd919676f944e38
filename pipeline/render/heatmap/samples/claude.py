"""Chats → a Claude export: one file in a zip, or zips within a zip beside a manifest; with the oddities of real ones."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pipeline.render.heatmap.samples.packing import CANARY, encoded, packed
from pipeline.render.heatmap.samples.story import Chat, Line


def old(chats: Sequence[Chat]) -> bytes:
    """The export until 2026: everything in one file."""
    return packed({"conversations.json": encoded([_record(chat) for chat in chats]), **_around()})


def new(chats: Sequence[Chat]) -> bytes:
    """The newest export: numbered zips beside a manifest; a conversation in two of them, and one with an unknown sender."""
    half = len(chats) // 2
    again = {**_record(chats[0]), "updated_at": _stamp(chats[0].update + 60_000)}
    odd = {"uuid": f"{CANARY}-odd", "created_at": _stamp(chats[0].start), "chat_messages": [{"sender": CANARY, "created_at": "2025-13-01"}]}
    parts = [[_record(chat) for chat in chats[:half]], [*(_record(chat) for chat in chats[half:]), again, odd]]
    zips = {f"conversations-{number:03}.zip": packed({"conversations.json": encoded(part)}) for number, part in enumerate(parts)}
    return packed({"manifest-1.json": encoded({"files": list(zips), "note": CANARY}), **zips})


def _around() -> dict[str, bytes]:
    """What lies beside the conversations."""
    return {
        "users.json": encoded([{"uuid": CANARY, "full_name": CANARY, "email_address": f"{CANARY}@example.org"}]),
        "projects.json": encoded([{"uuid": CANARY, "name": CANARY}]),
    }


def _record(chat: Chat) -> dict[str, Any]:
    return {
        "uuid": f"{CANARY}-{chat.number}",
        "name": CANARY,
        "created_at": _stamp(chat.start),
        "updated_at": _stamp(chat.update),
        "account": {"uuid": CANARY},
        "chat_messages": [_message(line) for line in chat.lines],
    }


def _message(line: Line) -> dict[str, Any]:
    return {"sender": "human" if line.prompt else "assistant", "created_at": _stamp(line.instant), "text": CANARY}


def _stamp(instant: int) -> str:
    moment = datetime.fromtimestamp(instant // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{instant % 1000:03}000Z"
