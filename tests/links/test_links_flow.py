"""Whole runs in a simulated world: what is told when, what is remembered, what is asked again."""

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import flow as steps
from pipeline.check.links import history, state, urls
from pipeline.check.links.answers import kept
from pipeline.check.links.evidence import Call, Hop, Presence, Reply, Result
from pipeline.check.links.history import DAY
from pipeline.check.links.judge import judge
from pipeline.check.links.plan import Question
from pipeline.check.links.run import Run
from pipeline.check.links.verdicts import Verdict
from pipeline.flow import links as flow
from pipeline.flow import memory
from tests.conftest import Book, put
from tests.links.simulation import START, Simulated, World, book_of, codes, failed, run, said, verdict

A = "https://a.example.org/page"
NIGHT = DAY


def page(status: int, **more: object) -> Callable[[Call], Reply]:
    return lambda call: said(call, status, **more)  # type: ignore[arg-type]


def nights(root: Path, world: World, count: int, until: str | None = None) -> list[tuple[int, flow.Linked]]:
    """One run a night; stops on the night on which there is an error."""
    found = []
    for night in range(count):
        linked = run(root, world, Simulated(START + night * NIGHT))
        found.append((night, linked))
        if until is not None and until in codes(linked):
            break
    return found


def test_a_dead_host_is_red_on_day_6_or_7_and_not_before(book: Book) -> None:
    root = book_of(book, [A, "https://b.example.org/", "https://c.example.org/"])
    world = World({A: failed})
    found = nights(root, world, 30, "LNK209")
    night, linked = found[-1]
    assert 6 <= night <= 7
    assert linked.outcome(strict=False) == 1
    assert all(linked.outcome(strict=False) == 0 for _, linked in found[:-1])
    assert next(finding.message for finding in linked.diagnostics if finding.code.code == "LNK209").startswith(
        f"`{A}` is dead: no answer in time"
    )


def test_a_dead_host_stays_dead_until_it_answers_once(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: failed})
    nights(root, world, 8)
    assert codes(run(root, world, Simulated(START + 9 * NIGHT)), A) == ["LNK209"]
    world.pages.clear()
    assert codes(run(root, world, Simulated(START + 10 * NIGHT)), A) == []
    world.pages[A] = failed
    # All begins anew.
    assert codes(run(root, world, Simulated(START + 30 * NIGHT)), A) == ["LNK211"]


def test_a_death_needs_two_methods() -> None:
    record = history.Record(A, START, START, Verdict.UNREACHABLE, START, streak_transient=2, counted=START)
    one = said(Call(A, "GET"), 500)

    get = kept(Call(A, "GET"), one, START + 6 * DAY)
    head = kept(Call(A, "HEAD"), failed(Call(A)), START + 6 * DAY)
    for answers, streak in (((get,), 2), ((head, get), 3)):
        base = judge(A, None, answers)
        assert history.after(record, A, base, answers, START + 6 * DAY).streak_transient == streak


def test_a_link_with_an_anchor_dies_too(book: Book) -> None:
    root = book_of(book, [f"{A}#salt"])
    found = nights(root, World({A: failed}), 30, "LNK209")
    assert 6 <= found[-1][0] <= 7


def test_flaky_requests_never_make_a_build_red() -> None:
    """Each request fails with p = 0.2: a thousand nights with four links each, no red build."""

    addresses = [f"https://h{number}.example.org/p" for number in range(4)]
    world, records, red = World(chance=0.2), {}, []
    for night in range(1000):
        now = START + night * NIGHT
        questions = [
            Question(url, streak=records[url].streak_transient if url in records else 0)
            for url in addresses
            if history.due(records.get(url), now)
        ]
        for url, answers in Run(world, Simulated(now), lambda *_: None, threads=1).ask(questions).items():
            base = judge(url, None, answers)
            records[url] = history.after(records.get(url), url, base, answers, now)
            if history.settled(base, records[url]).verdict is Verdict.BROKEN:
                red.append((night, url))
    assert red == []
    assert len(world.calls) > 500


