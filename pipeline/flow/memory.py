"""What is remembered of links → what people and programs read of it; and what people add to it."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import load as loading
from pipeline.check.links import history, state, urls
from pipeline.check.links.collect import Link, collect
from pipeline.check.links.history import Record
from pipeline.check.links.judge import judge
from pipeline.check.links.verdicts import Judgement, Verdict
from pipeline.flow.links import Linked, key, remembered
from pipeline.model.document import Book

CHAPTERS = "chapters"
SECTIONS = (
    ("broken", "Dead"),
    ("anchor-missing", "Anchors that are missing"),
    ("suspicious", "Perhaps gone"),
    ("insecure", "Without a valid certificate"),
    ("moved", "Moved"),
)


def report(linked: Linked, text: str) -> str:
    """A report in JSON → the same with every link, and how many have each verdict."""
    return json.dumps({**json.loads(text), "links": links_data(linked.links), "verdicts": dict(linked.verdicts)}, indent=2) + "\n"


def links_data(judged: Iterable[tuple[Link, Judgement]]) -> list[dict[str, Any]]:
    """Each address with its fragment, its judgement and its places; keys in addresses are masked."""
    places: dict[tuple[str, str | None], list[Link]] = {}
    verdicts: dict[tuple[str, str | None], Judgement] = {}
    for link, found in judged:
        places.setdefault((link.url, link.fragment), []).append(link)
        verdicts[link.url, link.fragment] = found
    return [
        _link_data(url, fragment, verdicts[url, fragment], places[url, fragment])
        for url, fragment in sorted(places, key=lambda key: (key[0], key[1] or ""))
    ]


def _link_data(url: str, fragment: str | None, found: Judgement, places: Sequence[Link]) -> dict[str, Any]:
    return {
        "url": urls.masked(url),
        "fragment": fragment,
        "verdict": found.verdict.value,
        "reason": None if found.reason is None else urls.masked(found.reason),
        "certainty": found.certainty.value,
        "status": found.status,
        "hops": [{"url": hop.url, "status": hop.status, "host": hop.host, "ms": hop.ms} for hop in found.hops],
        "checked_at": None if found.at is None else state.moment(found.at),
        "places": [{"path": link.span.path, "start": _position(link.span.start), "end": _position(link.span.end)} for link in places],
    }


def _position(position: Any) -> dict[str, int] | None:
    return None if position is None else {"line": position.line, "column": position.column}


def confirm(path: Path, url: str, reason: str, now: float | None = None) -> bool:
    """Write into the state that a human has seen a page → whether the state knows its address. Raises OSError."""
    known = state.load(path)
    name = key(urls.split(url)[0])
    if name not in known.records:
        return False
    record = replace(known.records[name], confirmed_by=reason, confirmed_at=time.time() if now is None else now)
    state.save(path, {**known.records, name: record}.values())
    return True


def merge(parts: Iterable[Path], into: Path) -> int:
    """Several states (and the one that is there) → one file; how many addresses it holds. Raises OSError."""
    whole = state.merged(state.load(path).records for path in (into, *parts))
    state.save(into, whole.values())
    return len(whole)


def why(path: Path, url: str) -> tuple[str, ...]:
    """Everything that is remembered of an address, in lines of words; empty when nothing is."""
    record = state.load(path).records.get(key(urls.split(url)[0]))
    return () if record is None else tuple(_told(record, urls.split(url)[1]))


def _told(record: Record, fragment: str | None) -> Iterator[str]:
    found = history.settled(judge(record.url, fragment, record.answers), record)
    yield f"{record.url}: {found.verdict.value} ({found.certainty.value})" + (f", {found.reason}" if found.reason else "")
    in_order = "never" if record.last_ok is None else f"on {history.day(record.last_ok)}"
    yield f"first seen on {history.day(record.first_seen)}, last in order {in_order}, last asked for at {state.moment(record.last_checked)}"
    if record.failing_days:
        counts = f"{record.streak_transient} of {history.FATAL} failures that would make it dead, {record.streak_definite} times gone"
        yield f"failed on {', '.join(record.failing_days)}: {counts}"
    if record.confirmed_at is not None:
        yield f"looked at by hand on {history.day(record.confirmed_at)}: {record.confirmed_by}"
    if record.snapshot:
        yield f"a copy is kept at {record.snapshot}"
    yield f"asked for again from {state.moment(history.expiry(record))}"
    for answer in record.answers:
        hops = " -> ".join(f"{hop.url} {hop.status or '-'}" for hop in answer.hops)
        signs = ", ".join(filter(None, (answer.wall, answer.passing, answer.note)))
        yield f"  {state.moment(answer.at)} {answer.method} {answer.result.value}: {hops}" + (f" ({signs})" if signs else "")


def health(root: Path, path: Path) -> dict[str, Any]:
    """What the state says of the links of a book, without asking anyone: for programs, and for a page of the site.

    `chapters` counts verdicts by chapter; `look` are addresses that a human should look at.
    """
    book = loading.load(root).value
    records = state.load(path).records
    judged = [(link, remembered(link, records, book)) for link in collect(book)]
    titles = {entry.name: str(entry.data.get("title", entry.id)) for entry in book.entries if entry.collection == CHAPTERS}
    rows: dict[str, Counter[str]] = {name: Counter() for name in titles}
    for link, found in judged:
        for name in _chapters(link, book):
            rows.setdefault(name, Counter())[found.verdict.value] += 1
    unique = {(link.url, link.fragment): found.verdict.value for link, found in judged}
    order = [verdict.value for verdict in Verdict]
    return {
        "version": 1,
        "verdicts": {verdict: count for verdict in order if (count := Counter(unique.values())[verdict])},
        "chapters": [
            {
                "chapter": name,
                "title": titles.get(name, name),
                "verdicts": {verdict: counts[verdict] for verdict in order if counts[verdict]},
            }
            for name, counts in rows.items()
        ],
        "look": sorted(urls.masked(record.url) for record in records.values() if history.by_hand(record)),
        "links": links_data(judged),
    }


def _chapters(link: Link, book: Book) -> Sequence[str]:
    """The chapters that a link belongs to: its own, or those that its entry serves."""
    entry = next((entry for entry in book.entries if entry.name == link.item), None)
    if entry is None:
        return ()
    if entry.collection == CHAPTERS:
        return (entry.name,)
    named = entry.data.get(CHAPTERS)
    known = {member.id for member in book.entries if member.collection == CHAPTERS}
    return tuple(f"{CHAPTERS}:{name}" for name in named if name in known) if isinstance(named, list) else ()


def markdown(data: Mapping[str, Any]) -> str:
    """The health of the links → Markdown for an issue: what is dead, what has moved, what to look at, and how many are well."""
    counts = ", ".join(f"{count} {verdict}" for verdict, count in data["verdicts"].items()) or "no links"
    parts = ["# Links", "", f"{sum(data['verdicts'].values())} addresses: {counts}.", ""]
    for verdict, title in SECTIONS:
        found = [link for link in data["links"] if link["verdict"] == verdict]
        if found:
            parts += [f"## {title}", "", *(_line(link) for link in found), ""]
    if data["look"]:
        parts += ["## Look at these by hand", "", *(f"- `{_plain(url)}`" for url in data["look"]), ""]
    return "\n".join(parts)


def _line(link: Mapping[str, Any]) -> str:
    fragment = f"#{link['fragment']}" if link["fragment"] else ""
    places = ", ".join(f"`{place['path']}:{place['start']['line'] if place['start'] else 1}`" for place in link["places"][:5])
    return f"- `{_plain(link['url'] + fragment)}`: `{_plain(link['reason'] or link['verdict'])}` ({places})"


def _plain(text: str) -> str:
    """Text that others wrote, fit for a code span: no Markdown, no mention of anybody in an issue comes from a server."""
    return "".join(character if character.isprintable() and character != "`" else " " for character in text)[:300]
