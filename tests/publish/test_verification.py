"""`build --verify`: two builds are compared, and judges of EPUBs and pages are asked, before anything is written."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.flow import verification
from pipeline.flow.judgement import examine
from pipeline.flow.publication import made
from pipeline.load import read
from pipeline.model.artifact import Artifact
from tests.conftest import Book

TWICE = {"content/pages/more.md": "---\nid: salt\ntitle: More\n---\nMore.\n", "content/pages/salt.md": "---\ntitle: Salt\n---\nSalt.\n"}


def artifacts(root: Path, outputs: tuple[str, ...], jobs: int = 1) -> tuple[Artifact, ...]:
    return made(examine(read(root)), outputs, drafts=False, jobs=jobs)


def test_a_sound_book_is_published(book: Book, tmp_path: Path) -> None:
    built = flow.build(book({}), tmp_path / "out", verified=True)
    assert built.published is not None
    made, judged = built.verified
    count = len(built.published.manifest.files)
    assert made == f"{count} of {count} files are the same in a second build"
    assert "EPUBCheck" in judged


def test_the_order_of_files_does_not_decide_which_of_two_entries_counts(book: Book, tmp_path: Path) -> None:
    built = flow.build(book(TWICE), tmp_path / "out", verified=True)
    assert {finding.code.code for finding in built.checked.diagnostics} >= {"REF301"}
    assert built.published is not None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: [Artifact(file.path, file.data + b"<!-- now -->")], "its bytes differ"),
        (lambda file: [file, Artifact("json/now.json", b"{}")], "only the first build made it"),
        (lambda _file: [], "only the second build made it"),
    ],
)
def test_a_difference_is_found(book: Book, change: object, said: str) -> None:
    """BLD907: whatever made the difference, the file is named."""
    assert callable(change)
    root = book({})
    first, *rest = artifacts(root, ("json",))
    (found,) = verification.verify(root, [*change(first), *rest], ("json",), drafts=False).diagnostics
    assert found.code.code == "BLD907"
    assert found.message.endswith(said)


def test_judges_are_asked(book: Book) -> None:
    root = book({})
    files = artifacts(root, ("html", "epub"))
    broken = [
        Artifact(file.path, file.data.replace(b"<h1", b"<h1 onclick='x()'") if file.path.endswith("index.html") else file.data[:-30])
        for file in files
        if file.path.endswith(("index.html", ".epub"))
    ]
    found = [*verification._own(broken)]
    assert any("inline code" in finding.message for finding in found)
    assert any("no zip archive" in finding.message for finding in found)
    assert {finding.code.code for finding in found} == {"BLD905"}


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_jobs_makes_the_same_bytes(book: Book, jobs: int) -> None:
    root = book({})
    assert artifacts(root, flow.OUTPUTS, jobs) == artifacts(root, flow.OUTPUTS)


def test_the_command_says_what_was_verified(book: Book, tmp_path: Path) -> None:
    root = book({})
    for options in (["--verify", "--jobs", "2"], ["--no-cache", "--jobs", "1"]):
        command = [sys.executable, "-m", "pipeline", "build", str(root), "--out", str(tmp_path / options[0]), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        assert ("Verified: " in done.stderr) == ("--verify" in options)
    assert (root / ".pipeline").is_dir()
    manifests = {(tmp_path / name / "manifest.json").read_bytes() for name in ("--verify", "--no-cache")}
    assert len(manifests) == 1
