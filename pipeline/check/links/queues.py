"""Who is asked when: one queue a host, so that nobody is asked too much at once and nobody waits for somebody else's server."""

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

AT_ONCE = 2
"""Questions that one host gets at a time."""
GAP = 0.2
"""Seconds between two questions to one host."""
T = TypeVar("T")


@dataclass(slots=True)
class _Line(Generic[T]):
    """The questions to one host: those that wait (by time), how many are being asked, and when the next may be."""

    waiting: list[tuple[float, int, T]] = field(default_factory=list)
    asking: int = 0
    ready: float = 0.0
    known: bool = False


@dataclass(slots=True)
class Queues(Generic[T]):
    """All questions. Times are seconds of any clock; nothing here looks at one."""

    at_once: int = AT_ONCE
    gap: float = GAP
    lines: dict[str, _Line[T]] = field(default_factory=dict)
    hosts: list[tuple[float, int, str]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)
    waiting: int = 0
    asking: int = 0

    def put(self, host: str, at: float, job: T) -> None:
        """A question to a host, not to be asked before a time."""
        line = self.lines.setdefault(host, _Line())
        heapq.heappush(line.waiting, (at, next(self.numbers), job))
        self.waiting += 1
        # A question that may be asked sooner than the one the host was waiting for brings it forward.
        line.known = line.known and line.waiting[0][0] < at
        self._offer(host, line)

    def take(self, now: float) -> T | None:
        """A question that may be asked now; `done` must be called when it was."""
        while self.hosts and self.hosts[0][0] <= now:
            _, _, host = heapq.heappop(self.hosts)
            line = self.lines[host]
            if line.asking >= self.at_once or not line.waiting or max(line.ready, line.waiting[0][0]) > now:
                line.known = False
                self._offer(host, line)
                continue
            _, _, job = heapq.heappop(line.waiting)
            self.waiting -= 1
            self.asking += 1
            line.asking += 1
            line.ready = now + self.gap
            line.known = False
            self._offer(host, line)
            return job
        return None

    def done(self, host: str) -> None:
        """A question to a host has been answered."""
        line = self.lines[host]
        line.asking -= 1
        self.asking -= 1
        self._offer(host, line)

    def pause(self, now: float) -> float | None:
        """Seconds until a question may be asked; `None` when none waits for the time alone."""
        return max(self.hosts[0][0] - now, 0.0) if self.hosts else None

    @property
    def empty(self) -> bool:
        """Whether nothing is left to ask, and nothing is being asked."""
        return not self.waiting and not self.asking

    def longest(self) -> float:
        """Seconds that the longest queue takes at least."""
        return max((len(line.waiting) * self.gap for line in self.lines.values()), default=0.0)

    def _offer(self, host: str, line: _Line[T]) -> None:
        """Put a host where it stands in time, unless it stands there or has no room."""
        if line.waiting and line.asking < self.at_once and not line.known:
            heapq.heappush(self.hosts, (max(line.ready, line.waiting[0][0]), next(self.numbers), host))
            line.known = True
