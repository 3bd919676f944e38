"""Every verdict has a case that gives it and a near miss that does not; addresses have one identity; spans are exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline import load
from pipeline.check.links import state, urls
from pipeline.check.links.collect import collect
from pipeline.check.links.evidence import Answer, Hop, Presence, Result
from pipeline.check.links.history import Record
from pipeline.check.links.judge import House, judge
from pipeline.check.links.pages import Page
from pipeline.check.links.queues import Queues
from pipeline.check.links.verdicts import Verdict
from tests.conftest import Book

U = "https://a.example.org/page"


def answer(status: int | None = None, method: str = "GET", at: float = 0.0, **more: object) -> Answer:
    hops = more.pop("hops", (Hop(U, status, "a.example.org", 1),))
    return Answer(method, at, more.pop("result", Result.ANSWERED), hops, **more)  # type: ignore[arg-type]


def way(*steps: tuple[str, int]) -> Answer:
    return answer(hops=tuple(Hop(url, status, None, 1) for url, status in steps))


GONE = (answer(404), answer(404, at=11))
ROWS: list[tuple[str, tuple[Answer, ...], str, str | None]] = [
    ("ok", (answer(200),), "ok", None),
    ("ok by HEAD", (answer(200, "HEAD"),), "ok", None),
    ("ok: unchanged", (answer(304),), "ok", None),
    ("ok: a resolver knows it", (answer(200, "doi.org", result=Result.EXISTS),), "ok", None),
    ("ok: a resolver knows it behind a wall", (answer(200, "doi.org", result=Result.EXISTS), answer(403, "HEAD")), "ok", None),
    ("a 429 is not ok", (answer(429),), "blocked", None),
    ("moved", (way((U, 301), ("https://a.example.org/new", 308), ("https://a.example.org/newer", 200)),), "moved", None),
    (
        "not moved: one hop is temporary",
        (way((U, 301), ("https://a.example.org/new", 302), ("https://a.example.org/n", 200)),),
        "redirected",
        None,
    ),
    (
        "moved with its anchor",
        (answer(hops=(Hop(U, 301, None, 1), Hop(U + "2", 200, None, 1)), anchors={"x": Presence.FOUND}),),
        "moved",
        "x",
    ),
    (
        "not moved: the anchor stayed",
        (answer(hops=(Hop(U, 301, None, 1), Hop(U + "2", 200, None, 1)), anchors={"x": Presence.MISSING}),),
        "anchor-missing",
        "x",
    ),
    ("redirected", (way((U, 302), ("https://a.example.org/now", 200)),), "redirected", None),
    ("suspicious: start page", (way((U, 301), ("https://a.example.org/", 200)),), "suspicious", None),
    ("suspicious: login", (way((U, 302), ("https://a.example.org/login?next=/page", 200)),), "suspicious", None),
    ("not suspicious: a word like it", (way((U, 302), ("https://a.example.org/loginfo", 200)),), "redirected", None),
    ("suspicious: a page called 404", (way((U, 302), ("https://a.example.org/404.html", 200)),), "suspicious", None),
    ("not suspicious: a number like it", (way((U, 302), ("https://a.example.org/page-4041", 200)),), "redirected", None),
    ("suspicious: another site", (way((U, 301), ("https://parked.example.net/page", 200)),), "suspicious", None),
    ("not suspicious: a subdomain", (way((U, 301), ("https://www.example.org/page", 200)),), "moved", None),
    ("suspicious: from https to http", (way((U, 301), ("http://a.example.org/page", 200)),), "suspicious", None),
    ("broken: 404 twice", GONE, "broken", None),
    ("broken: 410 twice", (answer(410), answer(410, at=12)), "broken", None),
    ("not broken: once", (answer(404),), "unreachable", None),
    ("not broken: too soon", (answer(404), answer(404, at=3)), "unreachable", None),
    ("not broken: by HEAD", (answer(404, "HEAD"), answer(404, "HEAD", at=20)), "unreachable", None),
    ("not broken: the second look finds it", (answer(404), answer(200, at=11)), "ok", None),
    ("not broken: a wall", (answer(404, wall="x"), answer(404, at=11, wall="x")), "blocked", None),
    ("broken: a resolver agrees", (answer(404, "github.com", result=Result.ABSENT), answer(404, at=1)), "broken", None),
    ("not broken: only a resolver says so", (answer(404, "youtube.com", result=Result.ABSENT), answer(200, "HEAD")), "suspicious", None),
    ("broken: a circle", (answer(302, result=Result.LOOP),), "broken", None),
    ("not broken: a long way", (answer(302, result=Result.LENGTHY),), "suspicious", None),
    ("broken: impossible", (answer(result=Result.IMPOSSIBLE),), "broken", None),
    ("anchor-missing", (answer(200, anchors={"x": Presence.MISSING}),), "anchor-missing", "x"),
    ("anchor found", (answer(200, anchors={"x": Presence.FOUND}),), "ok", "x"),
    ("no anchor: the top", (answer(200),), "ok", "top"),
    ("no anchor: nothing behind the sharp", (answer(200),), "ok", ""),
    ("no anchor: words to show", (answer(200),), "ok", ":~:text=salt"),
    ("anchor-unknown", (answer(200, anchors={"x": Presence.UNKNOWN}),), "anchor-unknown", "x"),
    *((f"blocked: {status}", (answer(status),), "blocked", None) for status in (401, 403, 406, 407, 451, 999, 400, 405)),
    *(
        (f"unreachable: {result}", (answer(result=result),), "unreachable", None)
        for result in (
            Result.TIMEOUT,
            Result.RESET,
            Result.UNREACHED,
            Result.TRUNCATED,
            Result.NAME_FAILURE,
            Result.NO_SUCH_NAME,
            Result.MALFORMED,
            Result.OVERSIZED,
        )
    ),
    *((f"unreachable: {status}", (answer(status),), "unreachable", None) for status in (500, 502, 503, 504, 408, 425)),
    ("insecure", (answer(result=Result.CERTIFICATE),), "insecure", None),
    ("refused", (answer(result=Result.REFUSED),), "refused", None),
    ("unchecked", (), "unchecked", None),
    ("unchecked: a resolver could not tell", (answer(403, "github.com", result=Result.UNTOLD),), "unchecked", None),
    ("suspicious: a redirect to nowhere", (answer(302),), "suspicious", None),
]


@pytest.mark.parametrize(("answers", "verdict", "fragment"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_each_row(answers: tuple[Answer, ...], verdict: str, fragment: str | None) -> None:
    assert judge(U, fragment, answers).verdict.value == verdict


def test_a_page_of_many_links_is_suspicious_only_if_it_is_known() -> None:
    end = "https://a.example.org/all"
    assert judge(U, None, (way((U, 301), (end, 200)),), House(crowded={end})).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://BÜCHER.example/a", "https://xn--bcher-kva.example/a"),
        ("HTTPS://a.example:443/%7ex", "https://a.example/~x"),
        ("https://a.example", "https://a.example/#top"),
    ],
)
def test_one_identity_for_all_spellings(one: str, other: str) -> None:
    assert urls.split(one)[0] == urls.split(other)[0]


def test_different_queries_are_different_addresses() -> None:
    assert urls.split("https://a.example/?a=1&b=2") != urls.split("https://a.example/?b=2&a=1")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/?token=abc&x=1", "https://a.example/?token=***&x=1"),
        ("https://a.example/?x=1&X-Amz-Signature=abc", "https://a.example/?x=1&X-Amz-Signature=***"),
        ("https://ada:b@a.example/", "https://***@a.example/"),
        (
            "https://a.example/login?next=https%3A%2F%2Fa.example%2F%3Faccess_token%3Dabc",
            "https://a.example/login?next=https://a.example/?access_token=***",
        ),
        ("https://a.example/keys?page=2", "https://a.example/keys?page=2"),
        ("https://a.example/@ada/post", "https://a.example/@ada/post"),
    ],
)
def test_secrets_are_masked(url: str, shown: str) -> None:
    assert urls.masked(url) == shown


RECORDS = some.builds(
    Record,
    url=some.text(min_size=1, max_size=30).map(lambda text: f"https://a.example/{text!r}"),
    first_seen=some.just(1_760_000_000.0 - 1_760_000_000.0 % 86400),
    last_checked=some.integers(1_700_000_000, 1_900_000_000).map(float),
    last_verdict=some.sampled_from(list(Verdict)),
    since=some.integers(1_700_000_000, 1_900_000_000).map(float),
    streak_definite=some.integers(0, 5),
    streak_transient=some.integers(0, 5),
    confirmed_by=some.none() | some.text(max_size=20),
    answers=some.lists(
        some.builds(
            Answer,
            method=some.sampled_from(["HEAD", "GET", "doi.org"]),
            at=some.integers(1_700_000_000, 1_900_000_000).map(float),
            result=some.sampled_from(list(Result)),
            hops=some.lists(
                some.builds(Hop, some.text(max_size=20), some.none() | some.integers(100, 999), some.none(), some.none()), max_size=3
            ).map(tuple),
            anchors=some.dictionaries(some.text(max_size=5), some.sampled_from(list(Presence)), max_size=2),
            note=some.text(max_size=10),
        ),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(some.lists(RECORDS, max_size=5, unique_by=lambda record: record.url))
def test_a_state_is_read_as_it_was_written(records: list[Record]) -> None:
    text = state.text(records)
    read = state.read(text)
    assert read.unreadable == ()
    assert read.records == {record.url: record for record in records}
    assert state.text(read.records.values()) == text


@settings(max_examples=60, deadline=None)
@given(some.lists(some.lists(RECORDS, max_size=4, unique_by=lambda record: record.url), max_size=3))
def test_merging_knows_no_order(parts: list[list[Record]]) -> None:
    states = [{record.url: record for record in part} for part in parts]
    assert state.merged(states) == state.merged(states[::-1])
    assert state.merged([*states, *states]) == state.merged(states)


PLACES = """---
title: Places
summary: "See <https://summary.example.org/a> there."
---
[inline](https://inline.example.org/a_(b) "T"), [angle](<https://angle.example.org/a b>), ![image](https://image.example.org/i.png)
<https://auto.example.org/>, https://bare.example.org/x. and www.bare.example.org/y, [ref][one], [one], [entity](https://e.example.org/?a&amp;b=1)
<a href="https://html.example.org/?a&amp;b">h</a> and `https://code.example.org/` and $https://math.example.org/$ <!-- https://comment.example.org/ -->
[doi](doi:10.1000/182)[^1] [escaped](https://x.example.org/\\_a)

    https://block.example.org/

[one]: https://defined.example.org/1 "T"
[^1]: A note with https://note.example.org/.
"""


def test_links_are_found_where_they_stand(book: Book) -> None:
    root = book({"content/pages/places.md": PLACES})
    read = load.load(root).value
    source = read.sources["content/pages/places.md"]
    found = [(link.url, source.cut(link.span)) for link in collect(read) if link.span.path == source.path]
    assert found == [
        ("https://summary.example.org/a", "https://summary.example.org/a"),
        ("https://inline.example.org/a_(b)", "https://inline.example.org/a_(b)"),
        ("https://angle.example.org/a%20b", "https://angle.example.org/a b"),
        ("https://image.example.org/i.png", "https://image.example.org/i.png"),
        ("https://auto.example.org/", "https://auto.example.org/"),
        ("https://bare.example.org/x", "https://bare.example.org/x"),
        ("http://www.bare.example.org/y", "www.bare.example.org/y"),
        ("https://defined.example.org/1", "[ref][one]"),
        ("https://defined.example.org/1", "[one]"),
        ("https://e.example.org/?a&b=1", "https://e.example.org/?a&amp;b=1"),
        ("https://html.example.org/?a&b", "https://html.example.org/?a&amp;b"),
        ("https://doi.org/10.1000/182", "doi:10.1000/182"),
        ("https://x.example.org/_a", "https://x.example.org/\\_a"),
        ("https://note.example.org/", "https://note.example.org/"),
    ]
    places = {link.target: source.cut(link.place) for link in collect(read) if link.place and link.span.path == source.path}
    assert places["https://defined.example.org/1"] == "https://defined.example.org/1"
    # What is shown is not what is written, so nothing can be put in its place.
    assert "http://www.bare.example.org/y" not in places


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("https://f.example.org/a", "https://f.example.org/a"),
        ("'https://f.example.org/a'", "https://f.example.org/a"),
        ('"https://f.example.org/\\u0061"', "https://f.example.org/a"),
        (">-\n    https://f.example.org/a", "https://f.example.org/a"),
    ],
)
def test_fields_are_found_by_their_schema(book: Book, written: str, value: str) -> None:
    root = book({"content/resources/salt.yaml": f"- id: salt-study\n  title: Salt\n  kind: book\n  topic: safety\n  url: {written}\n"})
    read = load.load(root).value
    (link,) = [link for link in collect(read) if link.item == "resources:salt-study"]
    assert (link.target, link.where) == (value, "url")
    assert read.sources[link.span.path].cut(link.span) == written


@settings(max_examples=40, deadline=None)
@given(some.binary(max_size=3000), some.integers(1, 400))
def test_pages_are_read_in_any_pieces(data: bytes, size: int) -> None:
    whole, pieces = Page(frozenset({"x"}), html=True), Page(frozenset({"x"}), html=True)
    page = b"<p id='x'>" + data
    whole.feed(page)
    for begin in range(0, len(page), size):
        pieces.feed(page[begin : begin + size])
    assert pieces.anchors(complete=True)["x"] is whole.anchors(complete=True)["x"] is Presence.FOUND


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.sampled_from("abc"), some.floats(0, 5)), max_size=30))
def test_queues_keep_their_manners(jobs: list[tuple[str, float]]) -> None:
    queues: Queues[tuple[str, float, int]] = Queues()
    for number, (host, at) in enumerate(jobs):
        queues.put(host, at, (host, at, number))
    now, asked, last, running = 0.0, [], {}, []
    while not queues.empty:
        while running and running[0][0] <= now:
            queues.done(running.pop(0)[1])
        job = queues.take(now)
        if job is None:
            pause = queues.pause(now)
            now = (
                min([now + pause] if pause is not None else [], default=now + 0.05)
                if not running
                else min(now + (pause or 0.05) + 1e-9, max(running[0][0], now + 1e-9))
            )
            continue
        host, at, _ = job
        assert now >= at
        assert now - last.get(host, -1.0) >= 0.2 - 1e-9
        assert sum(name == host for _, name in running) < 2
        last[host] = now
        asked.append(job)
        running = sorted([*running, (now + 0.5, host)])
    assert sorted(asked) == sorted((host, at, number) for number, (host, at) in enumerate(jobs))
