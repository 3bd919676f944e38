"""Inputs → the files to be read: archives opened (one inside another too), folders and archives reduced to the members of exports.

Nothing is extracted: a member is a stream out of its archive.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from posixpath import basename, dirname
from typing import IO

from pipeline.model.heatmap import Input
from pipeline.render.heatmap.formats import FORMATS
from pipeline.render.heatmap.refusal import Refused

RATIO = 1000
"""Unpacked to packed: deflate reaches 1,032 on one repeated byte, and words never come near it."""

LARGEST = 8 * 2**30
"""Bytes a member may claim to have."""

DEPTH = 2
"""An archive inside an archive, as the newest Claude export; nobody needs a third."""

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
NUMBERED = re.compile(r"conversations-[0-9]+\.(?:json|zip)")
SINGLE = re.compile(r"conversations\.(?:json|zip)")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
ENCRYPTED = 0x1

Opener = Callable[[], AbstractContextManager[IO[bytes]]]


def members(inputs: Iterable[Input]) -> Iterator[Input]:
    """Unfold inputs in the order of their names. Raises `Refused` for an archive that is unsafe or holds no export."""
    for source in chosen(sorted(inputs, key=lambda source: source.name)):
        yield from _unfold(source, DEPTH)


def chosen(sources: Sequence[Input]) -> list[Input]:
    """Reduce what was found in a folder or archive to the members of exports; numbered parts win over a single file beside them."""
    found = [source for source in sources if source.listed and not _shadow(source.name)]
    parts = {source.name for source in found if _part(source.name)}
    numbered = {dirname(name) for name in parts if NUMBERED.fullmatch(basename(name))}
    single = {name for name in parts if SINGLE.fullmatch(basename(name)) and dirname(name) in numbered}
    folders = {dirname(name) for name in parts}
    # A whole export may lie in a folder as a zip; but a zip within an export is something its owner once uploaded.
    whole = {source.name for source in found if source.name.endswith(".zip") and folders.isdisjoint(_above(source.name))}
    return [source for source in sources if not source.listed or source.name in (parts - single) | whole]


def _shadow(name: str) -> bool:
    """Whether a path is one of the shadow files that some systems add to archives."""
    return "__MACOSX" in name.split("/") or basename(name).startswith("._")


def _part(name: str) -> bool:
    return any(fnmatchcase(basename(name), pattern) for each in FORMATS for pattern in each.members)


def _above(name: str) -> list[str]:
    steps = name.split("/")[:-1]
    return ["/".join(steps[:length]) for length in range(len(steps) + 1)]


def is_archive(source: Input) -> bool:
    """Whether an input is a zip, by its first bytes."""
    with source.open() as stream:
        return stream.read(4) in MAGIC


def _unfold(source: Input, depth: int) -> Iterator[Input]:
    if not is_archive(source):
        yield source
        return
    if depth == 0:
        raise Refused("it holds archives inside archives inside archives")
    inside = _inside(source)
    if not inside and not source.listed:
        raise Refused("it holds no `conversations.json`, nor numbered parts of one")
    for member in inside:
        yield from _unfold(member, depth - 1)


def _inside(source: Input) -> list[Input]:
    with _archive(source) as archive:
        entries = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda entry: entry.filename)
    named = {f"{source.name}/{entry.filename}": entry for entry in entries}
    listed = [replace(source, name=name, open=_opener(source, entry), listed=True) for name, entry in named.items()]
    found = chosen(listed)
    for member in found:
        _safe(named[member.name])
    return found


def _safe(entry: zipfile.ZipInfo) -> None:
    name = shown(entry.filename)
    if entry.flag_bits & ENCRYPTED:
        raise Refused(f"its member {name} is encrypted", "unpack it with its password first")
    if entry.file_size > LARGEST:
        raise Refused(f"its member {name} claims to have more than 8 GiB")
    if entry.file_size > RATIO * max(entry.compress_size, 1):
        raise Refused(f"its member {name} unpacks to more than {RATIO:,} times its size")


def shown(path: str) -> str:
    """How a member is called in a finding: by its last name, when that is a plain one."""
    return f"`{basename(path)}`" if PLAIN.fullmatch(basename(path)) else "with an unusual name"


def _opener(source: Input, entry: zipfile.ZipInfo) -> Opener:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with _archive(source) as archive, archive.open(entry) as stream:
            yield stream

    return opened


@contextmanager
def _archive(source: Input) -> Iterator[zipfile.ZipFile]:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            yield archive
    except EOFError:
        raise Refused("a member ends too early", truncated=True) from None
    except (zipfile.BadZipFile, zlib.error) as error:
        whole = isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error)
        raise Refused("its list of members is missing" if whole else "a member is damaged", truncated=whole) from None
    except (NotImplementedError, RuntimeError):
        raise Refused("a member is packed in an unusual way", "unpack it first") from None
