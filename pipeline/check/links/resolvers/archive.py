"""Copies of dead pages at web.archive.org: its redirect to the copy nearest to a day; its availability interface is heavily limited."""

import re
from urllib.parse import urljoin

from pipeline.check.links.evidence import Call, Reply, Result

HOST = "web.archive.org"
COPY = re.compile(r"https?://web\.archive\.org/web/[0-9]{14}(?:[a-z]{2}_)?/\S+")
DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def question(url: str, day: str) -> Call:
    """An address and a day, month or year (`YYYY-MM-DD`; empty for the newest copy) → the call."""
    match = DAY.match(day)
    stamp = "".join(part for part in match.groups() if part) if match else "2"
    return Call(f"https://{HOST}/web/{stamp}/{url}", "HEAD", follow=False)


def reading(reply: Reply) -> tuple[bool, str | None]:
    """The reply → whether it tells anything, and the address of the copy where there is one."""
    if reply.result is not Result.ANSWERED or not reply.hops:
        return False, None
    if reply.status in {301, 302, 307}:
        place = urljoin(reply.hops[-1].url, reply.headers.get("location", ""))
        return (True, place.replace("http://", "https://", 1)) if COPY.fullmatch(place) else (False, None)
    if reply.status == 200 and COPY.fullmatch(reply.hops[-1].url):  # noqa: PLR2004 - the very copy was asked for
        return True, reply.hops[-1].url
    return reply.status == 404, None  # noqa: PLR2004 - there is none
