"""Hostile and broken files: always findings with a place inside the file, never an exception, never a wait."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.load import load
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Source
from pipeline.resolve import resolve
from tests.conftest import BOOKS, Book

MINIMAL = BOOKS / "minimal"
TEXTS = sorted(path.relative_to(MINIMAL).as_posix() for path in (MINIMAL / "content").rglob("*") if path.suffix in {".md", ".yaml"})
TARGETS = ["content/pages/salt.md", "content/resources/salt.yaml", "content/artifacts/salt.yaml", "content/book.yaml"]
PIECES = [
    "---\n", "...\n", "title: ", "- id: ", "id: x", "[](chapter:", "dough", ")", "[@science]", "![](", "../", "%2e%2e/", "<term:x>", "#", "{count}",
    "\n", "\n\n", "  ", "\t", ":", ": ", " #", "'", '"', "\\", "[", "]", "{", "}", "&a ", "*a", "!!str ", "|\n", ">-\n", "? ", "@", "`", "%YAML 1.1\n",
    "\ufeff", "\x00", "\x07", "\u202e", "\u2028", "\x85", "é", "😀", "5²", "1e400", "0" * 30, "no", "~", "<<: ", "https://", "javascript:", "x" * 200, "é" * 200,
]  # fmt: skip


@pytest.fixture(scope="module")
def root(book: Book) -> Path:
    """One book for all examples; each writes one of its files anew."""
    return book({})


@pytest.mark.parametrize("target", TARGETS)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_of_syntax(root: Path, target: str, pieces: list[str]) -> None:
    examined(root, target, "".join(pieces).encode())


@pytest.mark.parametrize("target", TARGETS)
@given(data=st.binary(max_size=200))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes(root: Path, target: str, data: bytes) -> None:
    examined(root, target, data)


@pytest.mark.parametrize("path", TEXTS)
def test_mutated_files(root: Path, path: str) -> None:
    text = (MINIMAL / path).read_text(encoding="utf-8")
    chance = random.Random(path)
    for _ in range(10):
        examined(root, path, mutated(text, chance).encode())


def mutated(text: str, chance: random.Random) -> str:
    """A text with one to three slips: something lost, added, doubled or moved."""
    for _ in range(chance.randrange(1, 4)):
        at, other = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        lines = text.splitlines(keepends=True) or [""]
        line = chance.randrange(len(lines))
        text = chance.choice([
            text[:at] + text[at + 1 :],
            text[:at] + text[min(other, at + 30) :],
            text[:at] + chance.choice(PIECES) + text[at:],
            "".join(lines[:line] + lines[line : line + 1] * 2 + lines[line + 1 :]),
            "".join([*lines[:line], " ", *lines[line:]]),
            "".join(lines[line:] + lines[:line]),
        ])  # fmt: skip
    return text


def examined(root: Path, path: str, data: bytes) -> None:
    """Write a file, read the book, and look at every finding; the file is put back."""
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(data)
    try:
        loaded = load(root)
        resolved = resolve(loaded.value)
        sources = {path: Source.of(path, data.decode("utf-8", "replace"))}
        for found in (*loaded.diagnostics, *resolved.diagnostics):
            sound(found, sources.get(found.span.path))
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def sound(found: Diagnostic, source: Source | None) -> None:
    assert found.help
    assert found.message
    assert found.message.isprintable()
    assert len(found.message) < 300
    if source is None or found.span.start is None or found.span.end is None:
        return
    begin, end = source.offset(found.span.start), source.offset(found.span.end)
    assert 0 <= begin <= end <= len(source.text)
    assert source.position(begin) == found.span.start
    assert source.position(end) == found.span.end
    for edit in found.fix.edits if found.fix else ():
        assert edit.span.start is not None


HOSTILE = {
    "brackets": "[" * 20_000,
    "open links": "[a](" * 5000,
    "open images": "![" * 20_000,
    "nested lists": "".join(f"{' ' * (2 * depth)}- x\n" for depth in range(1000)),
    "nested quotes": ">" * 5000 + " x",
    "backticks": "`" * 50_000 + "x",
    "backtick runs": " ".join("`" * length for length in range(1, 600)),
    "stars": "*a" * 30_000,
    "underscores": "_a_" * 30_000,
    "references": "[a]" * 20_000,
    "definitions": "".join(f"[x{number}]: chapter:dough\n" for number in range(20_000)),
    "html": "<a " * 30_000,
    "comments": "<!--" * 30_000,
    "entities": "&#x" * 30_000,
    "citations": "[@a; " * 20_000,
    "braces": "[" + "{" * 20_000 + "}](chapter:dough)",
    "placeholders": "[" + "{x}" * 5000 + "](chapter:dough)",
    "addresses": "www.a." * 20_000,
    "mails": "a@" * 30_000,
    "colons": "a:" * 50_000,
    "table": "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + "|b" * 5000,
    "footnotes": "[^a]" * 20_000,
    "mathematics": "$a" * 30_000,
    "spaces in a destination": f"[x](<{' ' * 200_000}chapter:dough>)",
    "slashes": f"[x]({'../' * 20_000}x)",
    "percent signs": f"[x]({'%2e%2e%2f' * 10_000}x)",
    "a long anchor": f"[x](chapter:dough#{'a' * 500_000})",
    "a long name": f"[x](chapter:{'a' * 500_000})",
    "unknown names": "".join(f"[](term:glu{number}) " for number in range(2000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_is_read_in_time(root: Path, name: str) -> None:
    file = root / "content/pages/salt.md"
    file.write_text(f"---\ntitle: Salt\n---\n{HOSTILE[name]}\n", encoding="utf-8")
    try:
        started = time.process_time()
        loaded = load(root)
        resolved = resolve(loaded.value)
        took = time.process_time() - started
    finally:
        file.unlink()
    for found in (*loaded.diagnostics, *resolved.diagnostics):
        sound(found, None)
    assert took < 6  # two seconds on a quiet machine


@pytest.mark.parametrize(
    "files",
    [
        {"content/pages/salt.md": b"\xff\xfe\x00"},
        {"content/book.yaml": b""},
        {"content/book.yaml": b"[" * 1000},
        {
            "content/glossary/terms.yaml": b"- [[]]\n- 5\n- {id: {a: b}}\n- {id: [x], term: [1], aliases: {x: y}, see_also: 5, chapters: {a: 1}}\n"
        },
        {"content/chapters/01-dough.md": b"---\noutline: {a: b}\npages: [1]\nnumber: [2]\nfigures: x\n---\n"},
        {"content/chapters/01-dough.md": b"---\noutline: [{id: [x], children: {a: 1}}, 5, [[]]]\npages: {from: {a: b}}\n---\n"},
        {"schemas/pages.schema.json": b'{"x-collection": {"folder": 5}}'},
        {"schemas/pages.schema.json": b'{"x-collection": 7, "properties": [1]}'},
        {"schemas/pages.schema.json": b'{"$ref": "#"}'},
        {"schemas/pages.schema.json": b'{"properties": {"a": 5, "b": {"items": [1], "$ref": 7}}, "x-collection": {"title": [5]}}'},
    ],
)
def test_files_of_the_wrong_shape(book: Book, files: dict[str, bytes]) -> None:
    made = book(files)
    for found in flow.check(made).diagnostics:
        assert found.message.isprintable()