def test_flaky_requests_never_make_a_pull_request_red() -> None:
    """The same for links that nobody has seen before: each of a thousand pull requests adds five."""

    world = World(chance=0.2, dice=random.Random(7))
    red = 0
    for number in range(1000):
        addresses = [f"https://h{host}.example.org/{number}" for host in range(5)]
        answers = Run(world, Simulated(), lambda *_: None, threads=1).ask([Question(url) for url in addresses])
        for url in addresses:
            base = judge(url, None, answers[url])
            record = history.after(None, url, base, answers[url], START)
            red += history.settled(base, record).verdict is Verdict.BROKEN
    assert red == 0


def test_a_blackout_judges_and_keeps_nothing(book: Book) -> None:
    hosts = [f"https://h{number}.example.org/p" for number in range(10)]
    root = book_of(book, hosts)
    run(root, World(), Simulated())
    file = root / ".pipeline/links.jsonl"
    before = file.read_bytes()
    for result in (Result.NO_SUCH_NAME, Result.TIMEOUT, Result.UNREACHED):
        dark = World({url: lambda call, result=result: failed(call, result) for url in [*hosts, *_others(root)]})
        linked = run(root, dark, Simulated(START + 9 * DAY), refresh=True)
        assert linked.outcome(strict=True) == 3
        assert {judgement.verdict for _, judgement in linked.links} == {Verdict.UNCHECKED}
        assert (linked.diagnostics, file.read_bytes()) == ((), before)
        assert [path.name for path in file.parent.iterdir()] == ["links.jsonl"]


def _others(root: Path) -> list[str]:
    return list(state.load(root / ".pipeline/links.jsonl").records)


def test_a_few_dead_hosts_are_no_blackout(book: Book) -> None:
    hosts = [f"https://h{number}.example.org/p" for number in range(20)]
    root = book_of(book, hosts)
    world = World(dict.fromkeys(hosts[:5], failed))
    assert run(root, world, Simulated()).outcome(strict=False) == 0
    # Five of 23 hosts are less than 30 %; seven more of the 18 that were well are more.
    world.pages |= dict.fromkeys(hosts[:12], failed)
    assert run(root, world, Simulated(START + 8 * DAY)).unusable


def test_hosts_known_to_be_dead_are_no_blackout(book: Book) -> None:
    dead = [f"https://h{number}.example.org/p" for number in range(8)]
    root = book_of(book, [*dead, *(f"https://l{number}.example.org/" for number in range(22))])
    world = World(dict.fromkeys(dead, failed))
    nights(root, world, 9)
    assert run(root, world, Simulated(START + 10 * DAY), hosts=tuple(urls.host(url) for url in dead)).outcome(strict=False) == 1


def test_a_second_run_asks_nothing(book: Book) -> None:
    root = book_of(book, [A, f"{A}#salt", "https://doi.org/10.1000/182", "https://github.com/bread/salt"])
    world = World(
        {
            "https://doi.org/api/handles/10.1000/182": page(200, body='{"responseCode":1}'),
            "https://api.github.com/repos/bread/salt": page(200, body='{"full_name":"bread/salt"}'),
        }
    )
    first = run(root, world, Simulated())
    asked = len(world.calls)
    second = run(root, world, Simulated(START + 3600))
    assert (len(world.calls), second.asked) == (asked, 0)
    assert set(second.verdicts) == {"ok.cached"}
    assert set(first.verdicts) == {"ok"}


def test_a_seventh_is_due_every_night() -> None:
    records = [history.Record(f"https://h.example.org/{number}", START, START, Verdict.OK, START, START) for number in range(7000)]
    shares = []
    for night in range(1, 15):
        now = START + night * DAY
        due = [number for number, record in enumerate(records) if history.due(record, now)]
        for number in due:
            old = records[number]
            records[number] = history.Record(old.url, START, now, Verdict.OK, START, now)
        shares.append(len(due) / len(records))
    assert all(abs(share - 1 / 7) < 0.03 for share in shares)
    assert all(record.last_checked >= START + 7 * DAY for record in records)


def test_a_new_link_that_is_gone_is_an_error_at_once(book: Book) -> None:
    for status in (404, 410):
        linked = run(book_of(book, [A]), World({A: page(status)}), Simulated())
        assert (verdict(linked, A), codes(linked), linked.outcome(strict=False)) == ("broken", ["LNK209"], 1)


