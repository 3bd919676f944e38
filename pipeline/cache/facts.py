"""What is known of the files of a book from an earlier run: the entries of those read without a finding, and which of them are valid.

Only what is sound is kept: it is nearly everything, and a finding is always told by whoever found it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.cache import entries as kept
from pipeline.cache.keys import digest, key
from pipeline.cache.store import Store
from pipeline.cache.tool import tool
from pipeline.model.document import Entry
from pipeline.model.span import Source

VALID = "valid"


@dataclass(frozen=True, slots=True)
class Facts:
    """The entries of files by path, and the paths of the files whose entries their schema has no fault to find with."""

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    valid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Memory:
    """The store, and the names under which it keeps what it knows of each file: what it holds, and that it is valid."""

    store: Store
    entries: Mapping[str, bytes]
    valid: Mapping[str, bytes]

    @classmethod
    def of(cls, store: Store, digests: Mapping[str, str], settings: str, clock: str) -> "Memory":
        """A store, the digest of each file that was read, the path of the settings, and the book's clock.

        What a file holds depends on the schemas too, which say where there is Markdown, and on the settings, which say what it can do;
        whether it is valid on the clock as well.
        """
        schemas = digest(tool(), *(part for path in sorted(digests) if path.startswith("schemas/") for part in (path, digests[path])))
        said = digest(schemas, digests.get(settings, ""))
        around = digest(said, clock)
        files = {path: found for path, found in digests.items() if path.startswith("content/") and path != settings}
        return cls(
            store,
            {path: key("entries", said, path, found) for path, found in files.items()},
            {path: key(VALID, around, path, found) for path, found in files.items()},
        )

    def recall(self, data: Mapping[str, bytes]) -> Facts:
        """The bytes of files → what is known of them."""
        answers = self.store.get([*self.entries.values(), *self.valid.values()])
        known = {path: answers[name] for path, name in self.entries.items() if name in answers}
        read = {path: kept.read(answer, Source.of(path, data[path].decode("utf-8", "replace"))) for path, answer in known.items()}
        found = {path: entries for path, entries in read.items() if entries}
        return Facts(found, frozenset(path for path in found if self.valid[path] in answers))

    def remember(self, facts: Facts, entries: Iterable[Entry], faulty: frozenset[str], invalid: frozenset[str]) -> None:
        """What was known, all entries that were read, and the files in which reading or judging found anything → what is new is kept."""
        files: dict[str, list[Entry]] = {}
        for entry in entries:
            files.setdefault(entry.source.path, []).append(entry)
        new = {}
        for path, own in files.items():
            if path in faulty or path not in self.entries:
                continue
            if path not in facts.entries and (answer := kept.text(own)) is not None:
                new[self.entries[path]] = answer
            if path not in facts.valid and path not in invalid:
                new[self.valid[path]] = VALID
        if new:
            self.store.put(new)
