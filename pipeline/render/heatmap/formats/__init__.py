"""Formats of activity data: one module a format, listed here; recognised by what a file holds, never by its name."""

from dataclasses import dataclass

from pipeline.render.heatmap.formats import activity, chatgpt, claude, table
from pipeline.render.heatmap.reading import Reader


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is recognised and read.

    `keys` of a JSON record (any of them) or `columns` of a table's header (all of them) give it away; `members` are the
    names of its files inside an archive or a folder; `fields` are kept of a root that is one record by itself.
    A `raw` format holds what people wrote.
    """

    name: str
    read: Reader
    keys: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    raw: bool = False


EXPORT = ("conversations*.json", "conversations*.zip")

FORMATS: tuple[Format, ...] = (
    Format(
        "chatgpt-export",
        chatgpt.READ,
        keys=frozenset({"mapping", "current_node", "conversation_id", "create_time"}),
        fields=chatgpt.FIELDS,
        members=EXPORT,
        raw=True,
    ),
    Format("claude-export", claude.READ, keys=frozenset({"chat_messages", "uuid"}), fields=claude.FIELDS, members=EXPORT, raw=True),
    Format("activity", activity.read, keys=frozenset({"days"}), fields=activity.FIELDS[""]),
    Format("csv", table.read, columns=frozenset({"date", "provider"})),
)
"""The first that fits is taken."""
