"""How much work an EPUB is, beside what pandoc needs for the same chapters in the same run: a ratio, because machines differ.

    python benchmarks/epub.py [--runs 3] [--pandoc PATH] [--bar 0.25]

A book of 110 chapters and 1.4 MB of Markdown, about as long as the Rust book: prose full of names in code, lists, tables, notes, 770
blocks of code that both colour. Ours is the whole of `pipeline build --only epub`: nothing is remembered of earlier runs, the check of
the book and the drawing of its cover are included. Pandoc reads the bodies as GitHub's Markdown and writes an EPUB 3 with contents.
PyPI's `pypandoc_binary` carries it; say where it is, or have it on the PATH. Without it only our own time is printed. Ends with 1 when
our processor time is more than the bar of pandoc's.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CHAPTERS, SECTIONS = 110, 7
WORDS = (
    "owner borrow value moves scope trait type match pattern closure vector string slice module crate thread channel lock future "
    "error result option iterator lifetime reference pointer heap stack compiler macro test panic number loop function struct enum"
).split()
SETTINGS = "title: A Long Book\nauthors: [Ada Baker]\nlanguage: en\nslug: long-book\nyear: 2026\npublish: {formats: [epub]}\n"
FRONT = "---\nkind: chapter\nnumber: {number}\ntitle: {title}\npages: {{from: {page}, to: {last}}}\n---\n"
CODE = """\
```rust
fn {name}(values: &[i32], limit: usize) -> Option<i32> {{
    // Of {words} only the first few are looked at.
    let mut best: Option<i32> = None;
    for (place, value) in values.iter().enumerate().take(limit) {{
        match best {{
            Some(found) if found >= *value => continue,
            _ => best = Some(*value + {number}),
        }}
        println!("{name}: {{}} at {{place}}", value);
    }}
    best
}}
```

"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, and its body in GitHub's Markdown."""

    title: str
    body: str


def chapters() -> list[Chapter]:
    """The same chapters each time."""
    chance = random.Random(0)
    return [Chapter(_words(chance, 4).capitalize(), "".join(_section(chance, part) for part in range(SECTIONS))) for _ in range(CHAPTERS)]


def _section(chance: random.Random, part: int) -> str:
    prose = "".join(f"{' '.join(_sentence(chance, number) for number in range(4))}\n\n" for _ in range(3))
    code = CODE.format(name="_".join(chance.choices(WORDS, k=2)), words=_words(chance, 3), number=chance.randrange(100))
    extras = (
        "".join(f"- {_words(chance, 9)}, see [there](https://example.org/{number})\n" for number in range(4)) + "\n",
        "| Name | Share |\n| --- | ---: |\n" + "".join(f"| {_words(chance, 2)} | {number} |\n" for number in range(5)) + "\n",
        f"A note.[^n{part}]\n\n[^n{part}]: {_words(chance, 20).capitalize()}.\n\n",
    )
    return f"## {_words(chance, 3).capitalize()} {part}\n\n{prose}{code}{extras[part % len(extras)]}"


def _sentence(chance: random.Random, number: int) -> str:
    """As writers on programming write: a name in code in every sentence, now and then a stress or a link."""
    marks = (
        f"*{_words(chance, 2)}*",
        f"**{_words(chance, 1)}**",
        f"[{_words(chance, 2)}](https://doc.example.org/{number})",
        _words(chance, 2),
    )
    return f"{_words(chance, 7).capitalize()} `{_words(chance, 1)}()` {_words(chance, 3)} {marks[number]}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def ours(folder: Path, made: Iterable[Chapter]) -> list[str]:
    """Write the book → the command that builds it."""
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    _put(folder / "content" / "book.yaml", SETTINGS)
    for number, chapter in enumerate(made, 1):
        front = FRONT.format(number=number, title=chapter.title, page=10 * number, last=10 * number + 9)
        _put(folder / "content" / "chapters" / f"{number:03}-chapter-{number}.md", front + chapter.body)
    return [sys.executable, "-m", "pipeline", "build", "--only", "epub", "--quiet", "--root", str(folder)]


def theirs(folder: Path, made: Iterable[Chapter], pandoc: str) -> list[str]:
    """Write the chapters → pandoc's command."""
    names = []
    for number, chapter in enumerate(made, 1):
        names.append(f"{number:03}.md")
        _put(folder / names[-1], f"# {chapter.title}\n\n{chapter.body}")
    options = ["--from", "gfm", "--to", "epub3", "--toc", "--split-level=1", "--file-scope", "--metadata", "title=A Long Book"]
    return [pandoc, *options, "--output", "long.epub", *names]


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command in a folder → seconds on the clock, and of the processor; it must end with 0."""
    begun = time.perf_counter()
    # Byte code is kept, as an installed program keeps it.
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    place = {**told, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder.parent / "bytecode")}
    with subprocess.Popen(command, cwd=folder, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command[:6])} … ended with {process.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def compared(runs: int, pandoc: str | None, bar: float) -> bool:
    """Run both in turn, print the medians → whether ours is within the bar."""
    made = chapters()
    with tempfile.TemporaryDirectory() as scratch:
        commands = {"pipeline": (ours(Path(scratch) / "ours", made), Path(scratch) / "ours")}
        if pandoc:
            commands["pandoc"] = (theirs(Path(scratch) / "theirs", made, pandoc), Path(scratch) / "theirs")
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for command, folder in commands.values():
            measured(command, folder)
        for _ in range(runs):
            for name, (command, folder) in commands.items():
                # What the check remembers of the last run is forgotten.
                shutil.rmtree(folder / ".pipeline", ignore_errors=True)
                times[name].append(measured(command, folder))
    print(f"{len(made)} chapters, {sum(len(chapter.body) for chapter in made) / 1e6:.2f} MB of Markdown, {runs} runs")
    work = {name: statistics.median(cpu for _, cpu in found) for name, found in times.items()}
    for name, found in times.items():
        print(f"{name:10} {statistics.median(wall for wall, _ in found):7.2f} s wall {work[name]:7.2f} s cpu")
    if "pandoc" not in work:
        print("pandoc was not found; nothing to compare with")
        return True
    ratio = work["pipeline"] / work["pandoc"]
    print(f"ours is {ratio:.3f} of pandoc's cpu; the bar is {bar}")
    return ratio <= bar


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="EPUB: our work beside pandoc's.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pandoc", default=shutil.which("pandoc"))
    parser.add_argument("--bar", type=float, default=0.25)
    told = parser.parse_args()
    sys.exit(0 if compared(told.runs, told.pandoc, told.bar) else 1)
