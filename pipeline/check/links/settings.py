"""`link_check` of content/book.yaml → what the link checker may do and what it leaves out. The schema has judged the shapes already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from pipeline.check.links import urls
from pipeline.check.links.exclusions import KEY
from pipeline.check.links.vetting import Network, networks
from pipeline.model.document import Book, Path

LONGEST = 2000
"""Characters of an address that are compared with a pattern."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Addresses that are not asked for: those of a host and below it, or those that fit a pattern; why, and until which day."""

    host: str
    pattern: str
    reason: str
    until: str
    way: Path

    def holds(self, today: str) -> bool:
        """Whether it still counts."""
        return not (self.until and today and self.until < today)

    def fits(self, url: str) -> bool:
        """Whether it speaks of an address."""
        name = urls.host(url)
        by_host = bool(self.host) and (name == self.host or name.endswith(f".{self.host}"))
        return by_host or (bool(self.pattern) and fnmatchcase(url[:LONGEST], self.pattern))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book says of its links."""

    exclusions: tuple[Exclusion, ...] = ()
    allowed: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset()
    own: frozenset[str] = frozenset()

    def exclusion(self, url: str, today: str) -> Exclusion | None:
        """The exclusion that speaks of an address, if one does and still counts."""
        return next((each for each in self.exclusions if each.holds(today) and each.fits(url)), None)


def of(book: Book) -> Settings:
    """What a book says; what has a wrong shape is left out, for the schema has reported it."""
    data = book.settings.data.get(KEY)
    if not isinstance(data, Mapping):
        return Settings()
    return Settings(
        tuple(_exclusions(data.get("exclude"))),
        tuple(_networks(data.get("allow_addresses"))),
        frozenset(port for port in _list(data.get("allow_ports")) if isinstance(port, int)),
        frozenset(name.lower() for name in _list(data.get("own_hosts")) if isinstance(name, str)),
    )


def _exclusions(data: Any) -> Iterator[Exclusion]:
    for number, each in enumerate(_list(data)):
        if isinstance(each, Mapping) and isinstance(each.get("reason"), str):
            host, pattern, until = (str(each.get(name) or "") for name in ("host", "pattern", "until"))
            yield Exclusion(host.lower(), pattern, each["reason"], until, (KEY, "exclude", number))


def _networks(data: Any) -> Iterator[Network]:
    for text in _list(data):
        try:
            yield from networks([str(text)])
        except ValueError:
            continue


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []
