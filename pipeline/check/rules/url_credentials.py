"""A user's name and password inside an address.

Whoever reads the book, or its repository, can use them. Browsers drop or refuse such addresses.

Bad: `https://name:secret@example.org/data` as the destination of a link

Good: `https://example.org/data`

Take them out, and change the password: what has been committed once stays in the history.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.check.annotated import Way, annotated, values
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Entry, Kind
from pipeline.model.site import Site
from pipeline.model.span import Source, Span

CODE = Code("LNK208", "url-credentials", Severity.ERROR, __doc__ or "", locked=True)

# RFC 3986, section 3.2.1: what stands before the last `@` of the authority; a name alone is no secret.
AUTHORITY = re.compile(r"://[^\s/?#]*@")
CREDENTIALS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://(?P<secret>[^\s/?#<>\"'@:]*:[^\s/?#<>\"']+)@")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at the credentials in each link, definition or field with an address. Nothing of them is said."""
    ways = {
        name: [way for way, schema in annotated(site.book, name, "format") if str(schema["format"]).startswith("uri")]
        for name in site.book.schemas
    }
    settings = site.book.settings
    sources = {settings.source.path: settings.source, **site.book.sources}
    suspects = {path for path, source in sources.items() if AUTHORITY.search(source.text)}
    for entry in (settings, *site.book.entries):
        if entry.source.path in suspects:
            yield from (_diagnose(entry, span) for span in (*_fields(entry, ways.get(entry.collection, ())), *_written(entry)))


def _fields(entry: Entry, ways: Iterable[Way]) -> Iterator[Span]:
    """The addresses in fields that hold credentials."""
    for way in ways:
        for path, value in values(entry.data, way):
            if isinstance(value, str) and CREDENTIALS.match(value):
                yield entry.span(*path)


def _written(entry: Entry) -> Iterator[Span]:
    """The links of an entry's prose that hold credentials. A link by a label has none: its definition has."""
    for _, prose in entry.prose():
        for mention in prose.mentions:
            if "@" in mention.target and mention.kind not in {Kind.CITATION, Kind.REFERENCE} and CREDENTIALS.match(mention.target):
                yield mention.span
        yield from (one.span for one in prose.definitions if CREDENTIALS.search(entry.source.cut(one.span)))


def _diagnose(entry: Entry, span: Span) -> Diagnostic:
    return CODE.at(
        _secret(entry.source, span),
        "this address holds a user's name and password",
        help="take them out, and change the password: what was committed once is known",
        item=entry.name,
    )


def _secret(source: Source, span: Span) -> Span:
    """The credentials at a place; all of it if they are written in a roundabout way."""
    if span.start is None or (match := CREDENTIALS.search(source.cut(span))) is None:
        return span
    begin = source.offset(span.start)
    return source.span(begin + match.start("secret"), begin + match.end("secret"))
