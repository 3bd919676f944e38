"""What was seen of an address on other days, and the laws that follow from it. Pure: days pass in milliseconds in a test.

The constants of a death by streak are those of InternetArchiveBot: three failures, three days apart each.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.check.links import urls
from pipeline.check.links.evidence import Answer, Presence, Result
from pipeline.check.links.verdicts import LIVING, Certainty, Judgement, Verdict

HOUR, DAY = 3600.0, 86400.0
COUNTED_APART = 259_200.0
"""Seconds between two failures that count towards a death by streak."""
FATAL = 3
"""Counted failures that make an address dead."""
SECOND_LOOK = DAY
"""Seconds between two looks at a page that is gone, or a name that nobody knows, before an old link is called dead."""
LIVE = 604_800.0
"""Seconds after which a living address is asked for again."""
REST = 12 * HOUR
NIGHTS = 7
LIFETIMES = {Verdict.MOVED: 30 * DAY, Verdict.REDIRECTED: LIVE, Verdict.SUSPICIOUS: LIVE, Verdict.BLOCKED: 30 * DAY, Verdict.INSECURE: DAY}
"""Seconds for which evidence is fresh. That a page is gone is never replayed: it is asked for again each time."""
INSECURE_FOR = 30 * DAY
LOOKED = 180 * DAY
"""Seconds for which a human's look counts; blocked addresses without one for so long are to be looked at by hand."""
DAYS = 10


@dataclass(frozen=True, slots=True)
class Record:
    """The memory of one address. Times are seconds since 1970, days `YYYY-MM-DD`.

    `since` is when the present verdict began; `counted` and `doomed` when a failure last counted towards the transient and the
    definite streak; `snapshot` is where an archive keeps a dead page, and when it was asked; `answers` the evidence of the last probe.
    """

    url: str
    first_seen: float
    last_checked: float
    last_verdict: Verdict
    since: float
    last_ok: float | None = None
    streak_definite: int = 0
    streak_transient: int = 0
    failing_days: tuple[str, ...] = ()
    counted: float | None = None
    doomed: float | None = None
    final_url: str | None = None
    etag: str | None = None
    confirmed_by: str | None = None
    confirmed_at: float | None = None
    snapshot: str | None = None
    snapshot_at: float | None = None
    answers: tuple[Answer, ...] = ()


def after(past: Record | None, url: str, base: Judgement, answers: Iterable[Answer], now: float) -> Record:
    """The memory of an address once more has been seen; `base` is the judgement of the address without a fragment."""
    kept = tuple(answers)
    old = past or Record(url, now, now, base.verdict, now)
    final = base.final if base.verdict in {Verdict.MOVED, Verdict.REDIRECTED, Verdict.SUSPICIOUS} else None
    same = past is not None and old.last_verdict is base.verdict and old.final_url == final
    record = replace(
        old,
        last_checked=now,
        last_verdict=base.verdict,
        since=old.since if same else now,
        final_url=final,
        etag=next((answer.etag for answer in reversed(kept) if answer.etag and (answer.good or answer.result is Result.EXISTS)), old.etag),
        answers=kept,
    )
    if base.verdict in LIVING:
        record = replace(record, last_ok=now, streak_definite=0, streak_transient=0, failing_days=(), counted=None, doomed=None)
    elif _final(base, kept):
        record = _definite(record, now)
    elif base.verdict is Verdict.UNREACHABLE:
        record = _transient(record, now, kept)
    elif base.verdict in {Verdict.BLOCKED, Verdict.INSECURE, Verdict.SUSPICIOUS}:
        # Somebody answered: the server lives, whatever it thinks of us.
        record = replace(record, streak_transient=0, counted=None)
    dead = settled(base, record).verdict is Verdict.BROKEN
    return replace(record, last_verdict=Verdict.BROKEN) if dead else record


def _final(base: Judgement, answers: tuple[Answer, ...]) -> bool:
    """Whether the failure will not pass by itself: gone, or a name that nobody knows."""
    return base.verdict is Verdict.BROKEN or (bool(answers) and answers[-1].result is Result.NO_SUCH_NAME)


def _definite(record: Record, now: float) -> Record:
    if record.doomed is not None and now - record.doomed < SECOND_LOOK:
        return record
    return replace(record, streak_definite=record.streak_definite + 1, doomed=now, failing_days=_days(record, now))


def _transient(record: Record, now: float, answers: tuple[Answer, ...]) -> Record:
    """A failure counts three days after the last one that did; the one that kills must have been seen by two methods."""
    if record.counted is not None and now - record.counted < COUNTED_APART:
        return record
    methods = {answer.method for answer in answers if not answer.good}
    if record.streak_transient == FATAL - 1 and not methods >= {"HEAD", "GET"}:
        return record
    return replace(record, streak_transient=record.streak_transient + 1, counted=now, failing_days=_days(record, now))


