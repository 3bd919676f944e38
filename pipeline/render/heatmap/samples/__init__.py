"""A seed and a number of years → sample data in every format, and a manifest with digests and expected statistics.

The chats are made up, word for word: nobody's history.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Input, Metric, Period, View
from pipeline.model.span import Span
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.document import written
from pipeline.render.heatmap.providers.activity import activity
from pipeline.render.heatmap.read import read
from pipeline.render.heatmap.reading import Day, Rules
from pipeline.render.heatmap.request import Request
from pipeline.render.heatmap.samples import chatgpt, claude
from pipeline.render.heatmap.samples.story import END, HOME, Chat, chats

FEW = 12
"""Chats in the samples that show a variant of a format."""

EXPORTS: Mapping[str, tuple[str, Callable[[Sequence[Chat]], bytes], bool]] = {
    "chatgpt.zip": ("chatgpt", chatgpt.sharded, True),
    "chatgpt-single.json": ("chatgpt", chatgpt.single, False),
    "claude.zip": ("claude", claude.old, True),
    "claude-new.zip": ("claude", claude.new, False),
}
"""File → service, writer, and whether it tells the whole story or a few chats."""


def samples(seed: int, years: int) -> tuple[Artifact, ...]:
    """Make all files; the same bytes for the same arguments, on every machine with the same zlib."""
    stories = {service: chats(service, seed, years) for service in ("chatgpt", "claude")}
    made = {name: write(stories[service] if whole else stories[service][-FEW:]) for name, (service, write, whole) in EXPORTS.items()}
    made["activity.json"] = _activity_json(made)
    made["activity.csv"] = _csv(_read(("chatgpt-single.json", "claude-new.zip"), made))
    manifest = {"seed": seed, "years": years, "files": [_entry(name, made) for name in sorted(made)]}
    return tuple(Artifact(name, data) for name, data in sorted({**made, "manifest.json": written(manifest)}.items()))


def _input(name: str, data: bytes) -> Input:
    return Input(name, name, lambda: BytesIO(data), Span(name))


def _read(names: Sequence[str], made: Mapping[str, bytes]) -> Activity:
    return read([_input(name, made[name]) for name in names], Rules(HOME, END)).value


def _activity_json(made: Mapping[str, bytes]) -> bytes:
    inputs = tuple(_input(name, made[name]) for name in ("chatgpt-single.json", "claude-new.zip"))
    request = Request("activity", View(HOME.key, Period.ALL), lambda *_: Span("activity"), inputs=inputs, as_of=END)
    return written(activity(request).value[0].source)


def _csv(known: Activity) -> bytes:
    lines = ["date,provider,conversations,messages,started,prompts"]
    lines += [_line(day) for _, day in sorted(known.days.items())]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(day: Day) -> str:
    counts = (day.conversations, day.messages, day.started, day.prompts)
    return ",".join([day.date.isoformat(), day.provider, *("" if count is None else str(count) for count in counts)])


def _entry(name: str, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Path, size and digest, and what a reader must count in the zone of the story."""
    known = _read((name,), made)
    data = made[name]
    expected = [_expected(known, provider) for provider in known.providers]
    return {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest(), "expected": expected}


def _expected(known: Activity, provider: str) -> dict[str, Any]:
    days = [day for (_, name), day in known.days.items() if name == provider]
    counts = {metric.value: sum(getattr(day, metric.value) or 0 for day in days) for metric in Metric}
    rows = [source for source in known.sources if source.provider == provider]
    noticed = ("records", "undated", "irregular", "duplicates", "start_from_update")
    return {"provider": provider, "days": len(days), **counts, **{name: sum(getattr(row, name) for row in rows) for name in noticed}}
