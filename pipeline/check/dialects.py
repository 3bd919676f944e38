"""Additions to Markdown that neither GitHub nor the book knows: one line of the table each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.check.emoji import emoji
from pipeline.check.plain import Find
from pipeline.model.site import Site

PAIR = r"(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))"
END = re.compile(r"[ \t#]*+(?:[\r\n]|\Z)")
BEHIND = frozenset(")`")
"""What attributes may stand right behind: a link, an image, code."""


TEX = re.compile(r"\\[A-Za-z]+|\^|(?<![A-Za-z])[A-Za-z]_[\w{]")
LONGEST = 2_000
"""Characters of the longest formula that is looked for."""
LETTER = re.compile(r"\s*[A-Za-z]\s*(?:[=<>+-]\s*[\w.]+\s*)?\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """An addition to Markdown: signs that a text must hold, its pattern, what it is called, whether a match counts, what to do.

    `place` is where a match that counts begins and ends.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    counts: Callable[[Find], bool]
    advice: Callable[[Site, Find], str]
    place: Callable[[Find], tuple[int, int]] = lambda find: find.match.span()


def _belongs(find: Find) -> bool:
    """Whether attributes belong to something: they end a heading, follow markup, or have a line to themselves."""
    text, (begin, end) = find.prose.text, find.match.span()
    before = text[begin - 1 : begin]
    behind = before == "]" or (begin == find.stretch.begin and before in BEHIND)
    return behind or (END.match(text, end) is not None and (find.stretch.heading or find.begins))


def _attributes(_: Site, find: Find) -> str:
    if find.stretch.heading:
        return "take it out: a heading has the anchor that GitHub makes of its text"
    return "take it out, or write HTML with the attributes that the book allows"


def _wiki(site: Site, find: Find) -> str:
    name = "-".join(find.match["name"].casefold().split())
    keys = (f"{kind.prefix}:{name}" for kind in site.collections)
    known = next((key for key in keys if key in site.items), "term:id")
    return f"write a reference, such as `[]({known})`, or a link with a path"


def _unlinked(find: Find) -> bool:
    return not find.stretch.linked and any(character.isalnum() for character in find.match["inner"])


def _tex(find: Find) -> tuple[int, int] | None:
    """Where a formula between backslashes begins and ends, if this bracket opens one: what is only escaped has no TeX in it."""
    text, begin = find.prose.text, find.match.start()
    end = text.find("\\)" if text[begin] == "(" else "\\]", begin, begin + LONGEST)
    inner = text[begin + 1 : max(end, begin + 1)]
    if end < 0 or "\n\n" in inner or not (TEX.search(inner) or (text[begin] == "(" and LETTER.match(inner))):
        return None
    return begin - 1, end + 2


DIALECTS = (
    Dialect(
        ("{",),
        re.compile(rf"\{{:?[ \t]*{PAIR}(?:[ \t]+{PAIR})*[ \t]*\}}"),
        "an attribute in braces",
        _belongs,
        _attributes,
    ),
    Dialect(
        ("\n:", "\n :", "\n  :", "\n   :"),
        re.compile(r"(?<!\S):[ \t]+\S[^\n]*"),
        "a definition list",
        lambda find: find.begins,
        lambda _site, _find: "write a list with the terms in bold, a table, or `<dl>`",
    ),
    Dialect(
        ("~",),
        re.compile(r"(?<=[\w)])~(?P<inner>[^\s~]{1,30})~(?!~)"),
        "subscript",
        _unlinked,
        lambda _site, find: f"write `<sub>{find.match['inner']}</sub>`",
    ),
    Dialect(
        ("^",),
        re.compile(r"(?<=[\w)])\^(?P<inner>[^\s^\[\]]{1,30})\^"),
        "superscript",
        _unlinked,
        lambda _site, find: f"write `<sup>{find.match['inner']}</sup>`",
    ),
    Dialect(
        ("==",),
        re.compile(r"(?<![\w=!<>:])==(?P<inner>[^\s=](?:[^=\n]*[^\s=])?)==(?!=)"),
        "a highlight",
        _unlinked,
        lambda _site, find: f"write `**{find.match['inner'][:40]}**` or `<mark>{find.match['inner'][:40]}</mark>`",
    ),
    Dialect(
        ("[[",),
        re.compile(r"\[\[(?P<name>(?=[^\[\]\n]*[^\W\d_])[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\](?!\()"),
        "a wiki link",
        lambda find: find.match["name"].strip(" _").casefold() != "toc",
        _wiki,
    ),
    Dialect(
        ("^[",),
        re.compile(r"\^\[(?P<inner>[^\W\d_][^\[\]\n]{3,})\](?!\()"),
        "a footnote inside a sentence",
        _unlinked,
        lambda _site, _find: "write `[^name]` here, and `[^name]: ...` in a line of its own",
    ),
    Dialect(
        ("*[",),
        re.compile(r"\*\[(?P<inner>[^\[\]\n]+)\]:[^\n]*"),
        "an abbreviation",
        lambda find: find.begins,
        lambda _site, find: f'write `<abbr title="...">{find.match["inner"][:40]}</abbr>` where it stands, or add a term to the glossary',
    ),
    Dialect(
        (":",),
        re.compile(r"(?<![\w:/.]):(?P<name>[a-z][a-z0-9_]{1,40}|[+-]1):(?![\w:/])"),
        "an emoji's name",
        lambda find: emoji(find.match["name"]) is not None,
        lambda _site, find: f"GitHub shows {emoji(find.match['name'])}; write that character",
    ),
    Dialect(
        ("-|", "- |", ":|", ": |"),
        re.compile(r"(?<![^\r\n])\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*(?=[\r\n]|\Z)"),
        "a table without its head",
        lambda find: find.begins,
        lambda _site, _find: "a table begins with an empty line, a line of heads, and a line such as this with as many cells",
    ),
    Dialect(
        ("\\(", "\\["),
        re.compile(r"(?<=\\)[(\[][^\r\n]*"),
        "a formula between backslashes",
        lambda find: _tex(find) is not None,
        lambda _site, _find: "write `$x$` in a line, and `$$x$$` as a paragraph of its own",
        lambda find: _tex(find) or find.match.span(),
    ),
)
"""The additions that authors bring along most often: Pandoc's, Python-Markdown's, kramdown's, Obsidian's, LaTeX's."""
