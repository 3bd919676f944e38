"""A table as compiled → the same for a page that can't scroll: a caption, and a class that says how small it has to be set.

Reading systems lay a document out as one long strip of columns, so a style sheet can't ask how wide the page is. What can be
known beforehand is how much the longest words of the columns take together.
"""

import re
from html import unescape

FRAME = re.compile(r'(</figcaption>)?<div class="table"([^<>]*)>(<table\b[^<>]*>)(\s*<caption\b)?')
LABEL = re.compile(r' aria-label="([^"]*)"')
ROW = re.compile(r"<tr\b[^<>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^<>]*>(.*?)</t[hd]>", re.DOTALL)
BREAKABLE = re.compile(r'<(code|a class="external")[^<>]*>.*?</(?:code|a)>', re.DOTALL)
"""What the style sheet lets break anywhere."""

TAG = re.compile(r"<[^<>]*>")
LETTERS = re.compile(r"[^\W\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]+[^\s\w-]*-?|[^\s\w]+")
"""What stays together on a line: a word, not a row of Chinese, Japanese or Korean letters."""

HEADS = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
BARE = re.compile(r"<th\b(?![^<>]*\sscope=)")
"""A head that doesn't say what it is the head of: of its column above a table, of its row inside."""

MANY = 8
"""A table of so many columns has its heads upright."""

ROOM, LEAST = 38, 50
"""So many letters stand side by side on a phone in the usual size of a table, and in the smallest that can be read."""


def fitted(html: str) -> str:
    """XHTML with tables in frames that scroll → with tables that fit."""

    def frame(match: re.Match[str]) -> str:
        table = match.string[match.end() : match.string.find("</table>", match.end())]
        label = LABEL.search(match[2])
        # A figure's caption is that of the table in it, too.
        caption = match[4] or (f"<caption>{label[1]}</caption>" if label and not match[1] else "")
        return f'{match[1] or ""}<div class="{classes(table)}">{match[3]}{caption}'

    return BARE.sub('<th scope="row"', HEADS.sub(lambda heads: BARE.sub('<th scope="col"', heads[0]), FRAME.sub(frame, html)))


def classes(table: str) -> str:
    """The classes of a table's frame."""
    return " ".join(["table", *kinds(table)])


def kinds(table: str) -> list[str]:
    """How a table differs from one with few columns of short words: `upright` heads, `small` letters, words that may `break`."""
    rows = [[_longest(cell) for cell in CELL.findall(row)] for row in ROW.findall(table)]
    upright = max(map(len, rows), default=0) >= MANY
    # Upright heads take no more room than their letters are high.
    counted = rows[1:] if upright else rows
    columns = max(map(len, counted), default=0)
    together = sum(max((row[column] for row in counted if column < len(row)), default=0) + 1 for column in range(columns))
    size = [] if together <= ROOM else ["small"] if together <= LEAST else ["small", "breaks"]
    return ["upright", *size] if upright else size


def _longest(cell: str) -> int:
    words = LETTERS.findall(unescape(TAG.sub("", BREAKABLE.sub("", cell))))
    return max(map(len, words), default=1)
