"""The plain text of a block → the sentence around a place in it, short enough to quote."""

import re
from bisect import bisect_right
from dataclasses import dataclass

# A sentence ends at a full stop that no usual abbreviation owns, before anything but a small letter.
SENTENCE = re.compile(r"(?<=[.!?])(?<![ (]p\.)(?<! al\.)(?<!e\.g\.)(?<!i\.e\.)(?<! vs\.)\s+(?=[^\sa-z])")
LONGEST = 200
REACH = 300
"""Characters looked at on either side: more than enough, even with white space to spare."""
CUT = re.compile("\\A[^\x02]*\x03 ?| ?\x02[^\x03]*\\Z")
"""What is left of a mark (`\\x02target\\x03`) that was cut through."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The plain text of a block and where its sentences begin."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """Find the sentences of a text."""
        return cls(text, (0, *(gap.end() for gap in SENTENCE.finditer(text))))

    def around(self, at: int) -> str:
        """The sentence that holds an offset, at most 200 characters of it, cut between words."""
        number = bisect_right(self.starts, at) - 1
        begin = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        low, high = max(begin, at - REACH), min(end, at + REACH)
        words = " ".join(self.text[low:high].split())
        if len(words) <= LONGEST and (low, high) == (begin, end):
            return words
        return _cut(words, len(" ".join(self.text[low:at].split())), before=low > begin, behind=high < end)


def _cut(words: str, at: int, *, before: bool, behind: bool) -> str:
    """The part of a sentence around an offset; whether there is more of the sentence before and behind it."""
    room = LONGEST - len("… ") - len(" …")
    low = max(0, min(at - room // 2, len(words) - room))
    piece = words[low : low + room]
    before, behind = before or low > 0, behind or low + room < len(words)
    if low > 0:
        piece = piece.split(" ", 1)[-1]
    if low + room < len(words):
        piece = piece.rsplit(" ", 1)[0]
    if "\x02" in piece or "\x03" in piece:
        piece = CUT.sub("", piece)
    return f"{'… ' if before else ''}{piece}{' …' if behind else ''}"
