"""A book → the state of its links to the outside: collected, asked for, judged in the light of other days, remembered."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import check as checking
from pipeline import edit as editing
from pipeline import load as loading
from pipeline import report as reporting
from pipeline.check.links import history, settings, state, urls
from pipeline.check.links.collect import Link, Role, collect
from pipeline.check.links.diagnose import diagnose
from pipeline.check.links.evidence import Answer, Call, Reply
from pipeline.check.links.exclusions import expired
from pipeline.check.links.history import Record
from pipeline.check.links.judge import House, judge
from pipeline.check.links.plan import Question
from pipeline.check.links.resolvers import archive, responsible
from pipeline.check.links.run import THREADS, Clock, Progress, Run, SystemClock
from pipeline.check.links.verdicts import Certainty, Judgement, Verdict
from pipeline.flow import changes, judgement
from pipeline.flow.catalogue import codes
from pipeline.flow.causes import ordered
from pipeline.flow.verdict import Checked, Health
from pipeline.flow.verdict import Verdict as Findings
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book

STATE = Path(".pipeline/links.jsonl")
FRESH = 86_400.0
"""Seconds for which a run that was killed can be taken up."""
CROWD = 3
"""Addresses of one host that end at one page before that page is suspected."""
SECRETS = {"github.com": "GITHUB_TOKEN"}
"""Keys of resolvers, and the variables of the environment that hold them."""
NETWORK, INTERRUPTED = 3, 130


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked of a run: which links (changed since a revision, of a shard, of some hosts), and for how long.

    `seconds` is when to stop asking; `refresh` asks for what is known, too; `now` repairs at once what has moved; `threads` ask.
    """

    state: Path
    since: str | None = None
    shard: tuple[int, int] | None = None
    seconds: float | None = None
    refresh: bool = False
    hosts: tuple[str, ...] = ()
    now: bool = False
    threads: int = THREADS


