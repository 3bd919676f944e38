"""Artifacts → a folder: every file whole or not at all, stale ones of the last build removed, a manifest of digests.

Only files that the last manifest names are ever removed, so nothing an author put beside them is lost.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any

from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Diagnostic
from pipeline.publish import addresses
from pipeline.publish.faults import FAULTS, invalid_output

__all__ = ["FAULTS", "Manifest", "Published", "faults_of", "publish", "write"]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in the output folder: path, size in bytes and SHA-256 of each file, sorted by path."""

    files: tuple[tuple[str, int, str], ...]

    def text(self) -> str:
        """As JSON."""
        files = [{"bytes": size, "path": path, "sha256": digest} for path, size, digest in self.files]
        whole = {"$schema": "json/schemas/output/manifest.schema.json", "files": files, "version": 1}
        return json.dumps(whole, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the manifest, how many files were written (the others had the same bytes), how many removed."""

    manifest: Manifest
    written: int
    removed: int


def publish(artifacts: Iterable[Artifact], out: Path, kept: Iterable[str] = ()) -> Published:
    """Write artifacts below `out`. Folders named in `kept` belong to outputs that were not built this time: they stay.

    Raises OSError where the folder can't be written. `faults_of` tells what must not be published.
    """
    chosen = {artifact.path: artifact.data for artifact in artifacts}
    before = _last(out)
    stay = {path: entry for path, entry in before.items() if path.split("/")[0] in set(kept) and path not in chosen}
    written = sum(_write(out / path, data) for path, data in sorted(chosen.items()))
    stale = [path for path in before if path not in chosen and path not in stay]
    for path in stale:
        _remove(out, path)
    entries = {**{path: (path, len(data), sha256(data).hexdigest()) for path, data in chosen.items()}, **stay}
    manifest = Manifest(tuple(entry for _, entry in sorted(entries.items())))
    _write(out / MANIFEST, manifest.text().encode())
    return Published(manifest, written, len(stale))


def write(artifacts: Iterable[Artifact], out: Path) -> None:
    """Write artifacts below `out`, each whole or not at all; nothing is removed and no manifest made. Raises OSError."""
    for artifact in artifacts:
        _write(out / artifact.path, artifact.data)


def faults_of(artifacts: Sequence[Artifact]) -> Iterator[Diagnostic]:
    """BLD905 for paths that leave the folder or are claimed twice, and for addresses inside the outputs that lead nowhere."""
    yield from _clashes(artifacts)
    yield from addresses.faults_of(artifacts)


def _clashes(artifacts: Iterable[Artifact]) -> list[Diagnostic]:
    """Upper and lower case are one name on many disks."""
    found: list[Diagnostic] = []
    taken: dict[str, str] = {}
    for artifact in artifacts:
        if not _inside(artifact.path):
            found.append(invalid_output.diagnose(artifact.path, f"`{artifact.path}` would be written outside the output folder"))
        other = taken.setdefault(artifact.path.casefold(), artifact.path)
        if other is not artifact.path:
            found.append(invalid_output.diagnose(artifact.path, f"`{artifact.path}` is written twice (`{other}`)"))
    return found


def _last(out: Path) -> dict[str, tuple[str, int, str]]:
    """The files of the last manifest; none when there is none or it can't be read."""
    try:
        files: Any = json.loads((out / MANIFEST).read_bytes())["files"]
        entries = {str(file["path"]): (str(file["path"]), int(file["bytes"]), str(file["sha256"])) for file in files}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    # A manifest someone tampered with must not make us remove files elsewhere.
    return {path: entry for path, entry in entries.items() if _inside(path)}


def _inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _write(path: Path, data: bytes) -> bool:
    """Replace a file in one step; leave it alone when it has these bytes already."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as temporary:
        try:
            temporary.write(data)
            temporary.close()
            Path(temporary.name).chmod(0o644)
            os.replace(temporary.name, path)  # noqa: PTH105 - the atomic one, named plainly
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    return True


def _remove(out: Path, path: str) -> None:
    full = out / path
    full.unlink(missing_ok=True)
    for folder in full.parents:
        if folder == out or not folder.is_relative_to(out):
            return
        try:
            folder.rmdir()
        except OSError:
            return
