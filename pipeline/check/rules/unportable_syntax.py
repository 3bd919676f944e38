"""Markdown of another program, which GitHub and the book show as text.

Every Markdown program has its own additions. Readers on GitHub and of the book see the signs and not what they stand for:
attributes in braces, definition lists, sub- and superscript between `~` and `^`, wiki links, highlights between `==`, footnotes inside
a sentence, abbreviations.

Bad:

    ## Agents {#agents}
    H~2~O, and [[LoRA]]

Good:

    ## Agents
    H<sub>2</sub>O, and [](term:lora)

Write what GitHub knows, a reference, or HTML. What is meant as it stands belongs between backticks.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.plain import Find, finds
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site

CODE = Code("MKD102", "unportable-syntax", Severity.WARNING, __doc__ or "")

PAIR = r"(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))"
END = re.compile(r"[ \t#]*+(?:[\r\n]|\Z)")
BEHIND = frozenset(")`")
"""What attributes may stand right behind: a link, an image, code."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """An addition to Markdown: signs that a text must hold, its pattern, what it is called, whether a match counts, what to do."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    counts: Callable[[Find], bool]
    advice: Callable[[Site, Find], str]


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each construct of a dialect in plain text."""
    for dialect, find in finds(site, DIALECTS):
        if dialect.counts(find):
            yield CODE.at(
                find.span(),
                f"{dialect.name} is shown as text: `{find.match[0][:60]}`",
                help=dialect.advice(site, find),
                item=find.item.entry.name,
            )


def _belongs(find: Find) -> bool:
    """Whether attributes belong to something: they end a heading, follow markup, or have a line to themselves."""
    text, (begin, end) = find.prose.text, find.match.span()
    behind = begin == find.stretch.begin and text[begin - 1 : begin] in BEHIND
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
)
"""The additions that authors bring along most often: Pandoc's, Python-Markdown's, kramdown's, Obsidian's."""