@dataclass(frozen=True, slots=True)
class Linked(Findings):
    """A book whose links were looked at: the findings, each link with its judgement, and how the run went.

    `asked` counts requests; `unusable` says that it is our own network that fails; `unreadable` are lines of the state.
    """

    links: tuple[tuple[Link, Judgement], ...] = ()
    asked: int = 0
    unusable: bool = False
    interrupted: bool = False
    unreadable: tuple[int, ...] = ()
    allows: bool = False

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many addresses (with their fragments) have each verdict, in the order of the verdicts."""
        unique = {(link.url, link.fragment): found.verdict for link, found in self.links}
        counts = Counter(unique.values())
        return {verdict.value: counts[verdict] for verdict in Verdict if counts[verdict]}

    def outcome(self, *, strict: bool) -> int:
        """The exit status."""
        if self.health is not Health.SOUND:
            return 2
        if self.unusable:
            return NETWORK
        return INTERRUPTED if self.interrupted else self.status(strict=strict)


@dataclass(slots=True)
class _Results:
    """What a run brought: the answers, how many requests it took, whether it was cut short."""

    answers: dict[str, Sequence[Answer]] = field(default_factory=dict)
    asked: int = 0
    interrupted: bool = False


def links(
    root: Path,
    request: Request,
    *,
    transport: Callable[[Call], Reply] | None = None,
    clock: Clock | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Linked:
    """Look at the links of a book, and remember what was seen in the state. Raises NoRevisionError, and OSError for the state.

    Without a transport the network is asked, as `link_check` in content/book.yaml allows.
    """
    checked = judgement.check(root)
    if checked.health is not Health.SOUND:
        grave = tuple(finding for finding in checked.diagnostics if checked.grave(finding))
        return Linked(grave, checked.sources, checked.health)
    clock = clock or SystemClock()
    book, house = checked.site.book, settings.of(checked.site.book)
    known = state.load(request.state)
    chosen = tuple(_chosen(book, request, root))
    probed = {link.url: link for link in chosen if _excused(link, house, book) is None}
    wanted = _wanted(chosen, probed)
    due = [url for url in probed if request.refresh or request.since or history.due(known.records.get(key(url)), clock.now(), wanted[url])]
    results = _ask(request, [_question(url, wanted[url], known.records) for url in due], _transport(transport, house), clock, progress)
    fresh = {url: answers for url, answers in results.answers.items() if url in probed}
    domestic = House(house.own | _home(book), _crowded(fresh, known.records))
    base = {url: judge(url, None, answers, domestic) for url, answers in fresh.items()}
    if _offline(base, known.records):
        state.journal(request.state).unlink(missing_ok=True)
        nothing = tuple((link, Judgement(Verdict.UNCHECKED, "our own network fails", Certainty.UNKNOWN)) for link in chosen)
        return Linked((), checked.sources, checked.health, nothing, results.asked, unusable=True, unreadable=known.unreadable)
    records = {
        **known.records,
        **{key(url): history.after(known.records.get(key(url)), key(url), base[url], fresh[url], clock.now()) for url in base},
    }
    judged = tuple((link, _judged(link, records, fresh, domestic, _excused(link, house, book))) for link in chosen)
    # Addresses of a house's own network are nobody else's business.
    asking = not results.interrupted and not house.allowed
    known_now, copies = _copies(judged, records, _transport(transport, house), clock, asking=asking)
    if known_now != known.records or known.unreadable:
        state.save(request.state, known_now.values())
    state.journal(request.state).unlink(missing_ok=True)
    found = _found(checked, judged, known_now, copies, request)
    return Linked(
        found,
        checked.sources,
        checked.health,
        judged,
        results.asked,
        interrupted=results.interrupted,
        unreadable=known.unreadable,
        allows=bool(house.allowed),
    )


def _chosen(book: Book, request: Request, root: Path) -> Iterator[Link]:
    """The links that a run is about."""
    changed = changes.since(root, request.since) if request.since else None
    for link in collect(book):
        if changed is not None and not _new(link, changed):
            continue
        if request.shard is not None and urls.share(link.url, request.shard[1]) != request.shard[0]:
            continue
        name = urls.host(link.url)
        if not request.hosts or any(name == host or name.endswith(f".{host}") for host in request.hosts):
            yield link


def _new(link: Link, changed: changes.Changes) -> bool:
    """Whether a link stands in a line that has changed, and was nowhere before."""
    if link.span.start is None or link.span.end is None:
        return False
    return changed.holds(link.span.path, link.span.start.line, link.span.end.line) and link.target not in changed.gone


def _excused(link: Link, house: settings.Settings, book: Book) -> Judgement | None:
    """Why a link is not asked for; `None` for one that is."""
    if link.role is not Role.PROBE:
        return Judgement(Verdict.EXCLUDED, link.reason, Certainty.DEFINITE)
    if urls.credentials(link.url):
        return Judgement(Verdict.REFUSED, "it holds a user's name or password", Certainty.DEFINITE)
    exclusion = house.exclusion(link.url, book.today)
    return Judgement(Verdict.EXCLUDED, exclusion.reason, Certainty.DEFINITE) if exclusion else None


def _wanted(chosen: Iterable[Link], probed: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The anchors that are wanted of each address."""
    wanted: dict[str, set[str]] = {url: set() for url in probed}
    for link in chosen:
        if (anchor := urls.anchor(link.fragment)) is not None and link.url in wanted:
            wanted[link.url].add(anchor)
    return {url: frozenset(anchors) for url, anchors in wanted.items()}


def key(url: str) -> str:
    """What an address is called in the state: nothing secret is written down."""
    return urls.masked(url)


def _question(url: str, fragments: frozenset[str], records: Mapping[str, Record]) -> Question:
    record = records.get(key(url))
    return Question(url, fragments, record.etag if record else None, record.streak_transient if record else 0, responsible(url) is not None)


def _transport(transport: Callable[[Call], Reply] | None, house: settings.Settings) -> Callable[[Call], Reply]:
    if transport is not None:
        return transport
    from pipeline.check.links.engine import Engine, Limits

    return Engine(Limits(allowed=house.allowed, ports=house.ports))


