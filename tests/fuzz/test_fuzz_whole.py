"""Whatever a file says: findings with a place and a help, in every format, in time, and not a word from outside of the book.

The same for many more, as long as one likes: `python benchmarks/fuzz.py --minutes 10`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.test_cases import CASES
from tests.conftest import Book
from tests.fuzz.hostile import CHAPTER, LIST, SETTINGS, TOKEN, inputs
from tests.fuzz.making import CANARY, HIDDEN, judged, mutated, on_disk

INPUTS = inputs()
SEEDS = range(300)
ONCE_BROKEN = (5990,)
"""Numbers whose files brought something to light."""
STEP = 10


@pytest.mark.parametrize("name", INPUTS)
def test_hostile_files(name: str) -> None:
    path, data = INPUTS[name]
    judged({path: data})


@pytest.mark.parametrize("first", SEEDS[::STEP])
def test_mutated_files(first: int) -> None:
    for seed in range(first, first + STEP):
        judged(dict([mutated(seed)]))


@pytest.mark.parametrize("seed", ONCE_BROKEN)
def test_files_that_broke_something_once(seed: int) -> None:
    judged(dict([mutated(seed)]))


@pytest.mark.parametrize("path", [LIST, CHAPTER, SETTINGS])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(data=st.binary(max_size=300))
def test_any_bytes(path: str, data: bytes) -> None:
    judged({path: data})


@settings(max_examples=40, deadline=None, derandomize=True)
@given(text=st.text(alphabet="abc:-[]{}#&*!|>'\"%@`?, \n\t\\~.012", max_size=120))
def test_any_yaml(text: str) -> None:
    judged({LIST: text.encode(), CHAPTER: f"---\n{text}\n---\n{text}".encode()})


def outside(root: Path) -> Path:
    """A file that lies beside the book, and links to it from everywhere in the book."""
    canary = root.parent / f"{root.name}-canary.txt"
    canary.write_text(f"- {{id: {CANARY}, title: [\n---\n{CANARY}: {CANARY}\n", encoding="utf-8")
    for number, path in enumerate(
        ("content/resources/a.yaml", "content/pages/b.md", "content/assets/c.svg", "content/d.md", "content/data/e.csv")
    ):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(canary if number % 2 else os.path.relpath(canary, file.parent))
    (root / "content/figures/all").symlink_to(root.parent)
    (root / "content/glossary/round.yaml").symlink_to("round.yaml")
    (root / "schemas/notes.schema.json").unlink()
    return canary


def test_nothing_from_outside_is_printed(book: Book) -> None:
    root = book({
        CHAPTER: f"---\ntitle: a\n---\n![x](../../../{'x'}-canary.txt) [y](/etc/passwd) ![z](%2e%2e/%2e%2e/%2e%2e/etc/passwd)\n",
        "content/figures/more.yaml": "- {id: a, kind: figure, caption: a b, file: ../../../../../../etc/passwd, alt: a picture}\n",
    })  # fmt: skip
    canary = outside(root)
    schema = root / "schemas" / "notes.schema.json"
    for target in (canary, Path("/etc/passwd"), None):
        if target is not None:
            schema.symlink_to(target)
        else:
            schema.write_bytes((Path(__file__).parent.parent.parent / "schemas/notes.schema.json").read_bytes())
        printed = on_disk(root)
        assert "BLD904" in printed
        assert CANARY not in printed
        assert "root:" not in printed
        if target is not None:
            schema.unlink()


@pytest.mark.parametrize(
    "name", ["yaml: control characters", "bytes in a chapter: every byte", "yaml: billion laughs", "markdown: a secret"]
)
@pytest.mark.parametrize("options", [[], ["--format", "full"], ["--hook", "--tree"]], ids=lambda options: "-".join(options) or "plain")
def test_the_command_holds(book: Book, name: str, options: list[str]) -> None:
    path, data = INPUTS[name]
    root = book({path: data})
    command = [sys.executable, "-m", "pipeline", "check", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=60)
    text = done.stdout.decode("utf-8")
    assert done.returncode == 1
    assert done.stderr == b""
    assert not any(character in text for character in HIDDEN)
    assert "AKIA" not in text
    assert TOKEN not in text


def test_there_are_enough_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 250 hostile or broken inputs (the bar of the design), counted."""
    broken = [case for case in CASES if not case.name.split("-", 1)[1].startswith("good-")]
    with capsys.disabled():
        sys.stdout.write(
            f"\nhostile or broken inputs: {len(broken)} cases, {len(INPUTS)} files, {len(SEEDS) + len(ONCE_BROKEN)} mutations\n"
        )
    assert len(broken) + len(INPUTS) >= 250
