"""Records ↔ JSON Lines: one address a line, sorted, so that a state can be read, compared and merged like any other text.

A second file beside the state, the journal, takes each answer as it comes; a run that was killed goes on from there.
"""

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from pipeline.check.links.evidence import Answer, Hop, Presence, Result
from pipeline.check.links.history import Record, day
from pipeline.check.links.verdicts import Verdict

JUNK = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What reading a damaged line may raise."""


class Read(NamedTuple):
    """What could be read of some lines, and the numbers of those that could not."""

    records: Mapping[str, Record]
    unreadable: tuple[int, ...]


def text(records: Iterable[Record]) -> str:
    """Records → the lines of a state."""
    return "".join(f"{_line(_record(record))}\n" for record in sorted(records, key=lambda record: record.url))


def read(lines: str) -> Read:
    """The lines of a state → records by address. Of two for one address the newer counts; an unreadable line is left out."""
    found: dict[str, Record] = {}
    bad: list[int] = []
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = _recalled(json.loads(line))
        except JUNK:
            bad.append(number)
            continue
        if record.url not in found or _newer(record, found[record.url]):
            found[record.url] = record
    return Read(found, tuple(bad))


def merged(states: Iterable[Mapping[str, Record]]) -> Mapping[str, Record]:
    """Several states → one: for each address the record that was checked last. The order of the states does not matter."""
    whole: dict[str, Record] = {}
    for state in states:
        for url, record in state.items():
            if url not in whole or _newer(record, whole[url]):
                whole[url] = record
    return whole


def _newer(one: Record, other: Record) -> bool:
    return (one.last_checked, _line(_record(one))) > (other.last_checked, _line(_record(other)))


def load(path: Path) -> Read:
    """The state in a file; an empty one where there is none."""
    return read(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else Read({}, ())


def save(path: Path, records: Iterable[Record]) -> None:
    """Write a state whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as temporary:
        try:
            temporary.write(text(records).encode())
            temporary.flush()
            os.fsync(temporary.fileno())
            temporary.close()
            os.replace(temporary.name, path)  # noqa: PTH105 - the atomic one, named plainly
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise


def journal(path: Path) -> Path:
    """Where the journal of a state lies."""
    return path.with_name(f"{path.name}.journal")


def entry(url: str, answers: Iterable[Answer]) -> str:
    """A line of the journal: all answers about one address so far."""
    return f"{_line({'url': url, 'answers': [_answer(answer) for answer in answers]})}\n"


def entries(lines: str) -> Mapping[str, tuple[Answer, ...]]:
    """A journal → the answers by address; a last line that was cut short is left out."""
    found: dict[str, tuple[Answer, ...]] = {}
    for line in lines.split("\n"):
        try:
            data = json.loads(line)
            found[str(data["url"])] = tuple(map(_answered, data["answers"]))
        except JUNK:
            continue
    return found


def moment(at: float) -> str:
    """Seconds since 1970 → a time of ISO 8601, in UTC, to the second."""
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: str | None) -> float | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def _needed(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def _record(record: Record) -> dict[str, Any]:
    return {
        "url": record.url,
        "first_seen": day(record.first_seen),
        "last_ok": None if record.last_ok is None else day(record.last_ok),
        "last_checked": moment(record.last_checked),
        "last_verdict": record.last_verdict.value,
        "since": moment(record.since),
        "streak_definite": record.streak_definite,
        "streak_transient": record.streak_transient,
        "failing_days": list(record.failing_days),
        "counted": None if record.counted is None else moment(record.counted),
        "doomed": None if record.doomed is None else moment(record.doomed),
        "final_url": record.final_url,
        "etag": record.etag,
        "confirmed_by": record.confirmed_by,
        "confirmed_at": None if record.confirmed_at is None else day(record.confirmed_at),
        "snapshot": record.snapshot,
        "snapshot_at": None if record.snapshot_at is None else moment(record.snapshot_at),
        "answers": [_answer(answer) for answer in record.answers],
    }


def _recalled(data: Mapping[str, Any]) -> Record:
    checked = _needed(data["last_checked"])
    return Record(
        url=_word(data["url"]),
        first_seen=_needed(data["first_seen"]),
        last_checked=checked,
        last_verdict=Verdict(data["last_verdict"]),
        since=_seconds(data.get("since")) or checked,
        last_ok=_seconds(data.get("last_ok")),
        streak_definite=int(data["streak_definite"]),
        streak_transient=int(data["streak_transient"]),
        failing_days=tuple(map(_word, data["failing_days"])),
        counted=_seconds(data.get("counted")),
        doomed=_seconds(data.get("doomed")),
        final_url=data.get("final_url"),
        etag=data.get("etag"),
        confirmed_by=data.get("confirmed_by"),
        confirmed_at=_seconds(data.get("confirmed_at")),
        snapshot=data.get("snapshot"),
        snapshot_at=_seconds(data.get("snapshot_at")),
        answers=tuple(map(_answered, data.get("answers", ()))),
    )


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _answer(answer: Answer) -> dict[str, Any]:
    """An answer, without what it does not say."""
    whole = {
        "method": answer.method,
        "at": moment(answer.at),
        "result": answer.result.value,
        "hops": [[hop.url, hop.status, hop.host, hop.ms] for hop in answer.hops],
        "wall": answer.wall,
        "passing": answer.passing,
        "anchors": {fragment: presence.value for fragment, presence in answer.anchors.items()},
        "note": answer.note,
        "etag": answer.etag,
        "wait": answer.wait,
    }
    return {name: value for name, value in whole.items() if value not in (None, "", [], {})}


def _answered(data: Mapping[str, Any]) -> Answer:
    return Answer(
        method=_word(data["method"]),
        at=_needed(data["at"]),
        result=Result(data["result"]),
        hops=tuple(Hop(*hop) for hop in data.get("hops", ())),
        wall=data.get("wall"),
        passing=data.get("passing"),
        anchors={fragment: Presence(presence) for fragment, presence in data.get("anchors", {}).items()},
        note=data.get("note", ""),
        etag=data.get("etag"),
        wait=data.get("wait"),
    )
