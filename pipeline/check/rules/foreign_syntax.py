"""Instructions to another program, which the book shows as text.

Template tags, includes and directives mean something to the program a text was written for: Jekyll, Hugo, MkDocs, Sphinx, mdBook.
Here, and on GitHub, readers see the instruction itself.

Bad:

    {% include note.html %}
    :::note
    !!! warning

Good:

    > [!NOTE]
    > Measure first.

Write what the instruction stood for; a note or a warning is a quote that begins with `[!NOTE]` or `[!WARNING]`. An instruction that is
meant to be read belongs between backticks. Each kind is reported once a file.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.plain import Find, finds, opening
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site
from pipeline.model.span import Span

CODE = Code("MKD106", "foreign-syntax", Severity.WARNING, __doc__ or "")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A kind of instruction: signs that a text must hold, its pattern, whether a match counts, what to do."""

    name: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    counts: Callable[[Find], bool]
    advice: str


ALERT = "write a quote that begins with `[!NOTE]`, `[!TIP]` or `[!WARNING]`"
INCLUDE = "copy the text here, or link to it"
KINDS = (
    Instruction(
        "an include",
        ("{", "8<", "!INCLUDE", ".. "),
        re.compile(
            r"\{\{#[a-z_]+ [^{}\n]+\}\}|(?<!-)-{2,4}8<-{2,4}[^\n]*|\{![^{}\n]+!\}|\[?!INCLUDE\b[^\n]*"
            r"|\{%-? ?include[^{}\n]*%\}|\.\. include::[^\n]*"
        ),
        lambda _find: True,
        INCLUDE,
    ),
    Instruction(
        "a template tag",
        ("{",),
        re.compile(r"\{\{(?!#[a-z_]+ )[^{}\n]*\}\}|\{%(?!-? ?include)[^{}\n]*%\}|\{# [^{}\n]* #\}"),
        lambda _find: True,
        "write what it stood for; put it between backticks if it is meant to be read",
    ),
    Instruction(
        "a directive",
        (":::", "!!!", "???", ".. "),
        re.compile(
            r"(?<!:):{3,9}[ \t]*(?:\{[^{}\n]*\}|[A-Za-z][^\n]*)|(?:!!!|\?\?\?\+?)[ \t]+[a-z]+[^\n]*"
            r"|\.\. (?!include)[a-z-]+::[^\n]*"
        ),
        lambda find: find.begins,
        ALERT,
    ),
    Instruction(
        "the place of a table of contents",
        ("TOC", "[toc]"),
        re.compile(r"\[{1,2}_?(?:TOC|toc)_?\]{1,2}"),
        lambda find: find.begins,
        "take it out: pages have their tables of contents",
    ),
    Instruction(
        "a role",
        ("}`",),
        re.compile(r"\{[A-Za-z][\w:-]*\}\Z"),
        lambda find: find.prose.text.startswith("`", find.match.end()),
        "write a reference, such as `[](chapter:id)`",
    ),
)


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at the first instruction of each kind in each file."""
    found: dict[tuple[str, Instruction], list[tuple[Span, str, str]]] = {}
    for kind, find in finds(site, KINDS):
        if kind.counts(find):
            entry = find.item.entry
            found.setdefault((entry.source.path, kind), []).append((find.span(), find.match[0], entry.name))
    for (_, kind), places in found.items():
        span, text, name = min(places, key=lambda place: place[0].key)
        more = f", and {len(places) - 1} more in this file" if len(places) > 1 else ""
        yield CODE.at(span, f"{kind.name} is shown as text: `{text[:60]}`{more}", help=kind.advice, item=name)
    yield from _blocks(site)


def _blocks(site: Site) -> Iterator[Diagnostic]:
    """The code blocks that are directives of MyST, Quarto or R Markdown: shown as code."""
    for item in site.items.values():
        first = next((fence for _, prose in item.entry.prose() for fence in prose.fences if fence.info.startswith("{")), None)
        if first is not None:
            message = f"a directive is shown as code: `{first.info[:60]}`"
            yield CODE.at(opening(item.entry.source, first.span), message, help=f"{ALERT}, or name the language", item=item.entry.name)
