"""Resolvers: which addresses are theirs, how they ask, and what recorded answers (made up, in the form of the real ones) mean."""

import json
from pathlib import Path

import pytest

from pipeline.check.links.evidence import Hop, Reply, Result
from pipeline.check.links.resolvers import RESOLVERS, archive, responsible
from pipeline.check.links.resolvers.resolver import Found

BY_NAME = {resolver.name: resolver for resolver in RESOLVERS}


def reply(status: int, body: str = "", **headers: str) -> Reply:
    return Reply(Result.ANSWERED, (Hop("https://api.example.org/", status, "api.example.org", 3),), headers, body.encode())


SUBJECTS = [
    ("https://doi.org/10.1000/182", "doi.org", "10.1000/182"),
    ("http://dx.doi.org/10.1145/3442188.3445922", "doi.org", "10.1145/3442188.3445922"),
    ("https://doi.org/", None, None),
    ("https://arxiv.org/abs/2106.09685", "arxiv.org", "2106.09685"),
    ("https://arxiv.org/pdf/2106.09685v2.pdf", "arxiv.org", "2106.09685v2"),
    ("https://arxiv.org/abs/cs.CL/0701001", "arxiv.org", "cs.CL/0701001"),
    ("https://arxiv.org/list/cs.CL/recent", None, None),
    ("https://github.com/bread/salt", "github.com", "bread/salt"),
    ("https://github.com/bread/salt.git", "github.com", "bread/salt"),
    ("https://github.com/bread/salt/issues/12", "github.com", "bread/salt/issues/12"),
    ("https://github.com/bread/salt/pull/12/files", "github.com", "bread/salt/pulls/12"),
    ("https://github.com/bread/salt/blob/main/docs/a%20b.md", "github.com", "bread/salt/contents/docs/a%20b.md?ref=main"),
    ("https://github.com/bread/salt/tree/main/docs", "github.com", "bread/salt/contents/docs?ref=main"),
    ("https://github.com/bread/salt/releases/tag/v1.0", "github.com", "bread/salt/releases/tags/v1.0"),
    ("https://github.com/bread/salt/commit/0123456789abcdef", "github.com", "bread/salt/commits/0123456789abcdef"),
    ("https://github.com/bread/salt/tree/main", None, None),
    ("https://github.com/bread/salt/wiki", None, None),
    ("https://github.com/features/actions", None, None),
    ("https://github.com/bread", None, None),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube.com", "dQw4w9WgXcQ"),
    ("https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=1s", "youtube.com", "dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?t=1", "youtube.com", "dQw4w9WgXcQ"),
    ("https://www.youtube.com/@bread", None, None),
    ("https://pypi.org/project/bread-salt/", "pypi.org", "bread-salt"),
    ("https://pypi.org/project/bread-salt/1.0/", "pypi.org", "bread-salt/1.0"),
    ("https://pypi.org/search/?q=x", None, None),
    ("https://www.npmjs.com/package/bread", "npmjs.com", "bread"),
    ("https://www.npmjs.com/package/@bread/salt", "npmjs.com", "@bread/salt"),
    ("https://www.npmjs.com/package/bread/v/1.0.0", "npmjs.com", "bread/v/1.0.0"),
    ("https://www.npmjs.com/~bread", None, None),
    ("https://crates.io/crates/bread", "crates.io", "bread"),
    ("https://crates.io/teams/bread", None, None),
    ("https://en.wikipedia.org/wiki/Sourdough", "wikipedia.org", "en:Sourdough"),
    ("https://de.m.wikipedia.org/wiki/Br%C3%B6tchen", "wikipedia.org", "de:Brötchen"),
    ("https://en.wikipedia.org/w/index.php?title=Bread", None, None),
]


@pytest.mark.parametrize(("url", "name", "subject"), SUBJECTS)
def test_whose_an_address_is(url: str, name: str | None, subject: str | None) -> None:
    found = responsible(url)
    assert (found[0].name, found[1]) == (name, subject) if found else name is None


