"""Book → its links to the outside: from Markdown, from HTML in it, and from the fields that their schema calls addresses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import Any

from pipeline.check.links import urls
from pipeline.model.document import Book, Entry, Kind, Mention, Path, Prose
from pipeline.model.schema import Schema, expand, pruned, strings
from pipeline.model.span import Span

ADDRESSES = frozenset({"uri", "uri-reference"})
WEB = re.compile(r"\s*(?:https?|doi):", re.IGNORECASE)
DOI = re.compile(r"\s*doi:", re.IGNORECASE)
DEFINED = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:[\s>]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s<]\S*))", re.DOTALL)
BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")


class Role(Enum):
    """What is done with a link."""

    PROBE = "probe"
    ARCHIVE = "archive"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the outside: the address that is asked for, its fragment, and where it stands.

    `target` is what is meant, decoded; `span` where it is written; `where` the field it stands in (`resources[3].url`), empty in a body.
    `place` is the destination alone, where it can be replaced (`None` where it cannot). `reason` says why it is left out; `refusable`
    that a wall is no news, `short` that a shortened address stays as it is; `day` is a day the entry tells, for a copy of that time.
    """

    url: str
    fragment: str | None
    target: str
    span: Span
    item: str
    kind: Kind
    where: str = ""
    role: Role = Role.PROBE
    reason: str = ""
    place: Span | None = None
    style: str = ""
    refusable: bool = False
    short: bool = False
    day: str = ""


def collect(book: Book) -> tuple[Link, ...]:
    """All links of a book to the outside, in order of their places."""
    schemas = {name: pruned(expand(name, book.schemas), ("format", "x-link")) for name in book.schemas}
    found = [
        link for entry in (book.settings, *book.entries) for link in (*_fields(entry, schemas.get(entry.collection, {})), *_written(entry))
    ]
    return tuple(sorted(found, key=lambda link: link.span.key))


def address(target: str) -> str:
    """A destination as meant → the address that is asked for: a DOI has one at doi.org."""
    return f"https://doi.org/{DOI.sub('', target)}" if DOI.match(target) else target


def _fields(entry: Entry, schema: Schema) -> Iterator[Link]:
    """The addresses in fields. What the schema says of a field (`x-link`) and the entry of its link (`link.policy`) counts."""
    policy = entry.data.get("link")
    policy = policy if isinstance(policy, Mapping) else {}
    for path, text, part in strings(schema, entry.data):
        treatment = part.get("x-link")
        if part.get("format") not in ADDRESSES or not WEB.match(text) or treatment == "ignore":
            continue
        own = policy if path == ("url",) else {}
        role = Role.ARCHIVE if treatment == "archive" else Role.SKIP if own.get("policy") == "skip" else Role.PROBE
        reason = {Role.ARCHIVE: "a copy kept by an archive", Role.SKIP: str(own.get("reason", ""))}.get(role, "")
        yield _link(entry, text, entry.span(*path), Kind.FIELD, path, role=role, reason=reason, own=own, place=entry.span(*path))


def _written(entry: Entry) -> Iterator[Link]:
    """The links of an entry's Markdown."""
    for path, prose in entry.prose():
        for mention in prose.mentions:
            if mention.kind is not Kind.CITATION and WEB.match(mention.target):
                yield _link(entry, mention.target, mention.span, mention.kind, path, place=_place(entry, prose, mention))


def _link(
    entry: Entry,
    target: str,
    span: Span,
    kind: Kind,
    path: Path,
    *,
    role: Role = Role.PROBE,
    reason: str = "",
    own: Mapping[str, Any] | None = None,
    place: Span | None = None,
) -> Link:
    url, fragment = urls.split(address(target))
    begin = entry.marks.at(path).begin if path else 0
    return Link(
        url,
        fragment,
        target,
        span,
        entry.name,
        kind,
        where(path),
        role,
        reason,
        place,
        entry.source.text[begin : begin + 1] if path else "",
        refusable=(own or {}).get("policy") == "blocked-ok",
        short=(own or {}).get("keep_short") is True,
        day=next((str(entry.data[name]) for name in ("published", "date", "year", "added") if entry.data.get(name)), ""),
    )


def where(path: Path) -> str:
    """A path as people write it: `resources[3].url`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _place(entry: Entry, prose: Prose, mention: Mention) -> Span | None:
    """Where the destination of a mention stands by itself: at the mention, or in the definition that a label refers to."""
    source = entry.source
    if mention.kind is not Kind.REFERENCE:
        return mention.span if _plain(source.cut(mention.span)) == mention.target else None
    for definition in prose.definitions:
        if definition.note or definition.first is not None or definition.span.start is None:
            continue
        match = DEFINED.match(source.cut(definition.span))
        group = "angle" if match and match["angle"] is not None else "bare"
        if match and _plain(match[group]) == mention.target:
            begin = source.offset(definition.span.start)
            return source.span(begin + match.start(group), begin + match.end(group))
    return None


def _plain(written: str) -> str:
    """A destination as written → as meant: without escapes and entities."""
    return unescape(BACKSLASH.sub(r"\1", written))
