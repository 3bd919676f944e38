"""What readers make of an export, before anything is counted: conversations packed to a few bytes a message, or counts."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.heatmap import Branch, Input
from pipeline.model.span import Span
from pipeline.render.heatmap import instants, zones

FIRST = 1_420_070_400 * instants.SECOND
"""2015-01-01T00:00Z: an older time stamp in a chat export is a fault of the export."""

KINDS = 4096
"""Twice the number of models that are told apart, and more."""

SLACK = timedelta(days=2)
"""How far after the last past day a time may lie, because clocks and zones differ."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How time is read: the zone whose days count, the last past day, the branches that count."""

    zone: ZoneInfo
    as_of: date
    branch: Branch = Branch.ALL
    end: int = field(init=False)
    """The first instant (microseconds) that lies too far in the future."""

    def __post_init__(self) -> None:
        end = zones.begin(self.as_of + SLACK + timedelta(days=1), self.zone) * instants.SECOND
        object.__setattr__(self, "end", end)

    def instant(self, value: object) -> int | None:
        """Read a time stamp of a chat export → microseconds since 1970, or `None` when it is undated."""
        found = instants.instant(value)
        return found if found is not None and FIRST <= found < self.end else None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat without its words: when it started (seconds) and changed (microseconds), and its counted messages, eight bytes each."""

    id: str | None
    number: int
    start: int | None
    update: int | None
    messages: "array[int]" = field(repr=False)
    """Each is packed: see `packed`."""
    undated: int = 0
    irregular: bool = False
    from_update: bool = False


def packed(second: int, model: int, *, prompt: bool) -> int:
    """Put a message into one number: its instant, the number of its model, and whether it is a prompt."""
    return second * KINDS + 2 * model + prompt


def unpacked(message: int) -> tuple[int, int, bool]:
    """Take a message apart again: second, model, prompt."""
    second, kind = divmod(message, KINDS)
    return second, kind >> 1, bool(kind & 1)


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one provider on one local day; `None` where the format cannot know."""

    date: date
    provider: str
    conversations: int | None
    started: int | None
    messages: int | None
    prompts: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the counts of a provider come from, and what was noticed while reading (a row of `sources`)."""

    provider: str
    format: str
    files: int
    first: date | None
    last: date | None
    records: int
    undated: int = 0
    irregular: int = 0
    duplicates: int = 0
    start_from_update: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts that somebody made before us, in local days. `extents` tells for which days each provider's counts are known."""

    sources: tuple[Provenance, ...]
    days: tuple[tuple[Day, Span], ...]
    hours: Mapping[tuple[str, int, int], tuple[int, int]] = field(default_factory=dict)
    models: Mapping[tuple[str, str], int] = field(default_factory=dict)
    extents: tuple[tuple[str, date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read: its format, and either conversations (with the names of their models) or counts."""

    source: Input
    format: str
    series: str
    records: int = 0
    broken: tuple[int, ...] = ()
    """Numbers of the records that are not even objects."""
    conversations: tuple[Conversation, ...] = ()
    models: tuple[str, ...] = ()
    counts: Counts | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


Reader = Callable[[Input, Rules], Reading]
