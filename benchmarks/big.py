"""A large, sound book, the same each time: 5,000 resources in 100 files, and 100 chapters as long as those of the shipped book.

python benchmarks/big.py FOLDER
"""

import random
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "dough oven crumb crust heat water salt flour yeast grain loaf proof knead fold score bake rest cool slice taste starter levain "
    "rye wheat spelt miller hearth steam stone basket linen blade scale clock autumn village morning patience hunger butter honey seed"
).split()
KINDS = ("paper", "post", "book", "video", "repo", "tool", "guide")
RESOURCES, FILES, CHAPTERS = 5_000, 100, 100
SETTINGS = """\
title: A Large Book of Bread
authors: [Ada Baker]
language: en
slug: large-book-of-bread
year: 2026
publish: {formats: [html, json], nav: ["chapter:", "resource:"]}
"""


def make(root: Path, *, resources: int = RESOURCES, files: int = FILES, chapters: int = CHAPTERS) -> None:
    """Write a book into a folder: settings, the project's schemas, resources, chapters that refer to them."""
    chance = random.Random(0)
    shutil.copytree(ROOT / "schemas", root / "schemas", dirs_exist_ok=True)
    _put(root / "content" / "book.yaml", SETTINGS)
    for file in range(files):
        numbers = range(file * resources // files, (file + 1) * resources // files)
        _put(root / "content" / "resources" / f"{file:03}.yaml", "".join(_resource(chance, number, chapters) for number in numbers))
    for number in range(1, chapters + 1):
        _put(root / "content" / "chapters" / f"{number:03}-chapter-{number}.md", _chapter(chance, number, resources))


def _resource(chance: random.Random, number: int, chapters: int) -> str:
    first = number % chapters + 1
    return f"""\
- id: resource-{number}
  title: "{_words(chance, 6).capitalize()}, part {number}"
  url: https://example.org/shelf-{number % 97}/{number}
  kind: {chance.choice(KINDS)}
  authors: [{_words(chance, 2).title()}, {_words(chance, 2).title()}]
  year: {chance.randint(1990, 2025)}
  date: 2025-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}
  chapters: [chapter-{first}]
  tags: [{chance.choice(WORDS)}, bread]
  section: {_words(chance, 3).capitalize()}
  note: "{_words(chance, 18).capitalize()}, as in [the chapter](chapter:{first}) on {_words(chance, 4)}."

"""


def _chapter(chance: random.Random, number: int, resources: int) -> str:
    rows = "".join(f"  - {{id: part-{part}, title: Part {part}, page: {10 * number + part}}}\n" for part in range(8))
    parts = "".join(f"## Part {part}\n\n{_paragraphs(chance, 4, resources)}" for part in range(8))
    return f"""\
---
kind: chapter
number: {number}
title: {_words(chance, 4).capitalize()} {number}
summary: {_words(chance, 20).capitalize()}.
pages: {{from: {10 * number}, to: {10 * number + 9}}}
tags: [bread, {chance.choice(WORDS)}]
outline:
{rows}---
{parts}"""


def _paragraphs(chance: random.Random, count: int, resources: int) -> str:
    return "".join(
        f"{_words(chance, 12).capitalize()} with *{_words(chance, 2)}* and [a source](resource:resource-{chance.randrange(resources)}) "
        f"{_words(chance, 12)}.\n\n"
        for _ in range(count)
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
