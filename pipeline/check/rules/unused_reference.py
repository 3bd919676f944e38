"""A label that is defined for nothing, or twice.

A definition that no link uses is left over from an older text; a footnote that nothing refers to is not shown at all. Of two definitions
of one label the first counts, and the second misleads whoever edits it.

Bad:

    See [the paper][lora].

    [lora]: https://arxiv.org/abs/2106.09685
    [lora]: https://example.org/lora
    [qlora]: https://arxiv.org/abs/2305.14314

Good:

    See [the paper][lora].

    [lora]: https://arxiv.org/abs/2106.09685

Delete the line, or refer to it.
"""

from collections.abc import Iterator

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.document import Definition
from pipeline.model.site import Item, Site
from pipeline.model.span import Position, Source, Span

CODE = Code("LNK205", "unused-reference", Severity.WARNING, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each definition that has no effect."""
    for item in site.items.values():
        for path, prose in item.entry.prose():
            for definition in prose.definitions:
                if definition.first is not None or not definition.used:
                    yield _diagnose(item, definition, within_body=not path)


def _diagnose(item: Item, definition: Definition, *, within_body: bool) -> Diagnostic:
    name = f"`{'^' if definition.note else ''}{definition.label[:60]}`"
    # A footnote holds text that somebody wrote; only its author can say that it may go.
    whole = _lines(item.entry.source, definition.span) if within_body and not definition.note else None
    fix = Fix(Applicability.SAFE, (Edit(whole, ""),)) if whole is not None else None
    if definition.first is not None:
        message, label = f"{name} is defined twice, and the first definition counts", (Label(definition.first, "first definition"),)
        return CODE.at(definition.span, message, help="delete this one", item=item.entry.name, related=label, fix=fix)
    message = f"nothing refers to the footnote {name}, so nobody sees it" if definition.note else f"no link uses the label {name}"
    return CODE.at(definition.span, message, help="refer to it, or delete it", item=item.entry.name, fix=fix)


def _lines(source: Source, span: Span) -> Span | None:
    """The lines of a definition, if it has them to itself."""
    if span.start is None or span.end is None:
        return None
    before, behind = source.line(span.start.line)[: span.start.column - 1], source.line(span.end.line)[span.end.column - 1 :]
    if before.strip() or behind.strip():
        return None
    last = span.end.line < len(source.starts)
    return Span(span.path, Position(span.start.line, 1), Position(span.end.line + 1, 1) if last else span.end)