QUESTIONS = [
    ("doi.org", "10.1000/18<2>", "https://doi.org/api/handles/10.1000/18%3C2%3E"),
    ("arxiv.org", "2106.09685", "https://export.arxiv.org/api/query?id_list=2106.09685&max_results=1"),
    ("github.com", "bread/salt", "https://api.github.com/repos/bread/salt"),
    (
        "youtube.com",
        "dQw4w9WgXcQ",
        "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ",
    ),
    ("pypi.org", "bread-salt/1.0", "https://pypi.org/pypi/bread-salt/1.0/json"),
    ("npmjs.com", "@bread/salt", "https://registry.npmjs.org/@bread%2Fsalt"),
    ("npmjs.com", "bread/v/1.0.0", "https://registry.npmjs.org/bread/1.0.0"),
    ("crates.io", "bread", "https://crates.io/api/v1/crates/bread"),
    ("wikipedia.org", "de:Brötchen", "https://de.wikipedia.org/api/rest_v1/page/summary/Br%C3%B6tchen"),
]


@pytest.mark.parametrize(("name", "subject", "url"), QUESTIONS)
def test_how_it_is_asked(name: str, subject: str, url: str) -> None:
    assert BY_NAME[name].question((subject,), {}).url == url


def test_a_key_goes_to_its_own_host_only() -> None:
    for resolver in RESOLVERS:
        call = resolver.question(("en:x" if resolver.name == "wikipedia.org" else "a/b",), {"github.com": "secret-key"})
        assert ("secret-key" in repr(call.headers)) is (call.url.startswith("https://api.github.com/"))


