"""Laws of reading and resolving: places never lie, the order of files means nothing, a deletion breaks exactly its references."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from pipeline.load import load
from pipeline.load import yaml as documents
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book as Read
from pipeline.model.document import Kind
from pipeline.model.site import Edge, Site
from pipeline.model.span import Source, Span
from pipeline.resolve import fields, names, resolve
from pipeline.resolve.items import make
from tests.conftest import BOOKS, ROOT, Book


@pytest.fixture(scope="module")
def minimal(book: Book) -> Read:
    return load(book({})).value


@pytest.fixture(scope="module")
def shipped() -> Read:
    return load(ROOT).value


@pytest.fixture(params=["minimal", "shipped"])
def read(request: pytest.FixtureRequest) -> Read:
    value: Read = request.getfixturevalue(request.param)
    return value


# Places


def test_what_stands_at_a_mention_is_its_destination(read: Read) -> None:
    for entry in read.entries:
        for _, prose in entry.prose():
            for mention in prose.mentions:
                if mention.kind is not Kind.HTML:
                    assert entry.source.cut(mention.place) == mention.target


def test_what_stands_at_a_field_is_its_value(read: Read) -> None:
    for entry in (*read.entries, read.settings):
        for path, value in leaves(entry.data, ()):
            written = entry.source.cut(entry.span(*path))
            assert documents.read(Source.of("f", f"- {written}" if written[:1] not in {"|", ">"} else f"- {written}\n")).value is not None
            if "\n" not in written:
                assert documents.read(Source.of("f", f"- {written}")).value.value == [value]  # type: ignore[union-attr]
            if isinstance(path[-1], str):
                assert entry.source.cut(entry.key_span(*path)).strip("'\"") == path[-1]


def leaves(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in children:
        yield from leaves(value, (*path, name))
    if path and not isinstance(data, dict | list):
        yield path, data


# Order


def test_the_order_of_entries_means_nothing(read: Read) -> None:
    site, found = whole(read)
    for seed in range(3):
        shuffled = list(read.entries)
        random.Random(seed).shuffle(shuffled)
        other, others = whole(replace(read, entries=tuple(shuffled)))
        assert list(other.items.items()) == list(site.items.items())
        assert other.edges == site.edges
        assert dict(other.meanings) == dict(site.meanings)
        assert dict(other.mentioned) == dict(site.mentioned)
        assert others == found


def test_the_order_means_nothing_in_a_book_full_of_faults(book: Book) -> None:
    text = "---\ntitle: Salt\n---\n[](chapter:x) [](term:glutn) [](#y) [](z.md) [@dough] <term:x> [](foo:x) ![](../../../x)\n"
    twice = "- {id: gluten, term: gluten, definition: x}\n- {id: a, term: b, definition: c, aliases: [gluten, hydration]}\n"
    read = load(book({"content/pages/salt.md": text, "content/pages/pepper.md": text, "content/glossary/more.yaml": twice})).value
    _, found = whole(read)
    assert len(found) > 15
    for seed in range(20):
        shuffled = list(read.entries)
        random.Random(seed).shuffle(shuffled)
        assert whole(replace(read, entries=tuple(shuffled)))[1] == found


def whole(read: Read) -> tuple[Site, list[Diagnostic]]:
    outcome = resolve(read)
    return outcome.value, sorted(outcome.diagnostics, key=lambda each: each.key)


# Deletion


def test_deleting_an_entry_breaks_each_reference_to_it_once(read: Read) -> None:
    site, before = whole(read)
    assert before == []
    chosen = list(site.items.values())
    if len(chosen) > 50:
        chosen = random.Random(11).sample(chosen, 40)
    for item in chosen:
        rest = tuple(entry for entry in read.entries if entry is not item.entry)
        after = whole(replace(read, entries=rest))[1]
        assert Counter(each.span for each in after) == Counter(referring(site, item.key)), item.key


def test_deleting_a_picture_breaks_each_reference_to_it_once(minimal: Read) -> None:
    rest = {path: data for path, data in minimal.assets.items() if not path.endswith("loaf.svg")}
    found = whole(replace(minimal, assets=rest, files=minimal.files - {"content/assets/figures/loaf.svg"}))[1]
    assert [(each.code.code, str(each.span)) for each in found] == [("LNK201", "content/figures/figures.yaml:2:81")]


def referring(site: Site, key: str) -> Iterator[Span]:
    """The places that name an entry: prose, fields, and the settings."""
    for edge in site.edges:
        # A page of the printed book is there whatever this site says about it.
        if edge.target == key and edge.origin != key and not edge.mention.target.startswith("book:p/") and not free(site, edge):
            yield edge.mention.span
    settings = fields.settings(site.book)
    for field in fields.read(settings.entry, fields.telling(settings.collection.schema)):
        if field.mention.target == key:
            yield field.mention.span


def free(site: Site, edge: Edge) -> bool:
    """Whether a reference stands in a field that takes plain text as well: without the entry it is that."""
    origin = site.items[edge.origin]
    read = fields.read(origin.entry, fields.telling(origin.collection.schema))
    return any(field.free for field in read if field.mention.span == edge.mention.span)


# Names


def test_the_entry_that_was_meant_is_suggested_first(shipped: Read) -> None:
    items = [
        item for kind in shipped.collections for entry in shipped.entries if entry.collection == kind.name and (item := make(entry, kind))
    ]
    directory, _ = names.directory(shipped.collections, items, (), ())
    chance = random.Random(5)
    tried = right = 0
    for item in chance.sample(items, 250):
        word = typo(item.id, chance)
        if directory.find(item.collection.name, word) is None:
            found = directory.similar(item.collection.name, word, beyond=True)
            tried += 1
            right += bool(found) and found[0][1] is item
    assert tried > 200
    assert right / tried >= 0.95


def typo(word: str, chance: random.Random) -> str:
    """A word with one slip: a letter lost, added, changed, or swapped with its neighbour."""
    at = chance.randrange(len(word))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz-0123456789")
    return chance.choice([
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
    ])  # fmt: skip


# Types

WRONG: dict[str, Any] = {
    "number": 5,
    "fraction": -1.5,
    "text": "zymurgy",
    "empty text": "",
    "odd text": "5² [](chapter:9) {number} ../../..\\x07é😀\n\n# A",
    "list": [],
    "list of lists": [["x"], {"a": 1}, None, 3],
    "mapping": {},
    "mapping of much": {"id": {"from": [1]}, "title": None},
    "nothing": None,
    "truth": True,
    "huge": "9" * 6000,
    "huge number": int("9" * 18),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_type_anywhere_is_never_an_exception(book: Book, wrong: str) -> None:
    root = book({})
    files = {path: content(root / path) for path in TEXTS}
    rounds = max(len(paths) for _, _, paths in files.values())
    for turn in range(rounds):
        for path, (data, body, paths) in files.items():
            changed = put(data, paths[turn % len(paths)], WRONG[wrong])
            (root / path).write_text(dumped(changed, body), encoding="utf-8")
        for found in flow.check(root).diagnostics:
            assert found.help
            assert "\n" not in found.message


TEXTS = sorted(
    path.relative_to(BOOKS / "minimal").as_posix() for path in (BOOKS / "minimal/content").rglob("*") if path.suffix in {".md", ".yaml"}
)
Way = tuple[str | int, ...]


def content(path: Path) -> tuple[Any, str | None, list[Way]]:
    """A file → its data, its body, and the ways to all parts of the data."""
    text = path.read_text(encoding="utf-8")
    body = None
    if path.suffix == ".md":
        _, text, body = text.split("---\n", 2)
    document = documents.read(Source.of(path.name, text)).value
    assert document is not None
    return document.value, body, list(ways(document.value, ()))


def ways(data: Any, way: Way) -> Iterator[Way]:
    if way:
        yield way
    for name, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from ways(value, (*way, name))


def put(data: Any, way: Way, value: Any) -> Any:
    """The data with another value at the end of a way."""
    if not way:
        return value
    first, *rest = way
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[first] = put(data[first], tuple(rest), value)
    return copy


def dumped(data: Any, body: str | None) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return text + "\n" if body is None else f"---\n{text}\n---\n{body}"
