"""The store: what goes in comes out, and whatever happens to its file costs an answer at most."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.cache.store import FILE, FOLDER, LAYOUT

Opened = Callable[..., cache.Store]

WRITER = """
import sys
from pathlib import Path
from pipeline import cache
store = cache.opened(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.put({cache.key(sys.argv[2], str(number), str(part)): f"{sys.argv[2]} {number} " + "x" * 2000 for part in range(20)})
    print(number, flush=True)
"""


def file(root: Path) -> Path:
    return root / FOLDER / FILE


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Stores that are closed when the test ends."""
    stores = []

    def made(root: Path, **options: int) -> cache.Store:
        store = cache.opened(root, **options)
        assert store is not None
        stores.append(store)
        return store

    yield made
    for store in stores:
        store.close()


def writer(root: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(root), name, str(count)], stdout=subprocess.PIPE, text=True)


def test_answers_come_back_in_another_run(opened: Opened, tmp_path: Path) -> None:
    keys = [cache.key(str(number)) for number in range(1200)]
    store = opened(tmp_path)
    store.put({name: f"é {number}" for number, name in enumerate(keys)})
    store.close()
    assert dict(opened(tmp_path).get([*keys, cache.key("unknown")])) == {name: f"é {number}" for number, name in enumerate(keys)}


def test_git_passes_over_it(opened: Opened, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    opened(tmp_path)
    listed = subprocess.run(["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True)
    assert listed.stdout == b""


def test_keys_know_where_their_parts_end() -> None:
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key("abc", ""), cache.key("", "abc")}) == 5
    assert cache.key("a", b"b") == cache.key("a", "b")


def test_the_oldest_answers_go_first(opened: Opened, tmp_path: Path) -> None:
    limit = 300_000
    store = opened(tmp_path, limit=limit)
    keys = [cache.key(str(number)) for number in range(500)]
    for name in keys:
        store.put({name: "x" * 1000})
    left = store.get(keys)
    assert keys[-1] in left
    assert keys[0] not in left
    assert [name in left for name in keys] == sorted(name in left for name in keys)
    assert file(tmp_path).stat().st_size < 2 * limit


def test_a_file_of_another_layout_is_emptied(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.put({b"key": "answer"})
    store.close()
    with sqlite3.connect(file(tmp_path)) as connection:
        connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    connection.close()
    assert opened(tmp_path).get([b"key"]) == {}


@pytest.mark.parametrize("junk", [b"", b"junk " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_made_anew(opened: Opened, tmp_path: Path, junk: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    file(tmp_path).write_bytes(junk)
    store = opened(tmp_path)
    store.put({b"key": "answer"})
    assert store.get([b"key"]) == {b"key": "answer"}


def test_a_damaged_file_gives_no_answers_and_is_made_anew(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.put({cache.key(str(number)): "x" * 500 for number in range(200)})
    store.close()
    data = bytearray(file(tmp_path).read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file(tmp_path).write_bytes(data)
    store = opened(tmp_path)
    assert store.get([cache.key("1")]) == {}
    store.close()
    store = opened(tmp_path)
    store.put({b"key": "answer"})
    assert store.get([b"key"]) == {b"key": "answer"}


def test_a_busy_file_is_not_waited_for_long(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path)
    other = sqlite3.connect(file(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    store.put({b"key": "answer"})
    assert store.get([b"key"]) == {}
    assert time.monotonic() - begun < 10
    other.execute("ROLLBACK")
    store.put({b"key": "answer"})
    assert store.get([b"key"]) == {b"key": "answer"}
    other.close()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / FOLDER).symlink_to(outside)
    assert cache.opened(tmp_path / "book") is None
    (tmp_path / "other" / FOLDER).mkdir(parents=True)
    (tmp_path / "other" / FOLDER / FILE).symlink_to(outside / "file")
    assert cache.opened(tmp_path / "other") is None
    assert list(outside.iterdir()) == []


def test_where_nothing_can_be_written_there_is_no_store(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file")
    assert cache.opened(tmp_path) is None
    assert cache.opened(tmp_path / "missing") is None


def test_two_runs_at_once_and_one_that_is_killed(opened: Opened, tmp_path: Path) -> None:
    opened(tmp_path).close()
    first, second, killed = writer(tmp_path, "a", 30), writer(tmp_path, "b", 30), writer(tmp_path, "c", 100_000)
    assert killed.stdout is not None
    for _ in range(10):
        killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(30)
    assert (first.wait(60), second.wait(60)) == (0, 0)
    store = opened(tmp_path)
    for name in ("a", "b"):
        keys = [cache.key(name, str(number), str(part)) for number in range(30) for part in range(20)]
        found = store.get(keys)
        assert found
        assert {answer.split()[0] for answer in found.values()} == {name}
    connection = sqlite3.connect(file(tmp_path))
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    for process in (first, second, killed):
        if process.stdout is not None:
            process.stdout.close()
