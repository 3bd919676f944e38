"""Something that looks like a key or a password.

Books are public, and so are most repositories: programs look for keys there, and find them within minutes. A key that was committed
once stays in the history even if the next commit removes it.

Bad: `api_key: "..."` with the key of somebody's account

Good: `api_key: "<your key>"`

Take it out, and revoke it at the service. A made-up key says so: `<your key>`, `sk-...`, `EXAMPLE`.
"""

from collections.abc import Iterator

from pipeline.check.keys import Key, assignments, keys
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Entry
from pipeline.model.site import Site
from pipeline.model.span import Source

CODE = Code("SEC801", "possible-secret", Severity.ERROR, __doc__ or "")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each key in a text, and at each password in YAML or code. What it says is never printed."""
    book = site.book
    entries: dict[str, list[Entry]] = {}
    for entry in book.entries:
        entries.setdefault(entry.source.path, []).append(entry)
    for path, source in sorted({book.settings.source.path: book.settings.source, **book.sources}.items()):
        own = entries.get(path, [])
        end = 0
        for key in sorted((*keys(source.text), *_assigned(source, own)), key=lambda key: (key.begin, -key.end)):
            # A key that is assigned to `password` is one finding.
            if key.begin >= end:
                end = key.end
                yield _diagnose(own, source, key)


def _assigned(source: Source, entries: list[Entry]) -> Iterator[Key]:
    """The passwords in the YAML of a file and in the code of its body."""
    body = entries[0].body if entries else None
    if body is None:
        yield from assignments(source.text, 0, len(source.text))
        return
    yield from assignments(source.text, 0, len(source.text) - len(body.text))
    for fence in body.fences:
        if fence.span.start and fence.span.end:
            yield from assignments(source.text, source.offset(fence.span.start), source.offset(fence.span.end))


def _diagnose(entries: list[Entry], source: Source, key: Key) -> Diagnostic:
    span = source.span(key.begin, key.end)
    owner = next((entry.name for entry in entries if entry.body is not None or entry.marks.begin <= key.begin < entry.marks.end), None)
    return CODE.at(span, f"this looks like {key.name}", help="take it out and revoke it: what was committed once is known", item=owner)
