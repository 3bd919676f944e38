"""`pipeline links` as users run it, against a server on loopback: what it prints, how it ends, what it keeps when it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from typer.testing import CliRunner, Result

from pipeline.check.links import state
from pipeline.cli import app
from tests.conftest import ROOT, Book
from tests.links.server import Server, serving

SETTINGS = (ROOT / "tests/books/minimal/content/book.yaml").read_text(encoding="utf-8")
HIDDEN = 'link_check:\n  allow_addresses: ["127.0.0.0/8"]\n  allow_ports: [{port}]\n  exclude: [{{host: example.org, reason: no network in tests}}]\n'


def made(book: Book, server: Server, *paths: str) -> Path:
    """A book with links to some paths of the server."""
    lines = "".join(f"- <{server.url(path)}>\n" for path in paths)
    text = f"---\ntitle: Many links\n---\n{lines}"
    return book({"content/book.yaml": SETTINGS + HIDDEN.format(port=server.port), "content/pages/links.md": text})


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["links", *arguments, "--root", str(root)])


def test_living_links_end_with_0(book: Book, web: Server) -> None:
    root = made(book, web, "/page", "/page#dough", "/no-head", "/head-404", "/forbidden", "/wall", "/challenge", "/found")
    result = run(root)
    assert result.exit_code == 0
    assert "8 addresses: 4 ok" not in result.stderr
    assert ": 4 ok, 1 redirected, 3 blocked, " in result.stderr
    assert "note: this book allows addresses that are not public" in result.stderr
    again = run(root)
    assert "; 0 requests." in again.stderr


def test_json_tells_of_every_link_and_keeps_to_its_schema(book: Book, web: Server) -> None:
    root = made(book, web, "/moved", "/page#nothing", "/loop", "/to-private")
    result = run(root, "--format", "json", "-q")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    jsonschema.validate(data, json.loads((ROOT / "schemas/output/diagnostics.schema.json").read_text(encoding="utf-8")))
    found = {link["url"].rpartition("/")[2]: link for link in data["links"]}
    assert {name: found[name]["verdict"] for name in ("moved", "page", "loop", "to-private")} == {
        "moved": "moved",
        "page": "anchor-missing",
        "loop": "broken",
        "to-private": "refused",
    }
    assert [hop["status"] for hop in found["moved"]["hops"]] == [301, 200]
    assert found["page"]["fragment"] == "nothing"
    assert found["moved"]["places"] == [
        {"path": "content/pages/links.md", "start": {"line": 4, "column": 4}, "end": {"line": 4, "column": 4 + len(web.url("/moved"))}}
    ]
    assert sum(data["verdicts"].values()) == len(data["links"])
    assert sorted({finding["code"] for finding in data["diagnostics"]}) == ["LNK209", "LNK210", "LNK211"]


def test_fix_now_and_diff(book: Book, web: Server) -> None:
    root = made(book, web, "/moved")
    diff = run(root, "--diff", "--now", "-q")
    assert f"+- <{web.url('/page')}>" in diff.stdout
    assert run(root, "--fix", "--now", "--refresh").exit_code == 0
    assert f"- <{web.url('/page')}>\n" in (root / "content/pages/links.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--shard", "0/4"),
        ("--shard", "5/4"),
        ("--shard", "x"),
        ("--max-time", "5 days"),
        ("--now",),
        ("--diff", "--format", "json"),
        ("--since", "nowhere"),
        ("--since", "--output=/tmp/x"),
    ],
)
def test_wrong_usage_ends_with_2(book: Book, arguments: tuple[str, ...]) -> None:
    result = run(book({}), *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_what_is_remembered(book: Book, web: Server, tmp_path: Path) -> None:
    root = made(book, web, "/page", "/forbidden")
    url = web.url("/forbidden")
    assert run(root, "why", url).exit_code == 2
    run(root)
    told = run(root, "why", url).stdout
    assert told.startswith(f"{url}: blocked (unknown)")
    assert "GET answered" in told
    assert run(root, "confirm", url, "--reason", "Ada has seen it").exit_code == 0
    assert "Ada has seen it" in run(root, "why", url).stdout
    assert run(root, "confirm", "https://nobody.example.org/", "--reason", "x").exit_code == 2
    merged = CliRunner().invoke(app, ["links", "merge", str(root / ".pipeline/links.jsonl"), "--into", str(tmp_path / "all.jsonl")])
    assert merged.stderr.endswith("knows 2 addresses now.\n")
    data = json.loads(run(root, "report").stdout)
    schemas = {file.name: json.loads(file.read_bytes()) for file in (ROOT / "schemas/output").iterdir()}
    known = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    jsonschema.Draft202012Validator(schemas["links.schema.json"], registry=known).validate(data)
    assert data["verdicts"]["blocked"] == 1
    assert run(root, "report", "--markdown").stdout.startswith("# Links\n")


START = """
import signal
# A shell gives its background jobs an interrupt that is ignored, and so does whoever they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
from pipeline.__main__ import entry
entry()
"""


def command(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", START, "links", "--root", str(root), *arguments],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_run_that_is_killed_is_taken_up(book: Book) -> None:
    with serving(delay=0.05) as server:
        root = made(book, server, *(f"/ok?{number}" for number in range(60)))
        journal = state.journal(root / ".pipeline/links.jsonl")
        process = command(root)
        _until(lambda: journal.is_file() and journal.read_text(encoding="utf-8").count("\n") >= 10)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        known = state.entries(journal.read_text(encoding="utf-8"))
        assert 10 <= len(known) < 60
        # A line that was cut short is no harm.
        with journal.open("a", encoding="utf-8") as file:
            file.write('{"url":"https://half')
        before = len(server.requests)
        assert len(known) >= before - 6
        result = run(root)
        assert len(server.requests) - before == 60 - len(known)
        assert ": 60 ok" in result.stderr
        assert not journal.exists()


def test_an_interrupted_run_keeps_what_it_saw(book: Book) -> None:
    with serving(delay=0.2) as server:
        root = made(book, server, *(f"/ok?{number}" for number in range(200)))
        process = command(root)
        _until(lambda: len(server.requests) >= 10)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "interrupted: what was seen is kept" in stderr
        assert len(state.load(root / ".pipeline/links.jsonl").records) >= 5


def test_time_that_is_up_ends_within_two_seconds(book: Book) -> None:
    with serving() as server:
        root = made(book, server, *(f"/hang/{number}" for number in range(4)), *(f"/ok?{number}" for number in range(40)))
        begun = time.monotonic()
        process = command(root, "--max-time", "2s")
        _, stderr = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "unchecked" in stderr
        # Two seconds to start and read the book, two to ask, two to end.
        assert time.monotonic() - begun < 7


def test_an_unreadable_line_of_the_state_is_told_and_left_out(book: Book, web: Server) -> None:
    root = made(book, web, "/page")
    run(root)
    file = root / ".pipeline/links.jsonl"
    file.write_text("{broken\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert "note: line 1 of the state cannot be read" in run(root).stderr
    assert "broken" not in file.read_text(encoding="utf-8")


def _until(holds: Any) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
