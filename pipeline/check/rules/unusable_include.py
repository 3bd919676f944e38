"""A file that is to be shown in a page, and can't be.

A link with the title `include`, alone in its paragraph, is replaced by the file (or the lines of it) that it leads to. GitHub shows the
link, which works there, too.

| fault | what to do |
|---|---|
| lines that the file does not have, or that run backwards | correct the numbers |
| a place that is no line, such as `#10-25` | write `#L10-L25`, as GitHub does |
| a file that is no UTF-8 text, or larger than 1 MB | link to it |
| a page, a list or an address on the web | an include shows files below `content/` |
| other words in the same paragraph, a footnote, a field of YAML | give it a paragraph of its own in a body |

Bad:

    See [the loop](../code/wind.py#L40-L52 "include"), which is short.

Good:

    [The loop](../code/wind.py#L8-L12 "include")

A file that does not exist is LNK201, and a link that leads out of the book BLD904 or IMG402.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Kind, Mention
from pipeline.model.excerpt import INCLUDE, Unusable, excerpt
from pipeline.model.site import Item, Site
from pipeline.model.span import Span

CODE = Code("MKD107", "unusable-include", Severity.ERROR, __doc__ or "")

LINKS = frozenset({Kind.LINK, Kind.REFERENCE})
ALONE = "give it a paragraph of its own in the body of an entry"


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each include that stays a link."""
    for item in site.items.values():
        for path, prose in item.entry.prose():
            for mention in prose.mentions:
                if mention.kind is Kind.INCLUDE and not path:
                    yield from _judge(site, item, mention)
                elif mention.kind is Kind.INCLUDE or (mention.kind in LINKS and INCLUDE.match(mention.title)):
                    yield CODE.at(mention.span, "a file can't be shown in the middle of a text", help=ALONE, item=item.entry.name)


def _judge(site: Site, item: Item, mention: Mention) -> Iterator[Diagnostic]:
    target = site.meaning(item.key, mention.target)
    if target is None:
        return
    if target.asset is None:
        message = f"`{mention.target[:80]}` is no file that a page can show"
        yield CODE.at(mention.span, message, help="name a text file below `content/`, such as `../code/wind.py`", item=item.entry.name)
        return
    found = excerpt(site.book.assets[target.asset], unquote(mention.target.partition("#")[2]))
    if isinstance(found, Unusable):
        span = _place(item, mention) if found.placed else mention.span
        yield CODE.at(span, found.reason, help=found.help, item=item.entry.name)


def _place(item: Item, mention: Mention) -> Span:
    """The part of a destination that names the lines, where it stands as written."""
    source, span = item.entry.source, mention.span
    cut = source.cut(span)
    if span.start is None or "#" not in cut or cut != mention.target:
        return span
    begin = source.offset(span.start)
    return source.span(begin + cut.index("#"), begin + len(cut))