def _days(record: Record, now: float) -> tuple[str, ...]:
    return tuple(sorted({*record.failing_days, day(now)}))[-DAYS:]


def settled(judgement: Judgement, record: Record) -> Judgement:
    """What a judgement means in the light of what was seen before; the record holds the probe it rests upon."""
    lasting = record.last_checked - record.since
    match judgement.verdict:
        case Verdict.UNREACHABLE if record.streak_transient >= FATAL:
            reason = f"{judgement.reason}; not reached on {FATAL} days, since {min(record.failing_days, default='')}"
            return replace(judgement, verdict=Verdict.BROKEN, reason=reason, certainty=Certainty.DEFINITE)
        case Verdict.UNREACHABLE if record.streak_definite > 1 and record.answers and record.answers[-1].result is Result.NO_SUCH_NAME:
            return replace(
                judgement, verdict=Verdict.BROKEN, reason=f"{judgement.reason}, for more than a day", certainty=Certainty.DEFINITE
            )
        case Verdict.BROKEN if record.last_ok is not None and record.streak_definite < 2:  # noqa: PLR2004 - the second look
            return replace(
                judgement,
                certainty=Certainty.PROBABLE,
                reason=f"{judgement.reason}; it was there before, so it is asked for again in a day",
            )
        case Verdict.MOVED if lasting >= SECOND_LOOK:
            return replace(judgement, certainty=Certainty.DEFINITE)
        case Verdict.INSECURE if lasting >= INSECURE_FOR:
            return replace(judgement, certainty=Certainty.DEFINITE, reason=f"{judgement.reason}, since {day(record.since)}")
        case Verdict.BLOCKED if by_hand(record):
            return replace(judgement, reason=f"{judgement.reason}; nobody has seen it for half a year: look by hand")
        case _:
            return judgement


def by_hand(record: Record) -> bool:
    """Whether a human should look: blocked for half a year, without other evidence and without a look."""
    seen = max(record.first_seen, record.last_ok or 0.0, record.confirmed_at or 0.0)
    return record.last_verdict is Verdict.BLOCKED and record.last_checked - seen >= LOOKED


def confirmed(record: Record, now: float) -> bool:
    """Whether a human's look still counts."""
    return record.confirmed_at is not None and now - record.confirmed_at < LOOKED


def due(record: Record | None, now: float, fragments: Collection[str] = ()) -> bool:
    """Whether an address must be asked for again. Anchors that were not seen make it due, and a clock that went backwards."""
    if record is None or now < record.last_checked:
        return True
    if record.last_verdict in LIVING and not all(_told(record, fragment) for fragment in fragments):
        return True
    return now >= expiry(record)


def _told(record: Record, fragment: str) -> bool:
    """Whether the evidence speaks of an anchor; that it is missing is asked again each time."""
    seen = next((answer.anchors[fragment] for answer in reversed(record.answers) if fragment in answer.anchors), Presence.MISSING)
    return seen is not Presence.MISSING


def expiry(record: Record) -> float:
    """When the evidence of a record is no longer fresh."""
    if record.last_verdict is Verdict.UNREACHABLE:
        # One hour after the first failure, then two, four … up to three days.
        failing = max(record.last_checked - record.since, 0.0)
        return record.last_checked + min(max(HOUR, failing), COUNTED_APART)
    if any(answer.result in {Result.EXISTS, Result.RENAMED} for answer in record.answers):
        return record.last_checked + LIFETIMES[Verdict.MOVED]
    if record.last_verdict is Verdict.OK:
        return _night(record)
    return record.last_checked + LIFETIMES.get(record.last_verdict, 0.0)


def _night(record: Record) -> float:
    """The next of the address's own nights: each has one in seven, so that a seventh of all is due every night."""
    today = int(record.last_checked // DAY)
    own = int(urls.chance(record.url) * NIGHTS)
    ahead = (own - today) % NIGHTS or NIGHTS
    return max((today + ahead) * DAY, record.last_checked + REST)


def unusable(states: Mapping[str, Iterable[Verdict]]) -> bool:
    """The verdicts of each host asked in one run → whether it is we who are offline: five hosts and more than 30 % not reached."""
    down = sum(all(verdict is Verdict.UNREACHABLE for verdict in verdicts) for verdicts in states.values())
    return down >= 5 and down > 0.3 * len(states)  # noqa: PLR2004 - the circuit breaker


def day(at: float) -> str:
    """A time → its day, in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
