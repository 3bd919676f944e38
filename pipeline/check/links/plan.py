"""What has been answered → what to ask next, and when; `None` when enough is known. Pure: the same on a simulated clock."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.check.links import urls
from pipeline.check.links.evidence import Answer, Call, Result
from pipeline.check.links.judge import APART

BACK_OFF = (2.0, 8.0, 30.0)
"""Seconds before each further try."""
JITTER = 0.25
PATIENCE = 60.0
"""Seconds that are waited at most for a server that asks us to come back later."""
BODY = 1 << 20
"""Bytes of a page that are searched for an anchor."""
PEEK = 16_384
"""Bytes of an error page that are looked at."""
ENOUGH = 2
"""Counted failures after which the next one must be confirmed by another method."""


class Question(NamedTuple):
    """An address to ask for: the anchors wanted of it, what is known of it, how often in a row it could not be reached.

    `resolvable` says that a resolver is asked first.
    """

    url: str
    fragments: frozenset[str] = frozenset()
    etag: str | None = None
    streak: int = 0
    resolvable: bool = False


class Step(NamedTuple):
    """A call, and the time (seconds since 1970) before which it must not be made."""

    call: Call
    at: float


def following(question: Question, answers: Sequence[Answer]) -> Step | None:
    """The next step. HEAD never condemns: whatever it does not find is asked again by GET; 404 and 410 are asked for twice."""
    pages = [answer for answer in answers if answer.method in {"HEAD", "GET"}]
    if not pages:
        known = any(answer.result in {Result.EXISTS, Result.RENAMED} for answer in answers)
        return None if known and not question.fragments else Step(_call(question, "GET" if question.fragments else "HEAD"), 0.0)
    last = pages[-1]
    if last.good or last.result in {Result.REFUSED, Result.IMPOSSIBLE, Result.NO_SUCH_NAME, Result.CERTIFICATE}:
        return None
    if last.method == "HEAD":
        tried = any(answer.method == "GET" for answer in pages)
        return None if tried else Step(_call(question, "GET"), _after(last))
    if last.gone:
        looks = sum(answer.gone for answer in pages if answer.method == "GET")
        sure = any(answer.result is Result.ABSENT for answer in answers)
        return None if looks > 1 or sure else Step(_call(question, "GET"), last.at + APART)
    return _again(question, pages)


def _again(question: Question, pages: Sequence[Answer]) -> Step | None:
    """Another try, where time may help."""
    last = pages[-1]
    tries = sum(answer.method == "GET" for answer in pages)
    if last.status == 429 and last.wall is None:  # noqa: PLR2004 - too many requests
        waited = sum(answer.wait or 0.0 for answer in pages[:-1])
        wait = last.wait if last.wait is not None else BACK_OFF[min(tries, len(BACK_OFF)) - 1]
        return Step(_call(question, "GET"), last.at + wait) if tries <= len(BACK_OFF) and waited + wait <= PATIENCE else None
    if not last.transient:
        return None
    if tries <= len(BACK_OFF):
        pause = BACK_OFF[tries - 1] * (1 + JITTER * urls.chance(question.url, tries))
        return Step(_call(question, "GET"), last.at + max(pause, min(last.wait or 0.0, PATIENCE)))
    by_head = any(answer.method == "HEAD" for answer in pages)
    return Step(_call(question, "HEAD"), last.at + BACK_OFF[0]) if question.streak >= ENOUGH and not by_head else None


def _after(last: Answer) -> float:
    """Behind a HEAD at once, unless the server asked us to wait."""
    return last.at + min(last.wait, PATIENCE) if last.wait and last.status in {429, 503} else last.at


def _call(question: Question, method: str) -> Call:
    fragments = question.fragments if method == "GET" else frozenset[str]()
    # An unchanged page says nothing of anchors that were not looked for; what a resolver gave is for the resolver.
    headers = {"If-None-Match": question.etag} if question.etag and not question.fragments and not question.resolvable else {}
    return Call(question.url, method, fragments, BODY if fragments else PEEK, headers)
