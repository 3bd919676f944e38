"""Claude export: `conversations.json` in a zip, or `conversations-000.zip` ... beside a manifest; no model is named in it.

As seen in public parsers, not in a vendor's document; so every field is optional.
"""

from collections.abc import Mapping
from typing import Any

from pipeline.render.heatmap.formats.conversations import Draft, Turn, reader
from pipeline.render.heatmap.reading import Rules

FIELDS = frozenset({"uuid", "created_at", "updated_at", "chat_messages"})
SENDERS = {"human": True, "assistant": False}


def draft(record: Mapping[str, Any], _: Rules) -> Draft:
    """Find the parts of one conversation."""
    messages = record.get("chat_messages")
    listed = messages if isinstance(messages, list) else []
    known = [message for message in listed if isinstance(message, dict) and _sender(message) is not None]
    turns = [Turn(bool(_sender(message)), message.get("created_at")) for message in known]
    regular = len(known) == len(listed) and (messages is None or isinstance(messages, list))
    return Draft((record.get("uuid"),), record.get("created_at"), record.get("updated_at"), turns, regular)


def _sender(message: Mapping[str, Any]) -> bool | None:
    sender = message.get("sender")
    return SENDERS.get(sender) if isinstance(sender, str) else None


READ = reader("claude-export", "claude", FIELDS, draft)
