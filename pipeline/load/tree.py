"""A folder on disk → a `Tree`: the names of all files, the bytes of those that make the book.

Everything is read once, so that whatever is said of a book is said of one state of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipeline.load import discover, schemas
from pipeline.model.diagnostic import Diagnostic, Outcome

CONTENT = "content/"
DATA = ("content/data/", "content/assets/", "content/code/")
TEMPLATES = "templates/"
"""Files for the website that stand in for those of the theme."""

TEMPLATE = frozenset({".html", ".css", ".js", ".svg"})
MEGABYTE = discover.MEGABYTE
MARKDOWN = frozenset({".md", ".markdown"})
YAML = frozenset({".yaml", ".yml"})
LIMITS = {**dict.fromkeys(MARKDOWN, 2 * MEGABYTE), **dict.fromkeys(YAML, 5 * MEGABYTE)}
LARGEST = 200 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies below the root of a book: `files` names all of it, `contents` holds what makes the book and its website.

    A content without a value could not be read; its finding says why. `today` is the book's clock.
    """

    files: tuple[str, ...]
    contents: Mapping[str, Outcome[bytes | None]] = field(repr=False)
    today: str = ""
    found: tuple[Diagnostic, ...] = ()

    def changed(self, texts: Mapping[str, str]) -> "Tree":
        """The same with other texts in some files."""
        return replace(self, contents={**self.contents, **{path: Outcome(text.encode()) for path, text in texts.items()}})

    def data(self) -> Mapping[str, bytes]:
        """The bytes of each file that was read."""
        return {path: content.value for path, content in self.contents.items() if content.value is not None}

    def digests(self) -> Mapping[str, str]:
        """What stands for the bytes of each of them, as 64 digits."""
        return {path: sha256(data).hexdigest() for path, data in self.data().items()}

    def digest(self) -> str:
        """What stands for all there is to know of it."""
        digests = self.digests()
        whole = sha256(self.today.encode())
        for path in self.files:
            unread = repr(self.contents[path].diagnostics) if path in self.contents and path not in digests else ""
            whole.update("\0".join((path, digests.get(path, ""), unread, "")).encode())
        return whole.hexdigest()


def read(root: Path, *, tracked: bool = False, only: Iterable[str] | None = None) -> Tree:
    """Read what makes a book. With `tracked` only what git's index names counts; `only` names the files that shall be all there is.

    Reports BLD901 for names that are no text; what else can be wrong with a file is said with its content.
    """
    listed = discover.files(root, tracked=tracked) if only is None else Outcome(tuple(sorted(only)))
    contents = {path: discover.read(root, path, limit) for path in listed.value if (limit := _limit(path))}
    return Tree(listed.value, contents, discover.today(root), listed.diagnostics)


def members(root: Path) -> frozenset[str]:
    """The files that make a book: those below `content/` and the schemas. Nothing is read of them."""
    return frozenset(path for path in discover.files(root).value if _limit(path))


def is_asset(path: str) -> bool:
    """Whether a file below `content/` holds no entries: an image, sample data."""
    return suffix(path) not in LIMITS or path.startswith(DATA)


def suffix(path: str) -> str:
    """The end of a file's name that tells its kind, in lower case."""
    return PurePosixPath(path).suffix.lower()


def _limit(path: str) -> int:
    """The most bytes that are read of a file; none of one that makes no book."""
    if path.startswith(CONTENT):
        return LARGEST if is_asset(path) else LIMITS[suffix(path)]
    if path.startswith(TEMPLATES) and suffix(path) in TEMPLATE:
        return MEGABYTE
    return schemas.LIMIT if schemas.NAME.match(path) else 0
