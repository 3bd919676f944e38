r"""Works → BibTeX: one entry a work, in ASCII where TeX has a way to write a letter.

Titles and names stand in braces of their own, so that no style changes their capitals or takes an organisation's name apart. What has
no spelling in TeX (Greek, Chinese) stays as it is; addresses are for `\url`, which takes them as they are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from pipeline.render.json.works import Name, Work

TYPES: Mapping[str, str] = {"book": "book", "report": "techreport"}
"""The entry type of a kind; styles know no types for the others."""

ANYTHING = "misc"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that every style defines."""

SPELLINGS: Mapping[str, str] = {
    **{letter: f"\\{letter}" for letter in "#$%&_"},
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    "\u00a0": "~",
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2026": r"{\ldots}",
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "\u0131": r"{\i}",
}
ACCENTS: Mapping[str, str] = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""The accents of TeX by the combining letter; those that are letters need braces: `\\v{s}`."""

BARE = re.compile(r"[{}\\\s]|[^\x00-\x7f]")
"""What an address in braces may not hold as it is."""


def bibliography(works: Iterable[Work]) -> str:
    """All works as the text of a `.bib` file."""
    return "\n".join(map(_entry, works))


def escaped(text: str) -> str:
    """A text → the same for TeX."""
    return "".join(map(_letter, text))


def _entry(work: Work) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{TYPES.get(work.kind, ANYTHING)}{{{work.key},\n{fields}}}\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    """The fields in the order people are used to, each ready to print."""
    yield "title", f"{{{{{escaped(work.title)}}}}}"
    if work.authors:
        # BibTeX knows `others` at the end alone, wherever they were told of.
        more = ["others"] if any(name.others for name in work.authors) else []
        yield "author", f"{{{' and '.join([*map(_name, work.authors), *more])}}}"
    if work.issued:
        yield "year", f"{{{work.issued[0]:04}}}"
    if len(work.issued) > 1:
        yield "month", MONTHS[work.issued[1] - 1]
    if work.whole:
        yield "booktitle", f"{{{{{escaped(work.whole)}}}}}"
    yield from ((name, f"{{{escaped(work.ids[name])}}}") for name in ("doi", "isbn") if name in work.ids)
    if "arxiv" in work.ids:
        yield "eprint", f"{{{escaped(work.ids['arxiv'])}}}"
        yield "archiveprefix", "{arXiv}"
    if work.url:
        yield "url", f"{{{BARE.sub(lambda match: quote(match[0], safe=''), work.url)}}}"
    if work.kind:
        yield "keywords", f"{{{escaped(work.kind)}}}"
    if work.note:
        yield "annote", f"{{{escaped(work.note)}}}"


def _name(name: Name) -> str:
    if name.family:
        return f"{escaped(name.family)}, {escaped(name.given)}"
    return f"{{{escaped(name.text)}}}"


def _letter(letter: str) -> str:
    if letter in SPELLINGS:
        return SPELLINGS[letter]
    if letter.isascii():
        return letter
    base, mark = (spelled := unicodedata.normalize("NFD", letter))[:1], spelled[1:]
    if mark not in ACCENTS or not base.isascii() or not base.isalpha():
        return letter
    accent = ACCENTS[mark]
    # The dot of an i would stand in the accent's place.
    under = f"\\{base}" if base in "ij" and mark not in "\u0323\u0327\u0328\u0331" else base
    return f"{{\\{accent}{{{under}}}}}" if accent.isalpha() else f"{{\\{accent}{under}}}"