def _ask(
    request: Request, questions: list[Question], transport: Callable[[Call], Reply], clock: Clock, progress: Callable[[Progress], None]
) -> _Results:
    """Ask; every answer goes into the journal at once, and what a killed run has left there is not asked for again."""
    path = state.journal(request.state)
    results = _Results()
    asked = {question.url for question in questions}
    with suppress(OSError):
        for url, answers in state.entries(path.read_text(encoding="utf-8", errors="replace")).items():
            if url in asked and answers and 0 <= clock.now() - answers[-1].at < FRESH:
                results.answers[url] = answers
    left = [question for question in questions if question.url not in results.answers]
    if not left:
        return results
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as journal:

        def told(url: str, answers: Sequence[Answer]) -> None:
            # An address with a key in it is asked for again rather than written down.
            if not _secret(url):
                journal.write(state.entry(url, answers))
                journal.flush()

        until = None if request.seconds is None else clock.now() + request.seconds
        run = Run(transport, clock, told, request.threads, {name: os.environ.get(word, "") for name, word in SECRETS.items()}, until)
        try:
            results.answers |= run.ask(left, progress)
        except KeyboardInterrupt:
            results.interrupted = True
            run.stopped = True
            results.answers |= {url: tuple(run.answers[url]) for url in run.finished}
        results.asked = run.asked
    return results


def _secret(url: str) -> bool:
    return urls.masked(url) != url


def _home(book: Book) -> frozenset[str]:
    """The host at which the book is published."""
    publish = book.settings.data.get("publish")
    url = publish.get("url") if isinstance(publish, Mapping) else None
    return frozenset({urls.host(url)} if isinstance(url, str) and urls.host(url) else ())


def _crowded(fresh: Mapping[str, Sequence[Answer]], records: Mapping[str, Record]) -> frozenset[str]:
    """Pages at which three or more of our addresses on one host end."""
    ends = {key(url): answers[-1].final for url, answers in fresh.items() if answers and len(answers[-1].hops) > 1}
    ends |= {url: record.final_url for url, record in records.items() if url not in fresh and record.final_url}
    counts = Counter((urls.host(url), urls.identity(final)) for url, final in ends.items() if final)
    return frozenset(final for (_, final), count in counts.items() if count >= CROWD)


def _offline(base: Mapping[str, Judgement], records: Mapping[str, Record]) -> bool:
    """Whether so many hosts fail at once that it must be us. Those that failed before count only when everybody fails."""
    hosts: dict[str, list[Verdict]] = {}
    failing: dict[str, list[Verdict]] = {}
    for url, found in base.items():
        record = records.get(key(url))
        if record is None or record.last_verdict is not Verdict.BROKEN:
            failed = record is not None and record.last_verdict is Verdict.UNREACHABLE
            (failing if failed else hosts).setdefault(urls.host(url), []).append(found.verdict)
    down = {name for name, verdicts in {**hosts, **failing}.items() if set(verdicts) == {Verdict.UNREACHABLE}}
    return history.unusable(hosts) or (history.unusable({**hosts, **failing}) and len(down) == len({**hosts, **failing}))


def remembered(link: Link, records: Mapping[str, Record], book: Book) -> Judgement:
    """What the state says of a link, as it was when it was last asked for; nobody is asked."""
    house = settings.of(book)
    excused, record = _excused(link, house, book), records.get(key(link.url))
    if excused is not None:
        return excused
    if record is None:
        return Judgement(Verdict.UNCHECKED, "it was never asked for", Certainty.UNKNOWN)
    return history.settled(judge(link.url, link.fragment, record.answers, House(house.own | _home(book), _crowded({}, records))), record)