FEED = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><id>http://arxiv.org/abs/2106.09685v2</id><title>LoRA</title></entry>
<entry><id>http://arxiv.org/abs/cs/0701001v1</id><title>Old</title></entry>
</feed>
"""
ERROR = "<feed><entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title></entry></feed>"
READINGS = [
    ("doi.org", "10.1000/182", reply(200, '{"responseCode":1,"handle":"10.1000/182","values":[]}'), Result.EXISTS),
    ("doi.org", "10.1000/182", reply(200, '{"responseCode":200,"handle":"10.1000/182"}'), Result.EXISTS),
    ("doi.org", "10.1000/182", reply(404, '{"responseCode":100,"handle":"10.1000/182"}'), Result.ABSENT),
    ("doi.org", "10.1000/182", reply(500, '{"responseCode":2}'), Result.UNTOLD),
    ("doi.org", "10.1000/182", reply(404, "<html>"), Result.UNTOLD),
    ("arxiv.org", "2106.09685", reply(200, FEED), Result.EXISTS),
    ("arxiv.org", "2106.09685v1", reply(200, FEED), Result.EXISTS),
    ("arxiv.org", "2106.99999", reply(200, FEED), Result.ABSENT),
    ("arxiv.org", "2106.99999", reply(200, FEED[:-10]), Result.UNTOLD),
    ("arxiv.org", "2106.99999", reply(200, ERROR), Result.UNTOLD),
    ("arxiv.org", "2106.09685", reply(503), Result.UNTOLD),
    ("github.com", "bread/salt", reply(200, '{"full_name":"Bread/Salt"}'), Result.EXISTS),
    ("github.com", "bread/salt", reply(200, '{"full_name":"mill/salt"}'), Result.RENAMED),
    ("github.com", "bread/salt", reply(304), Result.EXISTS),
    ("github.com", "bread/salt", reply(404, '{"message":"Not Found"}'), Result.ABSENT),
    ("github.com", "bread/salt/issues/1", reply(410, '{"message":"This issue was deleted"}'), Result.ABSENT),
    ("github.com", "bread/salt/contents/a?ref=x", reply(404, '{"message":"Not Found"}'), Result.UNTOLD),
    ("github.com", "bread/salt", reply(403, '{"message":"API rate limit exceeded"}'), Result.UNTOLD),
    ("github.com", "bread/salt", reply(451, "{}"), Result.UNTOLD),
    ("youtube.com", "dQw4w9WgXcQ", reply(200, '{"title":"x"}'), Result.EXISTS),
    ("youtube.com", "dQw4w9WgXcQ", reply(404, "Not Found"), Result.ABSENT),
    ("youtube.com", "dQw4w9WgXcQ", reply(400, "Bad Request"), Result.ABSENT),
    ("youtube.com", "dQw4w9WgXcQ", reply(401, "Unauthorized"), Result.UNTOLD),
    ("pypi.org", "bread", reply(200), Result.EXISTS),
    ("pypi.org", "bread", reply(404), Result.ABSENT),
    ("pypi.org", "bread", reply(503), Result.UNTOLD),
    ("npmjs.com", "bread", reply(200), Result.EXISTS),
    ("npmjs.com", "bread", reply(404), Result.ABSENT),
    ("npmjs.com", "bread", reply(429), Result.UNTOLD),
    ("crates.io", "bread", reply(200), Result.EXISTS),
    ("crates.io", "bread", reply(404), Result.ABSENT),
    ("crates.io", "bread", reply(403), Result.UNTOLD),
    ("wikipedia.org", "en:Bread", reply(200), Result.EXISTS),
    ("wikipedia.org", "en:Bred", reply(303), Result.EXISTS),
    ("wikipedia.org", "en:Braed", reply(404), Result.ABSENT),
    ("wikipedia.org", "en:Bread", reply(429), Result.UNTOLD),
]


@pytest.mark.parametrize(("name", "subject", "answer", "result"), READINGS)
def test_what_an_answer_means(name: str, subject: str, answer: Reply, result: Result) -> None:
    assert BY_NAME[name].reading((subject,), answer)[subject].result is result
    lost = Reply(Result.TIMEOUT)
    assert BY_NAME[name].reading((subject,), lost)[subject].result is Result.UNTOLD


def test_every_resolver_has_readings_of_all_kinds() -> None:
    for resolver in RESOLVERS:
        assert {Result.EXISTS, Result.ABSENT, Result.UNTOLD} <= {result for name, _, _, result in READINGS if name == resolver.name}


def test_a_rename_tells_the_new_address() -> None:
    found = BY_NAME["github.com"].reading(("bread/salt",), reply(200, json.dumps({"full_name": "mill/salt"})))
    assert found == {"bread/salt": Found(Result.RENAMED, "https://github.com/mill/salt", "the repository is called `mill/salt` now")}


def test_many_papers_are_one_question() -> None:
    call = BY_NAME["arxiv.org"].question(("2106.09685", "2005.14165"), {})
    assert call.url.endswith("id_list=2106.09685,2005.14165&max_results=2")
    assert BY_NAME["arxiv.org"].batch >= 64
    assert BY_NAME["arxiv.org"].gap >= 3


@pytest.mark.parametrize(("day", "stamp"), [("2024-05-30", "20240530"), ("2024-05", "202405"), ("2024", "2024"), ("", "2"), ("tbc", "2")])
def test_the_archive_is_asked_for_a_day(day: str, stamp: str) -> None:
    assert archive.question("https://a.org/x", day).url == f"https://web.archive.org/web/{stamp}/https://a.org/x"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            reply(302, location="https://web.archive.org/web/20240530010203/https://a.org/x"),
            (True, "https://web.archive.org/web/20240530010203/https://a.org/x"),
        ),
        (
            reply(302, location="http://web.archive.org/web/20240530010203/https://a.org/x"),
            (True, "https://web.archive.org/web/20240530010203/https://a.org/x"),
        ),
        (reply(302, location="https://evil.example/web/20240530010203/x"), (False, None)),
        (reply(404), (True, None)),
        (reply(429), (False, None)),
        (Reply(Result.TIMEOUT), (False, None)),
    ],
)
def test_what_the_archive_says(answer: Reply, said: tuple[bool, str | None]) -> None:
    assert archive.reading(answer) == said


def test_every_module_is_in_the_table() -> None:
    folder = Path(archive.__file__).parent
    names = {path.stem for path in folder.glob("*.py")} - {"__init__", "resolver", "archive"}
    assert {resolver.question.__module__.rpartition(".")[2] for resolver in RESOLVERS} == names
