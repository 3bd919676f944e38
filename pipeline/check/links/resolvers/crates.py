"""Packages at crates.io, asked at its interface: each page there is the same program (https://crates.io/data-access)."""

from collections.abc import Sequence

from pipeline.check.links.evidence import Call, Result
from pipeline.check.links.resolvers.resolver import EXISTS, Found, Resolver, Secrets, by_status, matching

ABSENT = Found(Result.ABSENT, note="crates.io does not know this package")


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """A name, or a name and a version → the call."""
    del secrets
    return Call(f"https://crates.io/api/v1/crates/{subjects[0]}", "GET", cap=1)


RESOLVER = Resolver(
    "crates.io",
    matching(r"https?://(?:www\.)?crates\.io/crates/([A-Za-z0-9_-]+(?:/[0-9][\w.+-]*)?)/?"),
    question,
    by_status({200: EXISTS, 404: ABSENT}),
    gap=1.0,
)
