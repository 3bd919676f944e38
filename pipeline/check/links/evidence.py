"""What was asked about an address and what came back: small values that can be kept, so that every verdict can be worked out again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

NOTHING: Mapping[str, Any] = {}


class Result(StrEnum):
    """How a request ended."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    RESET = "reset"
    UNREACHED = "unreached"
    TRUNCATED = "truncated"
    NAME_FAILURE = "name-failure"
    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    NO_SUCH_NAME = "no-such-name"
    CERTIFICATE = "certificate"
    LOOP = "redirect-loop"
    LENGTHY = "too-many-redirects"
    REFUSED = "refused"
    IMPOSSIBLE = "impossible"
    EXISTS = "exists"
    ABSENT = "absent"
    RENAMED = "renamed"
    UNTOLD = "untold"


PASSING = frozenset(
    {Result.TIMEOUT, Result.RESET, Result.UNREACHED, Result.TRUNCATED, Result.NAME_FAILURE, Result.MALFORMED, Result.OVERSIZED}
)
"""Results that may be another one in a minute."""
PRESENT = frozenset({*range(200, 300), 304})
"""Statuses that say: here it is, or: it has not changed."""


class Presence(StrEnum):
    """Whether a page has an anchor."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to an answer: its address, its status (`None` without one), who was asked, how long it took."""

    url: str
    status: int | None
    host: str | None
    ms: int | None


@dataclass(frozen=True, slots=True)
class Call:
    """Something to ask: a method and an address. `fragments` are anchors to look for; `cap` the bytes of the body to read at most."""

    url: str
    method: str = "HEAD"
    fragments: frozenset[str] = frozenset()
    cap: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: how it ended, the hops, the last headers (names in lower case), the beginning of the body, the anchors.

    `note` says in words what a result means, such as which address was refused.
    """

    result: Result
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    anchors: Mapping[str, Presence] = field(default_factory=dict)
    note: str = ""

    @property
    def status(self) -> int | None:
        """The last status."""
        return self.hops[-1].status if self.hops else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is kept of a reply: who was asked and when (seconds since 1970), how it ended, and what in it told something.

    `method` is HEAD, GET, or the name of a resolver. `wall` and `passing` are names of signatures: of a wall against robots, and of a
    trouble that will pass. `wait` is how many seconds the server asked us to wait.
    """

    method: str
    at: float
    result: Result
    hops: tuple[Hop, ...] = ()
    wall: str | None = None
    passing: str | None = None
    anchors: Mapping[str, Presence] = field(default_factory=dict)
    note: str = ""
    etag: str | None = None
    wait: float | None = None

    @property
    def status(self) -> int | None:
        """The last status."""
        return self.hops[-1].status if self.hops else None

    @property
    def final(self) -> str | None:
        """Where it ended."""
        return self.hops[-1].url if self.hops else None

    @property
    def good(self) -> bool:
        """Whether it is positive evidence: 2xx (or unchanged), and no wall."""
        return self.result is Result.ANSWERED and self.status in PRESENT and not (self.wall or self.passing)

    @property
    def transient(self) -> bool:
        """Whether asking again soon may help."""
        if self.result is Result.ANSWERED:
            status = self.status or 0
            return not self.wall and (bool(self.passing) or status in {408, 425} or status >= 500)  # noqa: PLR2004 - HTTP
        return self.result in PASSING

    @property
    def gone(self) -> bool:
        """Whether the server says that there is no such page, and nothing speaks against believing it."""
        return self.result is Result.ANSWERED and self.status in {404, 410} and not self.wall and not self.passing
