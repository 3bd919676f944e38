"""What is kept of a book: it comes back as it was, it is used only where nothing has changed, and junk is not believed."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import cache, flow, load
from pipeline.cache import entries, findings
from pipeline.cache.shapes import shape
from pipeline.cache.store import FILE, FOLDER
from pipeline.model.document import Entry, Prose
from tests.conftest import ROOT, Book, put

Change = Callable[[Path], None]
RESOURCES = "content/resources/bread.yaml"
CHAPTER = "content/chapters/01-dough.md"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[cache.Store]:
    made = cache.opened(tmp_path)
    assert made is not None
    yield made
    made.close()


def rewritten(path: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def added(path: str, text: str) -> Change:
    return lambda root: put(root, path, text)


def removed(path: str) -> Change:
    return lambda root: put(root, path, None)


CHANGES: dict[str, Change] = {
    "nothing": lambda _root: None,
    "a field": rewritten(RESOURCES, "title:", "titel:"),
    "a value of another type": rewritten(CHAPTER, "number: 1", "number: one"),
    "a word": lambda root: put(root, CHAPTER, (root / CHAPTER).read_text(encoding="utf-8") + "\nOne more word.\n"),
    "a heading": lambda root: put(root, CHAPTER, (root / CHAPTER).read_text(encoding="utf-8") + "\n#### Deep [](term:nobody)\n"),
    "a comment that silences too much": added("content/resources/salt.yaml", "# pipeline: ignore[SCH101] later\n- {id: salt, titel: S}\n"),
    "a new file": added("content/resources/salt.yaml", "- {id: salt, title: Salt, url: https://a.example.org/, kind: book, topic: salt}\n"),
    "a file gone": removed(CHAPTER),
    "a file of the same bytes elsewhere": lambda root: put(root, "content/resources/copy.yaml", (root / RESOURCES).read_bytes()),
    "the settings": rewritten("content/book.yaml", "language: en", "language: English"),
    "a severity": lambda root: put(root, "content/book.yaml", (root / "content/book.yaml").read_text() + "check: {severity: {REF999: off}}\n"),
    "a schema": rewritten("schemas/resources.schema.json", '"required": ["id", "title"]', '"required": ["id", "title", "license"]'),
    "a broken schema": rewritten("schemas/resources.schema.json", '"required"', '"requird"'),
    "bytes that are no text": lambda root: put(root, CHAPTER, b"---\ntitle: caf\xe9\n---\n"),
}  # fmt: skip


def same(one: flow.Verdict, other: flow.Verdict) -> bool:
    return (one.diagnostics, one.health, one.sources) == (other.diagnostics, other.health, other.sources)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(book: Book, store: cache.Store, change: str) -> None:
    root = book({})
    before = flow.judge(root, store=store)
    CHANGES[change](root)
    plain = flow.check(root)
    assert same(flow.judge(root, store=store), plain)
    assert same(flow.judge(root, store=store), plain)
    assert (before.diagnostics == plain.diagnostics) == (change in {"nothing", "a word"})


def test_time_goes_by(book: Book, store: cache.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book(
        {"content/resources/salt.yaml": "- {id: salt, title: Salt, url: https://a.example.org/, kind: book, topic: a, date: 2026-06}\n"}
    )
    codes = []
    for clock in ("1767225600", "1798761600", "1767225600"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", clock)
        codes.append("SCH106" in {finding.code.code for finding in flow.judge(root, store=store).diagnostics})
    assert codes == [True, False, True]


def test_the_shipped_book_is_judged_alike(store: cache.Store) -> None:
    plain = flow.check(ROOT)
    assert same(flow.judge(ROOT, store=store), plain)
    assert same(flow.judge(ROOT, store=store), plain)
    connection = sqlite3.connect(store._file)
    connection.execute("DELETE FROM answers WHERE answer LIKE '[\"%'")
    connection.commit()
    connection.close()
    # The verdict is forgotten, the files are not.
    assert same(flow.judge(ROOT, store=store), plain)


def test_entries_come_back_as_they_were(book: Book) -> None:
    for root in (ROOT, book({})):
        loaded = load.load(root)
        files: dict[str, list[Entry]] = {}
        for entry in loaded.value.entries:
            files.setdefault(entry.source.path, []).append(entry)
        assert len(files) > 10
        for own in files.values():
            text = entries.text(own)
            assert text is not None
            assert entries.read(text, own[0].source) == tuple(own)


def test_an_entry_that_differs_from_its_file_is_not_kept(book: Book) -> None:
    first = next(entry for entry in load.load(book({})).value.entries if entry.body)
    changed = Entry(first.collection, first.id, first.data, first.source, first.marks, Prose("something else"))
    assert entries.text([changed]) is None


def test_findings_come_back_as_they_were(book: Book) -> None:
    root = book(
        {RESOURCES: "- {id: a, titel: A}\n- {id: a}\n", CHAPTER: b"\xff", "content/pages/new.md": "---\nid: x\nid: y\n---\n[](term:z)\n"}
    )
    found = flow.check(root).diagnostics
    assert len({finding.code.code for finding in found}) > 3
    assert findings.read(findings.text(found)) == found
    assert findings.read(findings.text(())) == ()


@pytest.mark.parametrize(
    "junk",
    ["", "null", "[]", "{", "[[1]]", '["sound",["content/book.yaml"],[[],[["X"]]]]', '[["a","b",{},[0,0,[1]],null,[]]]', "[" * 100_000],
)
def test_junk_in_the_store_is_not_believed(book: Book, store: cache.Store, junk: str) -> None:
    root = book({CHAPTER: "---\nkind: chapter\n---\n"})
    flow.judge(root, store=store)
    connection = sqlite3.connect(store._file)
    assert connection.execute("UPDATE answers SET answer = ? WHERE answer <> 'valid'", [junk]).rowcount > 5
    connection.commit()
    connection.close()
    assert same(flow.judge(root, store=store), flow.check(root))


def test_a_type_without_a_shape_is_said() -> None:
    with pytest.raises(TypeError):
        shape(dict[str, int])
    with pytest.raises(TypeError):
        shape(int | Prose | str)


def test_the_store_holds_text_alone(book: Book) -> None:
    root = book({})
    made = cache.opened(root)
    assert made is not None
    flow.judge(root, store=made)
    made.close()
    connection = sqlite3.connect(root / FOLDER / FILE)
    rows = connection.execute("SELECT key, answer FROM answers").fetchall()
    connection.close()
    assert len(rows) > 10
    assert all(len(key) == 32 and (answer == "valid" or json.loads(answer)) for key, answer in rows)
