"""What a resolver is: somebody who knows whether a page exists, and how to ask them. Two pure halves, a question and its reading."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.check.links.evidence import Call, Reply, Result

Secrets = Mapping[str, str]
"""Keys by the name of the resolver they belong to."""


class Found(NamedTuple):
    """What a resolver says of one subject: exists, absent, renamed (then to which address), or it cannot tell."""

    result: Result
    url: str | None = None
    note: str = ""


UNTOLD = Found(Result.UNTOLD)
EXISTS = Found(Result.EXISTS)


@dataclass(frozen=True, slots=True)
class Resolver:
    """One of them.

    `subject` turns an address into what it is about (`None`: not ours), `question` some subjects into a call, `reading` the reply into
    what is said of each. At most `batch` subjects go into one call, calls are `gap` seconds apart.
    """

    name: str
    subject: Callable[[str], str | None]
    question: Callable[[Sequence[str], Secrets], Call]
    reading: Callable[[Sequence[str], Reply], Mapping[str, Found]]
    batch: int = 1
    gap: float = 0.2


def matching(pattern: str) -> Callable[[str], str | None]:
    """A pattern for a whole address, its fragment apart → the function that gives its group, or `None`."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def subject(url: str) -> str | None:
        match = compiled.fullmatch(url.partition("#")[0])
        return match[1] if match else None

    return subject


def by_status(known: Mapping[int, Found]) -> Callable[[Sequence[str], Reply], Mapping[str, Found]]:
    """What each status of a reply about one subject says; any other says nothing."""

    def reading(subjects: Sequence[str], reply: Reply) -> Mapping[str, Found]:
        status = reply.status if reply.result is Result.ANSWERED else None
        found = known.get(status, UNTOLD) if status is not None else UNTOLD
        return dict.fromkeys(subjects, found)

    return reading


def data(reply: Reply) -> Any:
    """The JSON of a reply; `None` where there is none."""
    try:
        return json.loads(reply.body) if reply.result is Result.ANSWERED else None
    except ValueError:
        return None
