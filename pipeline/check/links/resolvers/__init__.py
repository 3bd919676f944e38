"""Who knows whether a page exists, and answers programs: one module a site, one line in the table. Each is pure; `run` asks."""

from collections.abc import Iterator

from pipeline.check.links.resolvers import arxiv, crates, doi, github, npm, pypi, wikipedia, youtube
from pipeline.check.links.resolvers.resolver import Resolver

RESOLVERS: tuple[Resolver, ...] = (
    doi.RESOLVER,
    arxiv.RESOLVER,
    github.RESOLVER,
    youtube.RESOLVER,
    pypi.RESOLVER,
    npm.RESOLVER,
    crates.RESOLVER,
    wikipedia.RESOLVER,
)


def responsible(url: str) -> tuple[Resolver, str] | None:
    """An address → who knows of it, and what it is called there; `None` when nobody does."""
    return next(_responsible(url), None)


def _responsible(url: str) -> Iterator[tuple[Resolver, str]]:
    for resolver in RESOLVERS:
        subject = resolver.subject(url)
        if subject is not None:
            yield resolver, subject
