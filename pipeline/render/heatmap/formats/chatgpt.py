"""ChatGPT export: `conversations.json`, or `conversations-000.json`, `-001` ... beside an `export_manifest.json`.

As seen in public parsers, not in a vendor's document; so every field is optional.
"""

from collections.abc import Mapping
from typing import Any

from pipeline.model.heatmap import Branch
from pipeline.render.heatmap.formats.conversations import Draft, Turn, reader
from pipeline.render.heatmap.reading import Rules

FIELDS = frozenset({"conversation_id", "id", "create_time", "update_time", "mapping", "current_node", "messages"})
OTHERS = frozenset({"system", "tool"})
HIDDEN = ("is_visually_hidden_from_conversation", "is_user_system_message")


def draft(record: Mapping[str, Any], rules: Rules) -> Draft:
    """Find the parts of one conversation."""
    messages, walked = _messages(record, rules.branch)
    turns, fine = _turns(messages)
    ids = (record.get("conversation_id"), record.get("id"))
    return Draft(ids, record.get("create_time"), record.get("update_time"), turns, walked and fine)


def _messages(record: Mapping[str, Any], branch: Branch) -> tuple[list[Any], bool]:
    nodes = record.get("mapping")
    if isinstance(nodes, dict):
        path = _path(nodes, record.get("current_node")) if branch is Branch.CURRENT and nodes else list(nodes.values())
        chosen = list(nodes.values()) if path is None else path
        regular = path is not None and all(isinstance(node, dict) for node in chosen)
        return [node.get("message") for node in chosen if isinstance(node, dict)], regular
    listed = record.get("messages")
    return (listed, nodes is None) if isinstance(listed, list) else ([], nodes is None and listed is None)


def _path(nodes: Mapping[str, Any], current: object) -> list[Any] | None:
    """Walk from the current node to a root, visiting a node once; `None` when there is no such way."""
    path: dict[str, Any] = {}
    while current is not None:
        if not isinstance(current, str) or current in path or not isinstance(nodes.get(current), dict):
            return None
        path[current] = nodes[current]
        current = nodes[current].get("parent")
    return list(path.values()) or None


def _turns(messages: list[Any]) -> tuple[list[Turn], bool]:
    found = [_turn(message) for message in messages if message is not None]
    return [turn for turn in found if isinstance(turn, Turn)], all(found)


def _turn(message: object) -> Turn | bool:
    """One message → a turn; else whether it is one that does not count, and not an odd one."""
    if not isinstance(message, dict):
        return False
    metadata, author = message.get("metadata"), message.get("author")
    details = metadata if isinstance(metadata, dict) else {}
    role = author.get("role") if isinstance(author, dict) else message.get("role")
    if any(details.get(flag) is True for flag in HIDDEN):
        return True
    if role in ("user", "assistant"):
        return Turn(role == "user", message.get("create_time"), details.get("model_slug"))
    return isinstance(role, str) and role in OTHERS


READ = reader("chatgpt-export", "chatgpt", FIELDS, draft)
