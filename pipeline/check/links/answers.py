"""Reply → Answer: what of a reply is worth keeping."""

from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime

from pipeline.check.links import urls
from pipeline.check.links.evidence import Answer, Call, Hop, Presence, Reply, Result
from pipeline.check.links.signatures import Meaning, found

ETAG = 200


def kept(call: Call, reply: Reply, now: float) -> Answer:
    """What is kept of the reply to a call that ended at `now`; keys in addresses are masked."""
    name = urls.host(reply.hops[-1].url) if reply.hops else ""
    wall = passing = None
    if reply.result is Result.ANSWERED:
        wall = found(Meaning.WALL, name, reply.status, reply.headers, reply.body)
        passing = found(Meaning.PASSING, name, reply.status, reply.headers, reply.body)
    return Answer(
        method=call.method,
        at=now,
        result=reply.result,
        hops=tuple(Hop(urls.masked(hop.url), hop.status, hop.host, hop.ms) for hop in reply.hops),
        wall=wall,
        passing=passing,
        anchors={fragment: reply.anchors.get(fragment, Presence.UNKNOWN) for fragment in sorted(call.fragments)},
        note=urls.masked(reply.note)[:300],
        etag=reply.headers.get("etag", "")[:ETAG] or None,
        wait=_wait(reply, now),
    )


def _wait(reply: Reply, now: float) -> float | None:
    """The seconds that a server asks us to wait: `Retry-After` as seconds or as a date (RFC 9110), else `RateLimit-Reset`."""
    if reply.status not in {403, 429, 503}:
        return None
    spent = reply.headers.get("ratelimit-remaining", reply.headers.get("x-ratelimit-remaining", "")).strip() == "0"
    names = ("retry-after", *(("ratelimit-reset",) if spent else ()))
    return next(_seconds((reply.headers[name] for name in names if name in reply.headers), now), None)


def _seconds(values: Iterable[str], now: float) -> Iterator[float]:
    for value in values:
        text = value.strip()
        if text.isascii() and text.isdecimal() and len(text) < 10:  # noqa: PLR2004 - longer ones are no seconds
            yield float(text)
            continue
        try:
            yield max(parsedate_to_datetime(text).timestamp() - now, 0.0)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
