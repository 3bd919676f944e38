"""Videos at YouTube, asked at its oEmbed interface: the page of a video that is gone is there like any other (https://oembed.com)."""

from collections.abc import Sequence
from urllib.parse import quote

from pipeline.check.links.evidence import Call, Result
from pipeline.check.links.resolvers.resolver import EXISTS, Found, Resolver, Secrets, by_status, matching

ABSENT = Found(Result.ABSENT, note="YouTube does not know this video")


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """A video → the call."""
    del secrets
    watch = f"https://www.youtube.com/watch?v={subjects[0]}"
    return Call(f"https://www.youtube.com/oembed?format=json&url={quote(watch, safe='')}", "GET", cap=1, follow=False)


# 401 and 403 mean that it may not be embedded: that says nothing of its being there.
RESOLVER = Resolver(
    "youtube.com",
    matching(
        r"https?://(?:(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)([\w-]{11})(?:[?&/].*)?"
    ),
    question,
    by_status({200: EXISTS, 400: ABSENT, 404: ABSENT}),
)
