"""Packages at npm, asked at its registry: the pages answer 403 to programs (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md)."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from pipeline.check.links.evidence import Call, Result
from pipeline.check.links.resolvers.resolver import EXISTS, Found, Resolver, Secrets, by_status, matching

ABSENT = Found(Result.ABSENT, note="npm does not know this package")


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """A name (with its scope), or a name and a version → the call."""
    del secrets
    name, _, version = unquote(subjects[0]).partition("/v/")
    tail = f"/{quote(version, safe='')}" if version else ""
    return Call(f"https://registry.npmjs.org/{quote(name, safe='@')}{tail}", "HEAD")


RESOLVER = Resolver(
    "npmjs.com",
    matching(r"https?://(?:www\.)?npmjs\.(?:com|org)/package/((?:(?:@|%40)[\w.~-]+(?:/|%2f))?[\w.~-]+(?:/v/[\w.+-]+)?)/?(?:\?.*)?"),
    question,
    by_status({200: EXISTS, 404: ABSENT}),
)
