"""Typical prose as Markdown, the same every time: headings, paragraphs, a few links, lists, some code, a table now and then.

    python benchmarks/prose.py [SIZE]

What is typical is a choice, and stands in the tables below: of a hundred words about one is emphasised, one is code, and one begins
a link; of a hundred blocks twenty are lists, ten code, five quotes and three tables. The words are those of every day, since no
parser looks at them, but apostrophes, quotation marks, dashes and brackets are where they would be.
"""

import random
import sys
from collections.abc import Callable, Iterator

WORDS = (
    "the the the the the the of of of and and and to to a a a in in in is is that that it it for for as as with with on on be by by "
    "this this are from or an at which not can one has have was but they you we when what if there each how their will more other "
    "some about into then than so only first time people work model answer question example text word sentence page chapter reader "
    "writer result measure number value part side order reason problem idea change point line place system method step case form data "
    "language memory context attention training evidence experiment little large small long short early late simple careful clear "
    "different important general possible useful common whole open same many few often make made take takes give gives find finds "
    "show shows read reads write writes keep keeps learn learns think thinks know known call called use used begin begins follow "
    "follows become becomes expect expected compare compared describe described understand understood remember remembered don't isn't "
    "doesn't it's we'll you're"
).split()
NAMES = "parse_text read_file Tree.walk len(items) --strict None config.yaml token_count print() /etc/hosts x < y a && b".split(" ")
PLACES = ("https://example.org/", "https://www.example.com/docs/", "../chapters/", "chapter:", "#")
CODE = (
    "def measure(texts: list[str]) -> float:",
    "    begin = time.process_time()",
    "    for text in texts:",
    '        render(text, mode="strict")',
    "    return time.process_time() - begin",
    "# it's only an example & no more",
    'if a < b and c[0] > 1: print(f"{a} < {b}")',
    "",
)
MARKS: tuple[tuple[float, Callable[[random.Random], str]], ...] = (
    (0.010, lambda chance: f"*{words(chance, 1, 3)}*"),
    (0.016, lambda chance: f"**{words(chance, 1, 3)}**"),
    (0.028, lambda chance: f"`{chance.choice(NAMES)}`"),
    (0.036, lambda chance: f"[{words(chance, 1, 4)}]({chance.choice(PLACES)}{chance.choice(WORDS)})"),
    (0.038, lambda chance: f"https://example.org/{chance.choice(WORDS)}/{chance.randrange(2000)}"),
    (0.042, lambda chance: f'"{words(chance, 2, 5)}"'),
    (0.045, lambda chance: f"({words(chance, 2, 6)})"),
    (0.047, lambda _: "—"),
    (0.048, lambda _: "&mdash;"),
    (0.049, lambda chance: f"![{words(chance, 3, 6)}](images/{chance.choice(WORDS)}.png)"),
    (0.050, lambda chance: f"<kbd>{chance.choice('ABC')}</kbd>"),
)
"""Below which chance a word is something else; each stands for as many words as its part is long."""


def texts(size: int) -> Iterator[str]:
    """Chapters of about 15 kB each, until there are `size` characters."""
    chance = random.Random(0)
    done = number = 0
    while done < size:
        number += 1
        chapter = f"# {title(chance)}\n\n" + "".join(section(chance) for _ in range(chance.randint(4, 8)))
        yield chapter
        done += len(chapter)


def section(chance: random.Random) -> str:
    """A heading and what stands below it."""
    level = "#" * chance.choice((2, 2, 2, 3, 3, 4))
    blocks = "".join(BLOCKS[chance.choices(range(len(BLOCKS)), SHARES)[0]](chance) for _ in range(chance.randint(3, 7)))
    return f"{level} {title(chance)}\n\n{paragraph(chance)}{blocks}"


def paragraph(chance: random.Random) -> str:
    """Some sentences, broken into lines as authors break them: at about 100 characters, or not at all."""
    whole = " ".join(sentence(chance) for _ in range(chance.randint(3, 7)))
    return f"{whole if _happens(chance, 30) else _broken(whole, 100)}\n\n"


def sentence(chance: random.Random) -> str:
    """Twelve to twenty words, some of them marked up."""
    parts = []
    for _ in range(chance.randint(12, 20)):
        at = chance.random()
        mark = next((mark for limit, mark in MARKS if at < limit), None)
        parts.append(mark(chance) if mark else chance.choice(WORDS) + ("," if _happens(chance, 7) else ""))
    whole = " ".join(parts).rstrip(",")
    return f"{whole[0].upper()}{whole[1:]}{chance.choice('.....?:!')}"


def items(chance: random.Random) -> str:
    """A list, numbered or not, every third with lists inside."""
    numbered, nested = _happens(chance, 30), _happens(chance, 30)
    lines = []
    for number in range(1, chance.randint(3, 7)):
        mark = f"{number}. " if numbered else "- "
        lines.append(f"{mark}{sentence(chance)}\n")
        lines += [f"{' ' * len(mark)}- {sentence(chance)}\n" for _ in range(chance.randint(1, 3) if nested else 0)]
    return "".join([*lines, "\n"])


def code(chance: random.Random) -> str:
    """A fenced block."""
    lines = "\n".join(chance.choice(CODE) for _ in range(chance.randint(3, 14)))
    return f"```{chance.choice(('python', 'python', 'sh', 'text', ''))}\n{lines}\n```\n\n"


def table(chance: random.Random) -> str:
    """Three or four columns."""
    columns = chance.randint(3, 4)
    rows = [[words(chance, 1, 3) for _ in range(columns)], [chance.choice(("---", ":--", "--:")) for _ in range(columns)]]
    rows += [[words(chance, 1, 5), *(f"{chance.randrange(9999):,}" for _ in range(columns - 1))] for _ in range(chance.randint(3, 9))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def quote(chance: random.Random) -> str:
    """A quotation, sometimes one of GitHub's alerts."""
    alert = "> [!NOTE]\n" if _happens(chance, 30) else ""
    return alert + "".join(f"> {line}\n" for line in _broken(sentence(chance) + " " + sentence(chance), 90).split("\n")) + "\n"


BLOCKS: tuple[Callable[[random.Random], str], ...] = (paragraph, items, code, table, quote)
SHARES = (62, 20, 10, 3, 5)
"""Of a hundred blocks behind the first paragraph of a section."""


def title(chance: random.Random) -> str:
    """A few words with a capital."""
    return words(chance, 2, 7).capitalize()


def words(chance: random.Random, least: int, most: int) -> str:
    """Plain words between spaces."""
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def _happens(chance: random.Random, percent: int) -> bool:
    return 100 * chance.random() < percent


def _broken(whole: str, width: int) -> str:
    lines, line = [], ""
    for word in whole.split(" "):
        # A line that began with one of these would begin a block.
        if len(line) + len(word) > width and word[0] not in "-#>1+":
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


if __name__ == "__main__":
    sys.stdout.writelines(texts(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
