"""Packages at PyPI, asked at its JSON interface: the pages stand behind a wall (https://docs.pypi.org/api/json/)."""

from collections.abc import Sequence

from pipeline.check.links.evidence import Call, Result
from pipeline.check.links.resolvers.resolver import EXISTS, Found, Resolver, Secrets, by_status, matching

ABSENT = Found(Result.ABSENT, note="PyPI does not know this package")


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """A name, or a name and a version → the call."""
    del secrets
    return Call(f"https://pypi.org/pypi/{subjects[0].strip('/')}/json", "HEAD")


RESOLVER = Resolver(
    "pypi.org",
    matching(r"https?://(?:www\.)?pypi\.org/(?:project|p)/([A-Za-z0-9._-]+(?:/[A-Za-z0-9.!+_-]+)?)/?"),
    question,
    by_status({200: EXISTS, 404: ABSENT}),
)