def test_a_page_is_gone_only_after_two_looks_ten_seconds_apart(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: page(404)})
    clock = Simulated()
    run(root, world, clock)
    assert [call.method for call in world.calls if call.url == A] == ["HEAD", "GET", "GET"]
    assert clock.time - START >= 10
    answers = iter([404, 404, 200])
    world.pages[A] = lambda call: said(call, next(answers))
    assert verdict(run(root, world, Simulated(START + 2 * DAY)), A) == "ok"


def test_an_old_link_that_is_gone_is_an_error_a_day_later(book: Book) -> None:
    root = book_of(book, [A])
    world = World()
    run(root, world, Simulated())
    world.pages[A] = page(404)
    assert codes(run(root, world, Simulated(START + 8 * DAY)), A) == ["LNK211"]
    assert codes(run(root, world, Simulated(START + 8 * DAY + 3600)), A) == ["LNK211"]
    assert codes(run(root, world, Simulated(START + 9 * DAY + 60)), A) == ["LNK209"]


def test_an_unknown_name_is_dead_a_day_later(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: lambda call: failed(call, Result.NO_SUCH_NAME)})
    assert codes(run(root, world, Simulated()), A) == ["LNK211"]
    assert codes(run(root, world, Simulated(START + DAY + 60)), A) == ["LNK209"]


def test_a_bad_certificate_is_an_error_after_30_days(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: lambda call: failed(call, Result.CERTIFICATE)})
    assert codes(run(root, world, Simulated()), A) == ["LNK211"]
    assert codes(run(root, world, Simulated(START + 29 * DAY)), A) == ["LNK211"]
    assert codes(run(root, world, Simulated(START + 31 * DAY)), A) == ["LNK209"]


def test_a_wall_never_fails_and_is_looked_at_by_hand_after_half_a_year(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: page(403)})
    for month in range(6):
        linked = run(root, world, Simulated(START + month * 31 * DAY))
        assert (verdict(linked, A), codes(linked), linked.outcome(strict=True)) == ("blocked", [], 0)
        assert memory.health(root, root / ".pipeline/links.jsonl")["look"] == []
    run(root, world, Simulated(START + 187 * DAY))
    assert memory.health(root, root / ".pipeline/links.jsonl")["look"] == [A]
    assert memory.confirm(root / ".pipeline/links.jsonl", A, "seen by Ada", START + 188 * DAY)
    run(root, world, Simulated(START + 220 * DAY))
    assert memory.health(root, root / ".pipeline/links.jsonl")["look"] == []


def test_a_look_by_hand_lets_doubts_rest(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: page(200, final="https://a.example.org/", steps=(302,))})
    assert codes(run(root, world, Simulated()), A) == ["LNK211"]
    file = root / ".pipeline/links.jsonl"
    assert not memory.confirm(file, "https://nobody.example.org/", "x")
    assert memory.confirm(file, A, "the start page is right", START + 60)
    assert codes(run(root, world, Simulated(START + 8 * DAY)), A) == []
    assert any("the start page is right" in line for line in memory.why(file, A))


def test_failures_are_never_replayed(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: failed})
    assert verdict(run(root, world, Simulated()), A) == "unreachable"
    linked = run(root, world, Simulated(START + 600))
    assert (verdict(linked, A), codes(linked, A)) == ("unchecked", [])


def test_what_has_moved_is_repaired_after_two_days(book: Book) -> None:
    root = book_of(book, [A], {"content/pages/more.md": MOVED})
    world = World({A: page(200, final="https://a.example.org/new(1)/x", steps=(301, 308))})
    linked = run(root, world, Simulated())
    assert codes(linked, A) == ["LNK210"] * 7
    assert flow.repair(root, linked, write=True) == {}
    linked = run(root, world, Simulated(START + 31 * DAY))
    texts = flow.repair(root, linked, write=True)
    assert set(texts) == {"content/pages/links.md", "content/pages/more.md"}
    assert (root / "content/pages/more.md").read_text(encoding="utf-8") == MOVED.replace(A, "https://a.example.org/new(1)/x").replace(
        "`https://a.example.org/new(1)/x`", f"`{A}`"
    )
    again = run(root, world, Simulated(START + 32 * DAY))
    assert flow.repair(root, again, write=True) == {}


