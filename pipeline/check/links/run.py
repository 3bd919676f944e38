"""Questions → answers: who asks, in which order, on how many threads. The clock and the transport are parameters.

With one thread everything happens in the caller's, so that a simulated clock can let days pass.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pipeline.check.links import plan, urls
from pipeline.check.links.answers import kept
from pipeline.check.links.evidence import Answer, Call, Hop, Reply, Result
from pipeline.check.links.plan import Question
from pipeline.check.links.queues import Queues
from pipeline.check.links.resolvers import responsible
from pipeline.check.links.resolvers.resolver import Found, Resolver, Secrets

Transport = Callable[[Call], Reply]
THREADS = 32
LONGEST_STEP = 0.2
"""Seconds after which a waiting thread looks whether it is time to stop."""


class Clock(Protocol):
    """What time it is, and how to let it pass."""

    def now(self) -> float:
        """Seconds since 1970; never goes back during a run."""

    def wait(self, condition: threading.Condition, seconds: float) -> None:
        """Let so many seconds pass, or fewer if the condition is told; the condition is held."""


class SystemClock:
    """The machine's own: its date at the start, and from there the seconds that really pass."""

    def __init__(self) -> None:
        self.start = time.time() - time.monotonic()

    def now(self) -> float:
        return self.start + time.monotonic()

    def wait(self, condition: threading.Condition, seconds: float) -> None:
        condition.wait(seconds)


class Progress(NamedTuple):
    """How far a run is: questions answered, all questions, and seconds that the rest may take (`None` before anyone can tell)."""

    done: int
    total: int
    left: float | None


@dataclass(frozen=True, slots=True)
class _Page:
    question: Question


@dataclass(frozen=True, slots=True)
class _Batch:
    resolver: Resolver
    members: tuple[tuple[Question, str], ...]


