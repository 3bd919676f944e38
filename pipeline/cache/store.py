"""Keys → answers, in one SQLite file: a run may be killed, two may run at once, and what is read back is text, never code.

Whatever goes wrong with the file costs time and nothing else: an answer that can't be read is asked for again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

FOLDER = ".pipeline"
FILE = "cache.sqlite"
LAYOUT = 1
"""The number of the table's layout; a file of another layout is emptied."""
LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file; beyond it the oldest half goes. What is still needed of it comes back as new."""
PATIENCE = 0.5
"""Seconds to wait for another run that is writing."""
JUNK = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading an answer may raise that is none: damaged, or written by somebody else."""
MANY = 500
"""Keys in one question: old versions of SQLite take 999."""


class Store:
    """The answers of one book. `opened` gives one."""

    def __init__(self, file: Path, *, limit: int = LIMIT) -> None:
        self._file = file
        self._limit = limit
        self._connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        try:
            self._lay_out()
        except sqlite3.Error:
            self.close()
            raise

    def get(self, keys: Iterable[bytes]) -> Mapping[bytes, str]:
        """The answers to those of the keys that have one."""
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, str] = {}
        with self._forgiving():
            for first in range(0, len(wanted), MANY):
                some = wanted[first : first + MANY]
                marks = ",".join("?" * len(some))
                found.update(self._connection.execute(f"SELECT key, answer FROM answers WHERE key IN ({marks})", some))  # noqa: S608 - marks alone
        return found

    def put(self, answers: Mapping[bytes, str]) -> None:
        """Keep answers. They are let go when another run is writing for long."""
        with self._forgiving(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO answers (key, answer) VALUES (?, ?)", sorted(answers.items()))
            if self._size() > self._limit:
                half = "SELECT number FROM answers ORDER BY number LIMIT (SELECT 1 + count(*) / 2 FROM answers)"
                self._connection.execute(f"DELETE FROM answers WHERE number IN ({half})")  # noqa: S608 - a constant

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _lay_out(self) -> None:
        # A killed process loses nothing that way; only a machine that stops may damage the file, and then it is made anew.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA trusted_schema = OFF")
        if self._number("user_version") == LAYOUT:
            return
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("DROP TABLE IF EXISTS answers")
            self._connection.execute("CREATE TABLE answers (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, answer TEXT NOT NULL)")
            self._connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def _number(self, pragma: str) -> int:
        return int(self._connection.execute(f"PRAGMA {pragma}").fetchone()[0])

    def _size(self) -> int:
        """Bytes in use; the pages of what was dropped are free for what comes."""
        return (self._number("page_count") - self._number("freelist_count")) * self._number("page_size")

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """Do without the answers when the file is busy or can't be written; take it away when it is damaged."""
        try:
            yield
        except sqlite3.OperationalError:
            pass
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)


def opened(root: Path, *, limit: int = LIMIT) -> Store | None:
    """The store of a book, made where there is none; `None` where there can't be one."""
    folder = root / FOLDER
    try:
        # Nothing is written through a link: it may lead out of the book.
        if folder.is_symlink() or (folder / FILE).is_symlink():
            return None
        _prepare(folder)
        try:
            return Store(folder / FILE, limit=limit)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            (folder / FILE).unlink()
            return Store(folder / FILE, limit=limit)
    except (OSError, sqlite3.Error):
        return None


def _prepare(folder: Path) -> None:
    """Make the folder, with a note that git shall pass over it."""
    if not (folder / ".gitignore").exists():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