MOVED = """---
title: More
---
[One](https://a.example.org/page#salt "Title"), ![two](https://a.example.org/page), <https://a.example.org/page>,
<a href="https://a.example.org/page">three</a>, [four][label] and [five][label] (a comment: `https://a.example.org/page`).

[label]: https://a.example.org/page
"""


def test_now_repairs_at_once_and_a_difference_writes_nothing(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: page(200, final="https://a.example.org/new", steps=(301,))})
    linked = run(root, world, Simulated(), now=True)
    before = (root / "content/pages/links.md").read_bytes()
    texts = flow.repair(root, linked, write=False)
    assert (root / "content/pages/links.md").read_bytes() == before
    assert "+- <https://a.example.org/new>" in flow.patch(linked, texts, visible=False)


RESOURCE = "- {{id: salt-study, title: Salt, url: {url}, kind: book, topic: safety{more}}}\n"


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_field_is_repaired_in_its_quotes(book: Book, quote: str) -> None:
    root = book({"content/resources/salt.yaml": RESOURCE.format(url=f"{quote}{A}{quote}", more="")})
    world = World({A: page(200, final="https://a.example.org/new", steps=(301,))})
    flow.repair(root, run(root, world, Simulated(), now=True), write=True)
    assert (root / "content/resources/salt.yaml").read_text(encoding="utf-8") == RESOURCE.format(
        url=f"{quote}https://a.example.org/new{quote}", more=""
    )


def test_a_field_is_not_repaired_where_yaml_would_read_something_else(book: Book) -> None:
    root = book({"content/resources/salt.yaml": RESOURCE.format(url=A, more="")})
    world = World({A: page(200, final="https://a.example.org/a,b", steps=(301,))})
    assert flow.repair(root, run(root, world, Simulated(), now=True), write=True) == {}


def test_what_an_entry_says_of_its_link_counts(book: Book) -> None:
    skip = RESOURCE.format(url=A, more=", link: {policy: skip, reason: answers only in a browser}")
    world = World({A: page(404)})
    linked = run(book({"content/resources/salt.yaml": skip}), world, Simulated())
    assert (verdict(linked, A), codes(linked), world.counts[A]) == ("excluded", [], 0)
    short = RESOURCE.format(url=A, more=", link: {keep_short: true}")
    world = World({A: page(200, final="https://a.example.org/new", steps=(301,))})
    assert codes(run(book({"content/resources/salt.yaml": short}), world, Simulated())) == []


def test_exclusions_have_a_reason_and_an_end(book: Book) -> None:
    settings = (Path(__file__).parent.parent / "books/minimal/content/book.yaml").read_text(encoding="utf-8")
    rules = "link_check:\n  exclude:\n    - {host: example.org, reason: the whole house}\n"
    root = book_of(book, [A], {"content/book.yaml": settings + rules})
    world = World()
    assert set(run(root, world, Simulated()).verdicts) == {"excluded"}
    assert world.calls == []
    put(root, "content/book.yaml", settings + rules.replace("reason: the whole house", "reason: x, until: '2025-12-31'"))
    linked = run(root, world, Simulated())
    assert codes(linked) == ["BLD903"]
    assert verdict(linked, A) == "ok"
    pattern = settings + 'link_check: {exclude: [{pattern: "https://a.example.org/*", reason: x}]}\n'
    put(root, "content/book.yaml", pattern)
    assert verdict(run(root, world, Simulated()), A) == "excluded"


def test_a_comment_silences_a_finding_here_and_is_not_idle_in_a_check(book: Book) -> None:
    text = f"---\ntitle: Links\n---\n<!-- pipeline: ignore[LNK209] kept for the record -->\n\n[a]({A})\n"
    root = book({"content/pages/links.md": text})
    assert codes(run(root, World({A: page(404)}), Simulated()), A) == []
    assert [finding.code.code for finding in steps.check(root).diagnostics] == []


