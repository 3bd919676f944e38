"""How fast the compiler's grammar is, beside Python-Markdown's own and markdown-it-py's, and what each makes of the same lists and tables.

    python benchmarks/grammar.py [--chapters] [--minimum RATIO]

The corpus is 1.5 MB of the prose that `prose.py` makes; with `--chapters` it is the shipped chapters' Markdown, which is dense with links,
repeated with other vowels until it has that size. It is the same every time. All read it in turns, five times, in one process; what
counts is the median of the process's CPU time. Ours is the whole way from text to XHTML without the site's transforms: parser, events,
tree, host, serialiser. markdown-it-py runs with its preset for GitHub's language, which needs linkify-it-py for the bare links
that ours finds too, and once more without them. With `--minimum` the run fails if ours is not that many times as fast as each of
the two that read most of what ours reads: Python-Markdown with `extra`, and markdown-it-py as on GitHub.
"""

import argparse
import os
import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import markdown
import prose

from pipeline.load.grammar import steps
from pipeline.render.compile.host import Host

CONTENT = Path(__file__).parent.parent / "content"
SIZE = 1_500_000
ROUNDS = 5
VOWELS = "aeiou"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
SAMPLE = """\
Ways to shorten a prompt:
- drop what the model knows
- say it once
  - and only once

Steps:
1. measure
2. cut
   1. examples first
   2. then rules
- [ ] measure again

They cost, per thousand calls:
| part | tokens |
|------|-------:|
| rules | 210 |
| examples | 1,380 |
"""
"""A list right behind a paragraph, nesting by two and three spaces, a task, a table right behind a paragraph: all usual on GitHub."""
Render = Callable[[str], str]


def main() -> int:
    """Print both tables → 1 if ours is slower than asked."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    arguments.add_argument("--chapters", action="store_true", help="read the shipped chapters instead of generated prose")
    arguments.add_argument("--minimum", type=float, default=0.0, help="fail below this ratio to either of the others")
    given = arguments.parse_args()
    texts = chapters() if given.chapters else list(prose.texts(SIZE))
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(texts)} texts, {size / 1e6:.2f} MB; Python {platform.python_version()}, {os.cpu_count()} cores")
    times = measure(texts)
    print(f"{'':28}{'CPU ms':>8}{'MB/s':>8}{'ours is':>10}{'items':>8}{'tables':>8}")
    for name, render in RENDERERS.items():
        html = render(SAMPLE)
        found = f"{html.count('<li'):>8}{html.count('<table'):>8}"
        ratio = f"{times[name] / times['ours']:.1f} x"
        print(f"{name:28}{times[name] * 1e3:>8.0f}{size / times[name] / 1e6:>8.1f}{ratio:>10}{found}")
    print("items and tables: found in a sample of 8 items and 1 table, written as authors write on GitHub")
    for name in JUDGED - RENDERERS.keys():
        print(f"{name} is not installed, so it is missing here")
    return int(any(times[name] < given.minimum * times["ours"] for name in JUDGED & RENDERERS.keys()))


def chapters() -> list[str]:
    """The bodies of the shipped content, once as they are, then with every vowel moved on by one, and so on."""
    bodies = [FRONT_MATTER.sub("", path.read_text(encoding="utf-8")) for path in sorted(CONTENT.rglob("*.md"))]
    texts: list[str] = []
    size = turn = 0
    while size < SIZE:
        moved = str.maketrans(VOWELS, VOWELS[turn % 5 :] + VOWELS[: turn % 5])
        for body in bodies:
            texts.append(f"{body.translate(moved)}\nTurn {turn}.\n")
            size += len(texts[-1].encode())
        turn += 1
    return texts


def measure(texts: list[str]) -> dict[str, float]:
    """Median CPU seconds of each renderer; they take turns, so that what else the machine does hits all of them."""
    taken: dict[str, list[float]] = {name: [] for name in RENDERERS}
    for _ in range(ROUNDS):
        for name, render in RENDERERS.items():
            begin = time.process_time()
            for text in texts:
                render(text)
            taken[name].append(time.process_time() - begin)
    return {name: median(values) for name, values in taken.items()}


def _python_markdown() -> Render:
    host = markdown.Markdown(extensions=["extra"])
    return lambda text: host.reset().convert(text)


def _markdown_it(preset: str, *more: str) -> Render | None:
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - it may be missing: nothing else here needs it

        render: Render = MarkdownIt(preset).enable(list(more)).render
        render("www.example.org")
    except ImportError:
        return None
    return render


RENDERERS: dict[str, Render] = {
    name: render
    for name, render in (
        ("Python-Markdown, extra", _python_markdown()),
        ("markdown-it-py, as GitHub", _markdown_it("gfm-like")),
        ("the same, no bare links", _markdown_it("commonmark", "table", "strikethrough")),
        ("ours", Host(steps).convert),
    )
    if render is not None
}
JUDGED = frozenset({"Python-Markdown, extra", "markdown-it-py, as GitHub"})

if __name__ == "__main__":
    sys.exit(main())
