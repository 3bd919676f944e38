r"""Markdown that looks different on GitHub and in the book, or that both show as text.

Authors write and review on GitHub; readers see the book. What only one of the two understands is found by neither. Every Markdown
program has additions of its own, and GitHub has a few that no book can print.

| written | GitHub | the book | write |
|---|---|---|---|
| `## Agents {#agents}`, `{: .wide}`, `[x](y){.z}` | text | text, unless `heading_attributes` is on | nothing: headings have anchors |
| `Crumb` and below it `: The soft part.` | text | text, unless `definition_lists` is on | a list with bold terms, `<dl>` |
| `H~2~O` | struck out, or text | text, unless `subscript` is on | `H<sub>2</sub>O` |
| `x^2^` | text | text, unless `superscript` is on | `x<sup>2</sup>` |
| `[[LoRA]]` | text | text, unless `wikilinks` is on | `[](term:lora)`, or a path |
| `==word==` | text | text | `**word**`, `<mark>word</mark>` |
| `word^[note]` | text | text | `word[^1]` and `[^1]: note` |
| `*[HY]: hydration` | text | text | `<abbr title="hydration">HY</abbr>`, a term |
| `:rocket:` | an emoji | text | the character |
| `\(x\)`, `\[x\]` | brackets | brackets | `$x$`, `$$x$$` |
| words, then `$$x$$` in the same line | depends on what is around it | a formula on a line of its own | `$x$`, or a paragraph of its own |
| `n$x$`, `$x$th` | text | a formula | white space or a hyphen between |
| a line such as `\|---\|---\|` with no head, or another number of cells | text | text | a line of heads above it |
| `---` and fields below an empty line | a rule and a heading | a rule and a heading | begin the file with it |
| `<u>`, `<bdi>`, `<col>`, `reversed` | dropped | shown | `<ins>`, or nothing |

Directives (`:::`, `!!!`), `[TOC]`, template tags and includes of other programs are MKD106; HTML that the book drops is MKD103.
What `markdown` in `content/book.yaml` turns on is not reported.

Bad:

    ## Agents {#agents}
    H~2~O, and [[LoRA]] :rocket:

Good:

    ## Agents
    H<sub>2</sub>O, and [](term:lora) 🚀

What is meant as it stands belongs between backticks.
"""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.check.dialects import DIALECTS
from pipeline.check.formulas import crowded, touching
from pipeline.check.plain import finds
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Item, Site

CODE = Code("MKD102", "unportable-syntax", Severity.WARNING, __doc__ or "")

MATTER = re.compile(
    r"""
    (?P<before>(?:\s|<!--(?:(?!-->).)*-->)*)
    (?P<line>---)[ \t]*\r?\n
    (?:\w[\w-]*:(?=\s)[^\n]*\n|[ \t][^\n]*\n|-[ \t][^\n]*\n)+
    ---[ \t]*(?:\r?\n|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Front matter where none is looked for. No two of its alternatives begin alike, so the search goes back only once."""
DROPPED = {"bdi": "take it out", "col": "take it out", "colgroup": "take it out", "u": "write `<ins>`, which is underlined in both"}
"""Elements that the book shows and GitHub drops, and what to do."""
LOST = frozenset({"reversed"})
"""Attributes of that sort."""
MOST = 1000
"""Findings about formulas in one text: whoever repairs a thousand will run the check again."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each construct."""
    for dialect, find in finds(site, DIALECTS):
        if dialect.counts(find):
            begin, end = dialect.place(find)
            shown = find.prose.text[begin:end][:60]
            span = find.item.entry.within(find.path, begin, end)
            yield CODE.at(span, f"{dialect.name} is shown as text: `{shown}`", help=dialect.advice(site, find), item=find.item.entry.name)
    for item in site.items.values():
        yield from _formulas(item)
        yield from _tags(item)
        yield from _front_matter(item)


def _formulas(item: Item) -> Iterator[Diagnostic]:
    entry = item.entry
    for path, prose in entry.prose():
        for begin, end in islice(crowded(prose), MOST):
            message = f"a formula for a line of its own stands in a line of text: `{prose.text[begin:end][:60]}`"
            yield CODE.at(entry.within(path, begin, end), message, help="write `$x$`, or give it a paragraph of its own", item=entry.name)
        for begin, end in islice(touching(prose), MOST):
            message = f"GitHub takes a formula that touches a word for text: `{prose.text[begin:end][:60]}`"
            advice = "put a space or a hyphen between; dollars that are money are written `\\$`"
            yield CODE.at(entry.within(path, begin, end), message, help=advice, item=entry.name)


def _tags(item: Item) -> Iterator[Diagnostic]:
    for _, prose in item.entry.prose():
        for tag in prose.tags:
            if tag.name in DROPPED:
                message = f"GitHub drops the element `<{tag.name}>`, which the book shows"
                yield CODE.at(tag.span, message, help=DROPPED[tag.name], item=item.entry.name)
            elif lost := sorted(LOST & set(tag.attributes)):
                message = f"GitHub drops the attribute `{lost[0]}` of `<{tag.name}>`, which the book shows"
                yield CODE.at(tag.span, message, help="take it out, or write the order out", item=item.entry.name)


def _front_matter(item: Item) -> Iterator[Diagnostic]:
    body = item.entry.body
    match = MATTER.match(body.text) if body is not None and not item.data else None
    if match is not None and match["before"]:
        span = item.entry.within((), *match.span("line"))
        message = "front matter that does not begin the file is shown as text"
        yield CODE.at(span, message, help="move it to the first line", item=item.entry.name)
