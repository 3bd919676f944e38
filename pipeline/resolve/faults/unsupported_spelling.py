"""A reference in a spelling that works here and nowhere else.

`<chapter:finetuning>` is a link to a web address for every other reader of Markdown, and GitHub shows it as one. A collection's
own name (`chapters:finetuning`) is understood in the place of its prefix, but one thing should have one name.

Bad: `<chapter:finetuning>`, `[](chapters:finetuning)`

Good: `[](chapter:finetuning)`

Write an ordinary link, with the prefix.
"""

from dataclasses import replace

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.document import Collection, Entry, Mention
from pipeline.model.span import Span
from pipeline.resolve.shown import shown

CODE = Code("REF323", "unsupported-spelling", Severity.ERROR, __doc__ or "")


def autolink(mention: Mention, entry: Entry) -> Diagnostic:
    """The finding at a reference between angle brackets; the fix takes the brackets in."""
    written = f"[]({mention.target})"
    around = _around(mention.span, entry)
    fix = Fix(Applicability.SAFE, (Edit(around, written),)) if around else None
    return CODE.at(mention.span, f"`<{shown(mention.target)}>` is no reference", help=f"write `{shown(written)}`", item=entry.name, fix=fix)


def collection(mention: Mention, item: str, kind: Collection, rest: str) -> Diagnostic:
    """The warning at a reference by a collection's name; `rest` is what follows it."""
    whole = f"{kind.prefix}:{rest}"
    fix = Fix(Applicability.SAFE, (Edit(mention.place, whole),))
    message = f"the prefix of {kind.plural.lower()} is `{kind.prefix}:`"
    return replace(CODE.at(mention.place, message, help=f"write `{shown(whole)}`", item=item, fix=fix), severity=Severity.WARNING)


def _around(span: Span, entry: Entry) -> Span | None:
    """The span with the brackets around it; `None` when they are not where they should be."""
    source = entry.source
    if span.start is None or span.end is None:
        return None
    begin, end = source.offset(span.start) - 1, source.offset(span.end) + 1
    return source.span(begin, end) if begin >= 0 and source.text[begin] == "<" and source.text[end - 1 : end] == ">" else None