def test_credentials_are_neither_sent_nor_printed_nor_stored(book: Book) -> None:
    hidden = "https://ada:s3cret@a.example.org/page"
    keyed = "https://b.example.org/page?access_token=s3cret&x=1"
    root = book_of(book, [hidden, keyed])
    world = World({keyed: page(200, final="https://b.example.org/new?token=s3cret", steps=(301,))})
    linked = run(root, world, Simulated())
    assert all("ada" not in call.url for call in world.calls)
    text = json.dumps(memory.links_data(linked.links)) + (root / ".pipeline/links.jsonl").read_text(encoding="utf-8")
    text += "".join(finding.message + (finding.help or "") for finding in linked.diagnostics)
    assert "s3cret" not in text
    assert "access_token=***" in text


def test_three_links_that_end_at_one_page_are_suspicious(book: Book) -> None:
    old = [f"https://a.example.org/{name}" for name in "xyz"]
    for count, expected in ((3, "suspicious"), (2, "moved")):
        root = book_of(book, old[:count])
        world = World({url: page(200, final="https://a.example.org/all", steps=(301,)) for url in old})
        assert verdict(run(root, world, Simulated()), old[0]) == expected


def test_the_archive_is_asked_for_what_is_dead(book: Book) -> None:
    copy = "https://web.archive.org/web/20240530000000/https://a.example.org/page"
    root = book({"content/resources/salt.yaml": RESOURCE.format(url=A, more=", year: 2024")})
    ask = f"https://web.archive.org/web/2024/{A}"
    world = World({A: page(404), ask: lambda call: said(call, 302, Location=copy)})
    (finding,) = run(root, world, Simulated()).diagnostics
    assert copy in (finding.help or "")
    run(root, world, Simulated(START + 3600))
    assert world.counts[ask] == 1


def test_that_there_is_no_copy_is_remembered_for_a_day(book: Book) -> None:
    root = book_of(book, [A])
    ask = f"https://web.archive.org/web/2/{A}"
    world = World({A: page(404), ask: page(404)})
    for hours, count in ((0, 1), (5, 1), (25, 2)):
        run(root, world, Simulated(START + hours * 3600))
        assert world.counts[ask] == count


def test_since_asks_for_new_links_only(book: Book) -> None:
    root = book_of(book, [A, "https://b.example.org/"])
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    file = root / "content/pages/links.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace(f"- <{A}>\n", f"- again <{A}>\n- <https://new.example.org/>\n"), encoding="utf-8"
    )
    put(root, "content/pages/untracked.md", "---\ntitle: U\n---\n<https://untracked.example.org/>\n")
    world = World()
    linked = run(root, world, Simulated(), since="HEAD")
    assert sorted(world.counts) == ["https://new.example.org/", "https://untracked.example.org/"]
    assert {link.url for link, _ in linked.links} == set(world.counts)


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True, timeout=60)


def test_shards_together_are_the_whole_and_no_host_is_in_two(book: Book, tmp_path: Path) -> None:
    addresses = [f"https://h{number}.example.org/{path}" for number in range(12) for path in "ab"]
    root = book_of(book, addresses)
    whole = World({addresses[0]: page(404)})
    run(root, whole, Simulated())
    parts = []
    hosts: list[set[str]] = []
    for shard in (1, 2, 3):
        world = World(whole.pages)
        part = flow.links(root, flow.Request(tmp_path / f"{shard}.jsonl", shard=(shard, 3), threads=1), transport=world, clock=Simulated())
        parts.append(part)
        hosts.append({urls.host(call.url) for call in world.calls if "archive" not in call.url})
    assert sum(len(part.links) for part in parts) == len(run(root, whole, Simulated()).links)
    assert all(not one & other for number, one in enumerate(hosts) for other in hosts[number + 1 :])
    assert memory.merge([tmp_path / "1.jsonl", tmp_path / "3.jsonl", tmp_path / "2.jsonl"], tmp_path / "all.jsonl") == len(
        state.load(root / ".pipeline/links.jsonl").records
    )
    merged = state.load(tmp_path / "all.jsonl").records
    assert {url: record.last_verdict for url, record in merged.items()} == {
        url: record.last_verdict for url, record in state.load(root / ".pipeline/links.jsonl").records.items()
    }