def _judged(
    link: Link, records: Mapping[str, Record], fresh: Mapping[str, Sequence[Answer]], house: House, excused: Judgement | None
) -> Judgement:
    """What is known of a link: by what was answered now, else by evidence that is still fresh."""
    record = records.get(key(link.url))
    if excused is not None:
        return excused
    if record is None:
        return Judgement(Verdict.UNCHECKED, "there was no time to ask", Certainty.UNKNOWN)
    found = history.settled(judge(link.url, link.fragment, fresh.get(link.url, record.answers), house), record)
    if link.url in fresh:
        return found
    if found.verdict in {Verdict.UNREACHABLE, Verdict.BROKEN, Verdict.INSECURE, Verdict.REFUSED}:
        # A failure is never repeated from memory.
        return replace(found, verdict=Verdict.UNCHECKED, certainty=Certainty.UNKNOWN, reason=f"not asked for again yet ({found.reason})")
    return replace(found, verdict=Verdict.CACHED) if found.verdict is Verdict.OK else found


def _copies(
    judged: Sequence[tuple[Link, Judgement]],
    records: Mapping[str, Record],
    transport: Callable[[Call], Reply],
    clock: Clock,
    *,
    asking: bool,
) -> tuple[Mapping[str, Record], Mapping[str, str]]:
    """Where an archive keeps the dead pages, as of the day that the entry tells; that there is no copy is remembered for a day."""
    known = dict(records)
    copies: dict[str, str] = {}
    for link, found in judged:
        record = known.get(key(link.url))
        if record is None or found.verdict is not Verdict.BROKEN or found.certainty is not Certainty.DEFINITE or _secret(link.url):
            continue
        if asking and record.snapshot is None and (record.snapshot_at is None or clock.now() - record.snapshot_at >= FRESH):
            told, copy = archive.reading(transport(archive.question(link.url, link.day)))
            record = known[record.url] = replace(record, snapshot=copy, snapshot_at=clock.now() if told else record.snapshot_at)
        if record.snapshot is not None:
            copies[link.url] = record.snapshot
    return known, copies


def _found(
    checked: Checked, judged: Sequence[tuple[Link, Judgement]], records: Mapping[str, Record], copies: Mapping[str, str], request: Request
) -> tuple[Diagnostic, ...]:
    """The findings, as the comments in the content and the settings want them."""
    book = checked.site.book
    found = []
    for link, verdict in judged:
        record = records.get(key(link.url))
        looked = record is not None and history.confirmed(record, record.last_checked)
        finding = diagnose(link, verdict, now=request.now, confirmed=looked, copies=copies)
        # Credentials are reported by every check (LNK208).
        if finding is not None and not urls.credentials(link.target):
            found.append(finding)
    online = {code.code for code in checking.ONLINE}
    kept = [finding for finding in checking.suppress(found, book, codes()) if finding.code.code in online]
    configured = [finding for finding in checking.configure(kept, book, codes()) if finding.code.code in online]
    return ordered((*configured, *expired(book)))


def repair(root: Path, linked: Linked, *, write: bool) -> Mapping[str, tuple[str, str]]:
    """Let links that have moved lead to where they moved → each file that changes, with its text before and after.

    A file is left alone when it would not have as many links as before, or where somebody else has changed it. Raises OSError.
    """
    sources = {path: source for path, source in linked.sources.items() if editing.editable(root, path)}
    texts = editing.fix(linked.diagnostics, sources, unsafe=False)
    if not texts:
        return {}
    before, after = (Counter(link.span.path for link in collect(loading.load(root, changed).value)) for changed in (None, texts))
    return {
        path: (sources[path].text, text)
        for path, text in texts.items()
        if before[path] == after[path] and (not write or editing.write(root, path, sources[path].text, text))
    }


def patch(linked: Linked, texts: Mapping[str, tuple[str, str]], *, visible: bool) -> str:
    """What a repair changes, as a unified diff; `visible` shows on a terminal what would act on it."""
    whole = "".join(editing.difference(path, old, new) for path, (old, new) in sorted(texts.items()))
    whole = reporting.covered(whole, linked.sources, linked.diagnostics)
    return "".join(f"{reporting.visible(line)}\n" for line in whole.split("\n")[:-1]) if visible else whole
