"""Chats → a ChatGPT export: numbered parts with a manifest in a zip, or a single file; with the oddities of real ones."""

from collections.abc import Sequence
from typing import Any

from pipeline.render.heatmap.samples.packing import CANARY, encoded, packed
from pipeline.render.heatmap.samples.story import Chat, Line

PART = 400
"""Conversations per numbered part."""


def sharded(chats: Sequence[Chat]) -> bytes:
    """The export since 2026: numbered parts, which win over the single file beside them, and files that are no conversations."""
    records = [_record(chat) for chat in chats]
    older = {**_record(chats[0]), "update_time": _seconds(chats[0].start)}
    records.insert(1, older)
    parts = [records[index : index + PART] for index in range(0, len(records), PART)]
    names = [f"conversations-{number:03}.json" for number in range(len(parts))]
    members = {"export_manifest.json": encoded({"files": names, "note": CANARY})}
    members |= {name: encoded(part) for name, part in zip(names, parts, strict=True)}
    members["conversations.json"] = encoded([_record(chats[-1]) | {"conversation_id": f"{CANARY}-stale"}])
    members["user.json"] = encoded({"id": CANARY, "email": f"{CANARY}@example.org"})
    members["__MACOSX/._conversations-000.json"] = CANARY.encode()
    return packed(members)


def single(chats: Sequence[Chat]) -> bytes:
    """One file in an object that wraps it, as some tools save it, with records that are not as they should be."""
    odd: list[Any] = [
        CANARY,
        None,
        {"id": f"{CANARY}-empty", "title": CANARY, "create_time": None},
        {"id": f"{CANARY}-late", "title": CANARY, "update_time": _seconds(chats[0].update), "mapping": {}},
        {"id": f"{CANARY}-list", "create_time": str(chats[0].start), "messages": [_message(line, CANARY) for line in chats[0].lines]},
        {**_record(chats[1]), "id": f"{CANARY}-lost", "conversation_id": None, "current_node": f"{CANARY}-nowhere"},
    ]
    return encoded({"exported_by": CANARY, "conversations": [*(_record(chat) for chat in chats), *odd], "version": 1})


def _record(chat: Chat) -> dict[str, Any]:
    """A conversation as a tree: every seventh was edited, every eleventh holds a hidden message and one without a time."""
    name = f"{CANARY}-{chat.number}"
    nodes: dict[str, Any] = {"r": {"id": "r", "parent": None, "message": None}}
    nodes["s"] = {"id": "s", "parent": "r", "message": {"author": {"role": "system"}, "create_time": None, "content": CANARY}}
    parent = "s"
    for index, line in enumerate(chat.lines):
        nodes[f"n{index}"] = {"id": f"n{index}", "parent": parent, "message": _message(line, CANARY)}
        parent = f"n{index}"
    if chat.number % 7 == 0:
        nodes["e"] = {"id": "e", "parent": "s", "message": _message(chat.lines[0], f"{CANARY} once more")}
    if chat.number % 11 == 0:
        hidden = {"is_visually_hidden_from_conversation": True}
        nodes["h"] = {"id": "h", "parent": parent, "message": {**_message(chat.lines[0], CANARY), "metadata": hidden}}
        nodes["u"] = {"id": "u", "parent": parent, "message": {**_message(chat.lines[0], CANARY), "create_time": None}}
    return {
        "conversation_id": name,
        "title": CANARY,
        "create_time": _seconds(chat.start) if chat.number % 13 else None,
        "update_time": _seconds(chat.update),
        "current_node": parent,
        "mapping": nodes,
    }


def _message(line: Line, text: str) -> dict[str, Any]:
    author = {"role": "user" if line.prompt else "assistant"}
    message = {"author": author, "create_time": _seconds(line.instant), "content": {"parts": [text]}}
    return message if line.prompt else {**message, "metadata": {"model_slug": line.model}}


def _seconds(instant: int) -> float:
    return instant / 1000
