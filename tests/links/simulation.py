"""A web that is made up and a clock that runs as fast as one likes: days pass in milliseconds, and each run can be repeated."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.links import urls
from pipeline.check.links.evidence import Call, Hop, Presence, Reply, Result
from pipeline.flow import links as flow
from tests.conftest import Book

DAY = 86_400.0
START = 1_770_000_000.0


@dataclass(slots=True)
class Simulated:
    """A clock that stands still until somebody waits."""

    time: float = START

    def now(self) -> float:
        return self.time

    def wait(self, _condition: threading.Condition, seconds: float) -> None:
        self.time += seconds


def said(call: Call, status: int, body: str = "", final: str | None = None, steps: tuple[int, ...] = (), **headers: str) -> Reply:
    """A reply: its status, where it ended, and by which redirects."""
    end = final or call.url
    ways = [Hop(call.url if number == 0 else f"{end}?{number}", step, urls.host(call.url), 5) for number, step in enumerate(steps)]
    hops = (*ways, Hop(end, status, urls.host(end), 5))
    names = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Reply(Result.ANSWERED, hops, names, body.encode(), dict.fromkeys(call.fragments, Presence.FOUND))


def failed(call: Call, result: Result = Result.TIMEOUT) -> Reply:
    return Reply(result, (Hop(call.url, None, urls.host(call.url), None),))


@dataclass(slots=True)
class World:
    """Answers by address (200 for any other), and what was asked. `chance` is how likely each request fails."""

    pages: dict[str, Callable[[Call], Reply]] = field(default_factory=dict)
    chance: float = 0.0
    calls: list[Call] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(0))

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call)
        if self.chance and self.dice.random() < self.chance:
            return self.failing(call)
        return self.pages.get(call.url, lambda asked: said(asked, 200))(call)

    def failing(self, call: Call) -> Reply:
        kind = self.dice.choice([Result.TIMEOUT, Result.RESET, Result.TRUNCATED, 500, 503, 502])
        return said(call, kind) if isinstance(kind, int) else failed(call, kind)

    @property
    def counts(self) -> Counter[str]:
        return Counter(call.url for call in self.calls)


def book_of(book: Book, addresses: list[str], files: Mapping[str, str] | None = None) -> Path:
    """A book with some more links, on one page."""
    lines = "".join(f"- <{address}>\n" for address in addresses)
    return book({"content/pages/links.md": f"---\ntitle: Many links\n---\n{lines}", **(files or {})})


def run(root: Path, world: World, clock: Simulated, **options: object) -> flow.Linked:
    """One run of the link checker in this world, at this time."""
    state = root / ".pipeline/links.jsonl"
    return flow.links(root, flow.Request(state=state, threads=1, **options), transport=world, clock=clock)  # type: ignore[arg-type]


def verdict(linked: flow.Linked, url: str) -> str:
    """The verdict on an address."""
    (found,) = {judgement.verdict.value for link, judgement in linked.links if link.target == url}
    return found


def codes(linked: flow.Linked, url: str = "") -> list[str]:
    """The codes of the findings (about one address)."""
    return [finding.code.code for finding in linked.diagnostics if url in finding.message]