@dataclass(slots=True)
class Run:
    """One run. `told` hears of each address when its last answer is in, in whichever thread that came.

    `secrets` are keys by resolver; `until` the time at which nothing more is asked.
    """

    transport: Transport
    clock: Clock
    told: Callable[[str, Sequence[Answer]], None]
    threads: int = THREADS
    secrets: Secrets = field(default_factory=dict)
    until: float | None = None
    queues: Queues["_Page | _Batch"] = field(default_factory=Queues)
    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    condition: threading.Condition = field(default_factory=threading.Condition)
    total: int = 0
    done: int = 0
    asked: int = 0
    begun: float = 0.0
    stopped: bool = False
    failure: BaseException | None = None

    def ask(self, questions: Iterable[Question], progress: Callable[[Progress], None] = lambda _: None) -> Mapping[str, Sequence[Answer]]:
        """Ask everything, or what time allows → the answers of each address whose last one is in. Raises what a thread raised."""
        self.begun = self.clock.now()
        with self.condition:
            self._start(list(questions))
        if self.threads <= 1:
            self._work(progress)
        else:
            for number in range(min(self.threads, max(self.queues.waiting, 1))):
                threading.Thread(target=self._thread, name=f"links-{number}", daemon=True).start()
            self._watch(progress)
        if self.failure is not None:
            raise self.failure
        with self.condition:
            self.stopped = True
            self.condition.notify_all()
            return {url: tuple(self.answers[url]) for url in self.finished}

    @property
    def finished(self) -> list[str]:
        """The addresses about which enough is known."""
        return [
            url for url, question in self.questions.items() if plan.following(question, self.answers[url]) is None and self.answers[url]
        ]

    def _start(self, questions: list[Question]) -> None:
        """Everything into its queue; resolvers that take many subjects at once get them in batches."""
        gathered: dict[str, tuple[Resolver, list[tuple[Question, str]]]] = {}
        for question in questions:
            self.questions[question.url] = question
            self.answers[question.url] = []
            found = responsible(question.url) if question.resolvable else None
            if found is None:
                self._queue(_Page(question), 0.0)
            else:
                gathered.setdefault(found[0].name, (found[0], []))[1].append((question, found[1]))
        self.total = len(questions)
        for resolver, members in gathered.values():
            for number, begin in enumerate(range(0, len(members), resolver.batch)):
                batch = _Batch(resolver, tuple(members[begin : begin + resolver.batch]))
                self._queue(batch, self.clock.now() + number * resolver.gap if resolver.gap > self.queues.gap else 0.0)

    def _queue(self, job: "_Page | _Batch", at: float) -> None:
        self.queues.put(_host(job, self.secrets), at, job)
        self.condition.notify()

    def _thread(self) -> None:
        try:
            self._work(lambda _: None)
        except BaseException as error:  # noqa: BLE001 - told to whoever waits for the threads
            with self.condition:
                self.failure = self.failure or error
                self.condition.notify_all()

    def _work(self, progress: Callable[[Progress], None]) -> None:
        """Ask one question after the other, until nothing is left or time is up."""
        while (job := self._next()) is not None:
            if isinstance(job, _Page):
                self._page(job.question)
            else:
                self._batch(job)
            progress(self.progress())

    def _next(self) -> "_Page | _Batch | None":
        with self.condition:
            while not self.stopped:
                now = self.clock.now()
                if self.queues.empty or self.failure is not None or (self.until is not None and now >= self.until):
                    break
                job = self.queues.take(now)
                if job is not None:
                    return job
                pause = self.queues.pause(now)
                seconds = LONGEST_STEP if pause is None else pause if self.threads <= 1 else min(pause, LONGEST_STEP)
                self.clock.wait(self.condition, max(seconds, 0.001))
            self.condition.notify_all()
            return None

    def _page(self, question: Question) -> None:
        step = plan.following(question, self.answers[question.url])
        if step is not None:
            answer = kept(step.call, self.transport(step.call), self.clock.now())
        with self.condition:
            self.asked += 1
            if step is not None:
                self.answers[question.url].append(answer)
            self.queues.done(_host(_Page(question), self.secrets))
            self._onward(question)

    def _batch(self, batch: _Batch) -> None:
        """Ask a resolver; what it does not know is asked for like any page."""
        subjects = tuple(dict.fromkeys(subject for _, subject in batch.members))
        call = batch.resolver.question(subjects, self.secrets)
        if len(batch.members) == 1 and batch.members[0][0].etag:
            call = Call(
                call.url, call.method, cap=call.cap, headers={**call.headers, "If-None-Match": batch.members[0][0].etag}, follow=call.follow
            )
        reply = self.transport(call)
        said = batch.resolver.reading(subjects, reply)
        now = self.clock.now()
        with self.condition:
            self.asked += 1
            self.queues.done(_host(batch, self.secrets))
            for question, subject in batch.members:
                found = said.get(subject, Found(Result.UNTOLD))
                self.answers[question.url].append(_told(batch.resolver, question, found, reply, now))
                self._onward(question)

    def _onward(self, question: Question) -> None:
        """The next step of an address, or the end of it."""
        answers = self.answers[question.url]
        step = plan.following(question, answers)
        if step is not None:
            self._queue(_Page(question), step.at)
            return
        self.done += 1
        self.told(question.url, tuple(answers))
        self.condition.notify_all()

    def _watch(self, progress: Callable[[Progress], None]) -> None:
        """Wait for the threads; one that hangs in a request when time is up is left behind."""
        with self.condition:
            while not self.queues.empty and self.failure is None and not (self.until is not None and self.clock.now() >= self.until):
                progress(self.progress())
                self.condition.wait(LONGEST_STEP)
            self.stopped = True
        progress(self.progress())

    def progress(self) -> Progress:
        """How far it is. The rest takes as long as its longest queue, or as the threads need at the speed so far."""
        passed = self.clock.now() - self.begun
        if not self.done or self.done == self.total:
            return Progress(self.done, self.total, None if not self.done else 0.0)
        pace = passed / self.done * (self.total - self.done)
        longest = self.queues.longest()
        return Progress(self.done, self.total, max(pace, longest))


def _host(job: "_Page | _Batch", secrets: Secrets) -> str:
    """Whose queue a job stands in."""
    return urls.host(job.question.url if isinstance(job, _Page) else job.resolver.question((job.members[0][1],), secrets).url)


def _told(resolver: Resolver, question: Question, found: Found, reply: Reply, now: float) -> Answer:
    """What a resolver said, as an answer about the address."""
    url = found.url or question.url
    status = reply.status if found.result is not Result.UNTOLD or reply.result is Result.ANSWERED else None
    hops = (
        Hop(urls.masked(url), status, urls.host(reply.hops[-1].url) if reply.hops else None, reply.hops[-1].ms if reply.hops else None),
    )
    return Answer(resolver.name, now, found.result, hops, note=found.note, etag=reply.headers.get("etag", "")[:200] or None)
