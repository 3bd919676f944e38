"""Small exports and the shortest ways to read and draw them, for the tests of this folder."""

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from pipeline.model.diagnostic import Outcome
from pipeline.model.heatmap import Branch, Heatmap, Input, View
from pipeline.model.span import Span
from pipeline.render.heatmap import zones
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.providers.activity import activity
from pipeline.render.heatmap.read import read
from pipeline.render.heatmap.reading import Rules
from pipeline.render.heatmap.request import Request

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "content" / "data" / "samples"
AS_OF = date(2025, 12, 31)


def given(name: str, data: bytes | str, *, series: str | None = None) -> Input:
    """Bytes as an input."""
    raw = data.encode() if isinstance(data, str) else data
    return Input(name, name, lambda: BytesIO(raw), Span(name), series)


def rules(zone: str = "UTC", as_of: date = AS_OF, branch: Branch = Branch.ALL) -> Rules:
    """How time is read."""
    found = zones.zone(zone)
    assert found is not None
    return Rules(found, as_of, branch)


def counted(*inputs: Input, zone: str = "UTC", as_of: date = AS_OF, branch: Branch = Branch.ALL) -> Outcome[Activity]:
    """Inputs, read."""
    return read(inputs, rules(zone, as_of, branch))


def sums(known: Activity, provider: str) -> dict[str, int]:
    """Totals of a provider over all days."""
    days = [day for (_, name), day in known.days.items() if name == provider]
    return {name: sum(getattr(day, name) or 0 for day in days) for name in ("conversations", "started", "messages", "prompts")}


def drawn(view: View, *inputs: Input, as_of: date = AS_OF, name: str = "chart") -> tuple[Heatmap, ...]:
    """The charts of some inputs, which must be readable."""
    outcome = activity(Request(name, view, lambda *path: Span("/".join(map(str, path))), inputs=inputs, as_of=as_of))
    assert outcome.value, codes(outcome)
    return outcome.value


def sample(name: str) -> Input:
    """A file of the committed samples."""
    return given(name, (SAMPLES / name).read_bytes())


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of some members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def encoded(value: Any) -> bytes:
    """A value as JSON."""
    return json.dumps(value).encode()


def seconds(text: str) -> float:
    """An ISO time of UTC as Unix seconds."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def chat(name: str = "a", start: str = "2025-03-10T09:00:00", count: int = 2, **changes: Any) -> dict[str, Any]:
    """A ChatGPT conversation of alternating turns, a minute apart."""
    begin = seconds(start)
    nodes: dict[str, Any] = {"root": {"id": "root", "parent": None, "message": None}}
    parent = "root"
    for index in range(count):
        nodes[str(index)] = {
            "id": str(index),
            "parent": parent,
            "message": message(begin + 60 * index, "user" if index % 2 == 0 else "assistant"),
        }
        parent = str(index)
    record = {"conversation_id": name, "create_time": begin, "update_time": begin + 60 * count, "mapping": nodes, "current_node": parent}
    return record | changes


def message(time: object, role: str, **metadata: object) -> dict[str, Any]:
    """A message of a ChatGPT conversation."""
    return {"author": {"role": role}, "create_time": time, "metadata": {"model_slug": "gpt-4o", **metadata}}


def talk(
    name: str = "a", start: str = "2025-03-10T09:00:00Z", senders: tuple[str, ...] = ("human", "assistant"), **changes: Any
) -> dict[str, Any]:
    """A Claude conversation whose messages all stand at its start."""
    messages = [{"sender": sender, "created_at": start} for sender in senders]
    return {"uuid": name, "created_at": start, "updated_at": start, "chat_messages": messages} | changes


def codes(outcome: Outcome[Any]) -> list[str]:
    """The codes of the findings, in order."""
    return [diagnostic.code.code for diagnostic in outcome.diagnostics]


def parsed(text: str) -> ET.Element:
    """XML that was made here, as a tree."""
    return ET.fromstring(text)  # noqa: S314 - made by the code under test