def test_the_order_of_links_changes_nothing(book: Book) -> None:
    addresses = [f"https://h{number}.example.org/{path}" for number in range(6) for path in "ab"]
    found = []
    for turned in (addresses, addresses[::-1]):
        linked = run(book_of(book, turned), World({addresses[3]: page(404), addresses[5]: page(403)}), Simulated())
        found.append({(link.url, judgement.verdict, judgement.reason) for link, judgement in linked.links})
    assert found[0] == found[1]


def test_time_that_is_up_leaves_the_rest_unchecked(book: Book) -> None:
    root = book_of(book, [f"https://a.example.org/{number}" for number in range(100)])
    clock = Simulated()
    linked = run(root, World(), clock, seconds=5.0)
    assert clock.time - START <= 7
    assert linked.verdicts["unchecked"] > 50
    assert linked.verdicts["ok"] >= 20
    assert linked.outcome(strict=True) == 0


def test_one_request_for_many_fragments(book: Book) -> None:
    root = book_of(book, [f"{A}#x", f"{A}#y", f"{A}#:~:text=salt", A])

    def half(call: Call) -> Reply:
        anchors = {fragment: Presence.FOUND if fragment == "x" else Presence.MISSING for fragment in call.fragments}
        return Reply(Result.ANSWERED, (Hop(call.url, 200, "a.example.org", 1),), {}, b"", anchors)

    world = World({A: half})
    linked = run(root, world, Simulated())
    assert world.counts[A] == 1
    assert {link.target: judgement.verdict.value for link, judgement in linked.links if link.url == A} == {
        A: "ok",
        f"{A}#x": "ok",
        f"{A}#y": "anchor-missing",
        f"{A}#:~:text=salt": "ok",
    }
    assert codes(linked, "#y") == ["LNK211"]


def test_an_anchor_that_is_missing_on_our_own_host_is_an_error(book: Book) -> None:
    settings = (Path(__file__).parent.parent / "books/minimal/content/book.yaml").read_text(encoding="utf-8")
    root = book_of(book, [f"{A}#y"], {"content/book.yaml": settings + "link_check: {own_hosts: [a.example.org]}\n"})

    def missing(call: Call) -> Reply:
        return Reply(Result.ANSWERED, (Hop(call.url, 200, "a.example.org", 1),), {}, b"", dict.fromkeys(call.fragments, Presence.MISSING))

    assert codes(run(root, World({A: missing}), Simulated())) == ["LNK209"]


def test_conditional_requests_where_the_history_has_a_tag(book: Book) -> None:
    root = book_of(book, [A])
    world = World({A: page(200, ETag='"one"')})
    run(root, world, Simulated())
    world.pages[A] = page(304)
    assert verdict(run(root, world, Simulated(START + 9 * DAY)), A) == "ok"
    assert world.calls[-1].headers == {"If-None-Match": '"one"'} or any(call.headers for call in world.calls if call.url == A)


def test_a_book_that_is_not_sound_is_not_asked_about(book: Book) -> None:
    world = World()
    linked = run(book({"content/book.yaml": "title: Bread\n"}), world, Simulated())
    assert (linked.outcome(strict=False), world.calls) == (2, [])


def test_health_tells_of_each_chapter(book: Book) -> None:
    root = book_of(book, [A])
    state_file = root / ".pipeline/links.jsonl"
    run(root, World({A: page(404)}), Simulated())
    data = memory.health(root, state_file)
    assert data["verdicts"]["broken"] == 1
    assert next(row["chapter"] for row in data["chapters"]).startswith("chapters:")
    text = memory.markdown(data)
    assert f"- `{A}`: `status 404, twice` (`content/pages/links.md:4`)" in text


def test_text_of_a_server_is_no_markdown(book: Book) -> None:
    root = book_of(book, [A])
    evil = "https://a.example.org/`<img src=x>`[x](javascript:1)\x1b[31m"
    linked = run(root, World({A: page(200, final=evil, steps=(301,))}), Simulated())
    assert all("\x1b" not in finding.message + (finding.help or "") for finding in linked.diagnostics)
    text = memory.markdown(memory.health(root, root / ".pipeline/links.jsonl"))
    assert "\x1b" not in text
    assert "``" not in text
    assert [line.count("`") % 2 for line in text.splitlines()] == [0] * len(text.splitlines())
