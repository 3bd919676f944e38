"""A character that nobody sees and no book needs: a control character, a zero-width space, a foreign line break.

It makes equal words unequal, breaks searches and links, can hide text from a reader, and in some outputs is not allowed at all.

A reference that stands for one (`&#x200b;`) is no better: the sources show it, the book does not.

Bad: a title with U+0007 or U+200B in it

Good: the same title, typed by hand

Remove the character.
"""

import re
from itertools import islice

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.safety import HIDDEN
from pipeline.model.span import Source, Span

CODE = Code("UNI002", "invisible-or-control-character", Severity.ERROR, __doc__ or "")

# XML 1.0, section 2.2: the first two groups have no place in any output. The others are invisible everywhere, or line breaks
# to some readers and none to others. Tags (U+E0000 and on) draw the flags of England, Scotland and Wales behind a black
# flag; anywhere else they are text that only a machine reads. The mark at the start of a file has a code of its own.
FORBIDDEN = re.compile(
    "(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]|(?<!^)\ufeff)+"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
MOST = 1000


def diagnose(source: Source) -> list[Diagnostic]:
    """A finding for each run of such characters of a source (for a thousand of them, in a file that is not text at all)."""
    found: list[Diagnostic] = []
    # It looks at nothing around, which takes a tenth of the time, and nearly every file has none of them.
    if HIDDEN.search(source.text) is None:
        return found
    for match in islice(FORBIDDEN.finditer(source.text), MOST):
        span = source.span(match.start(), match.end())
        message = f"{_told(match[0])} stands here" if len(match[0]) == 1 else f"{_told(match[0])} stand here"
        found.append(CODE.at(span, message, help="remove what nobody sees", fix=Fix(Applicability.SAFE, (Edit(span, ""),))))
    return found


def escaped(span: Span, text: str) -> Diagnostic:
    """The finding at a quoted value whose escapes stand for such characters."""
    characters = "".join(match[0] for match in FORBIDDEN.finditer(text))
    return CODE.at(span, f"the escapes in this value stand for {_told(characters)}", help="remove them")


def referred(span: Span, reference: str, character: str) -> Diagnostic:
    """The finding at a character reference in Markdown."""
    message = f"the reference `{reference}` stands for {_told(character)}"
    return CODE.at(span, message, help="remove it", fix=Fix(Applicability.SAFE, (Edit(span, ""),)))


def without(text: str) -> str:
    """The text with a visible sign for each such character: as long as before, so that every span still holds."""
    return FORBIDDEN.sub(lambda match: "\N{REPLACEMENT CHARACTER}" * len(match[0]), text)


def _told(characters: str) -> str:
    names = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters[:20]))
    return f"{len(characters)} invisible characters ({names})" if len(characters) > 1 else f"the invisible character {names}"
