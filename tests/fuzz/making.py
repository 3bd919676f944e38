"""Books in memory with one broken file in them; mutations of sound files; and what must hold whatever a file says.

Everything follows from a number, so a failure can be made again: `python benchmarks/fuzz.py --seed N`.
"""

import random
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline import flow
from pipeline.flow import judgement
from pipeline.load.tree import Tree
from pipeline.model.diagnostic import Outcome
from pipeline.report import FORMATS
from tests.conftest import BOOKS, ROOT

LONGEST = 2.0
"""Seconds of processor time that one broken file may cost, whatever it holds."""
MANY = 5_000
"""Findings beyond which printing all of them in a format for machines may take its time."""
CANARY = "the-canary-outside-the-tree"
"""What a file outside of the book says: nobody may print it."""
TODAY = "2026-01-01"
HIDDEN = "\x00\x07\x1b\u202e\u200b"
"""Characters that no report may hold: they would act on a terminal, or be seen by nobody."""
TOKENS: tuple[bytes, ...] = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\0", "\x07", "\x1b[2J", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffe", "\U000e0041", "\ud800", "é", "ﬁ", "а",
        "\r", "\r\n", "\n\n", "\t", "  ", "---\n", "...\n", "--- \n", "%YAML 1.1\n", "# pipeline: ignore[SCH104] x\n", "# pipeline: ignore[",
        "&a ", "*a", "<<: ", "!!python/object/apply:os.system ", "!foo ", "!!binary ", "? ", "- ", ": ", ":", "[", "]", "{", "}", "|\n", ">-\n",
        '"', "'", "\\x", "\\u0000", "null", "~", "true", "no", "012", "1:30", "1e999", ".nan", "-", "2024-02-30", "99999999999999999999",
        "[](", "![](", "[x](term:", "](../../../etc/passwd)", "[@", "[^1]", "[^1]: ", "<", "<script>", "</", "<img src=x onerror=1>", "<!--",
        "-->", "<!-- pipeline: ignore[MKD103] x -->", "javascript:", "JaVa\tScRiPt:", "data:text/html,", "file:///", "//evil.example/", "%2e%2e/",
        "chapter:", "resource:lora#", "term:{count}", "{title}", "book:p/", "`" * 3, "```\n", "~~~", "$$", "$", "\\(", "**", "__", "> ", "1. ",
        "| a | b |\n|---|---|\n", "# ", "#" * 7, "&amp;", "&#0;", "&#x110000;", "AKIAIOSFODNN7EXAMPLE", "ghp_" + "a" * 36, "id: ", "title: ",
        "status: draft\n", "aliases: [x]\n", "chapters: [", "outline: [{id: a, title: b, page: 1, children: [", "../", "con", "A" * 300,
    )
)  # fmt: skip
"""What mutations put in: marks of YAML, Markdown and HTML, names of schemes, odd characters, words of our own."""


@cache
def base() -> Mapping[str, bytes]:
    """The sound files that stand beside every broken one: schemas, settings, and a few entries to refer to."""
    kept = ("content/book.yaml", "content/chapters/01-dough.md", "content/glossary/terms.yaml", "content/people/people.yaml")
    schemas = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "schemas").glob("*.schema.json"))}
    return {**schemas, **{path: (BOOKS / "minimal" / path).read_bytes() for path in kept}}


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Sound files to break: those of the minimal book and of the shipped one, the shorter ones."""
    return tuple(
        (path.relative_to(root).as_posix(), path.read_bytes())
        for root in (ROOT, BOOKS / "minimal")
        for path in sorted((root / "content").rglob("*"))
        if path.suffix in {".md", ".yaml"} and path.stat().st_size < 12_000
    )


def mutated(seed: int) -> tuple[str, bytes]:
    """A number → a file of a book with something wrong in it: its path and its bytes."""
    chance = random.Random(seed)
    path, data = chance.choice(samples())
    whole = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        chance.choice(MUTATIONS)(chance, whole)
    return path, bytes(whole[:200_000])


def _place(chance: random.Random, data: bytearray) -> int:
    """Somewhere in the data, in front matter more often than chance would have it."""
    end = len(data) if chance.random() < 0.5 else min(len(data), 600)
    return chance.randint(0, end)


def _insert(chance: random.Random, data: bytearray) -> None:
    at = _place(chance, data)
    data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50, 400))


def _delete(chance: random.Random, data: bytearray) -> None:
    at = _place(chance, data)
    del data[at : at + chance.choice((1, 1, 2, 5, 40, 400))]


def _flip(chance: random.Random, data: bytearray) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _repeat(chance: random.Random, data: bytearray) -> None:
    at = _place(chance, data)
    data[at:at] = data[at : at + chance.choice((1, 3, 30, 300))] * chance.choice((1, 2, 20))


def _swap(chance: random.Random, data: bytearray) -> None:
    lines = bytes(data).split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    data[:] = b"\n".join(lines)


def _indent(chance: random.Random, data: bytearray) -> None:
    lines = bytes(data).split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"\t", b"    ", b"- ")) + lines[at] if chance.random() < 0.5 else lines[at].lstrip()
    data[:] = b"\n".join(lines)


def _splice(chance: random.Random, data: bytearray) -> None:
    other = chance.choice(samples())[1]
    data[_place(chance, data) :] = other[chance.randrange(len(other) + 1) :]


def _cut(chance: random.Random, data: bytearray) -> None:
    del data[_place(chance, data) :]


MUTATIONS = (_insert, _insert, _insert, _delete, _flip, _repeat, _swap, _indent, _splice, _cut)


def tree(files: Mapping[str, bytes]) -> Tree:
    """Files → a book in memory, as it would be read from a disk."""
    whole = {**base(), **files}
    return Tree(tuple(sorted(whole)), {path: Outcome(whole[path]) for path in sorted(whole)}, TODAY)


def judged(files: Mapping[str, bytes]) -> float:
    """Judge a book with these files, print it in every format, and see that all is well → seconds of processor time for a usual run."""
    begun = time.process_time()
    checked = judgement.examine(tree(files))
    flow.report(checked, "full", width=100, colour=False, ascii_only=False)
    took = time.process_time() - begun
    for finding in checked.diagnostics:
        source = checked.sources.get(finding.span.path)
        if source is not None and finding.span.start is not None and finding.span.end is not None:
            begin, end = source.offset(finding.span.start), source.offset(finding.span.end)
            assert 0 <= begin <= end <= len(source.text), finding
            assert (source.position(begin), source.position(end)) == (finding.span.start, finding.span.end), finding
        assert finding.help, finding
    for form in FORMATS if len(checked.diagnostics) < MANY else ("full", "github"):
        text = flow.report(checked, form, width=100, colour=False, ascii_only=False)
        text.encode("utf-8")
        assert CANARY not in text
        assert not any(character in text for character in HIDDEN), repr(text[:2000])
    assert checked.status(strict=True) in {0, 1, 2}
    assert took < LONGEST, took
    return took


def on_disk(root: Path) -> str:
    """Judge a book that lies on a disk → everything that is printed of it."""
    checked = flow.check(root)
    return "".join(flow.report(checked, form, width=100, colour=False, ascii_only=False) for form in FORMATS)
