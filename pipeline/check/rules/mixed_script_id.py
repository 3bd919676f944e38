"""A name with letters of two alphabets.

Some letters of the Cyrillic and the Greek alphabet look exactly like Latin ones. In an id, in the name of a field or in a reference such
a letter makes a second name that nobody can tell from the first, and searching does not find it.

Bad: `id: finetuning` with a Cyrillic `i` or `e` in it

Good: the same id, typed by hand

Type the letter again on a keyboard that is set to Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.check.annotated import Way, annotated, values
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Entry, Kind, Marks, Path
from pipeline.model.site import Site
from pipeline.model.span import Source

CODE = Code("UNI003", "mixed-script-id", Severity.WARNING, __doc__ or "")

FOREIGN = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1dbf\u1f00-\u1fff\u2c60-\u2d2f\ua640-\ua69f\uff21-\uff5a]"
)
"""Letters of the alphabets that share shapes with the Latin one; also its own full-width and phonetic forms."""
LATIN = re.compile("[A-Za-z]")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each such letter in a key, an id, an alias, a citation key, a reference or the name of a place."""
    suspects = {path for path, source in site.book.sources.items() if not source.text.isascii() and FOREIGN.search(source.text)}
    ways = {kind.name: tuple(_ways(site, kind.name)) for kind in site.collections} if suspects else {}
    for entry in (site.book.settings, *site.book.entries):
        if entry.source.path in suspects:
            for begin, end in sorted(set(_names(entry, ways))):
                yield from _letters(entry, begin, end)


def _ways(site: Site, name: str) -> Iterator[Way]:
    """The fields of a collection that hold names."""
    kind = site.book.collection(name)
    yield from (("id",), ("aliases", "*"), ("outline", "*", "id"), ("outline", "*", "children", "*", "id"))
    yield from ((key,) for key in kind.keys)
    yield from (way for way, schema in annotated(site.book, name, "x-ref") if not schema.get("x-text"))


def _names(entry: Entry, ways: Mapping[str, tuple[Way, ...]]) -> Iterator[tuple[int, int]]:
    """Where the names in an entry stand."""
    yield from _keys(entry.marks)
    for way in ways.get(entry.collection, ()):
        for path, value in values(entry.data, way):
            if isinstance(value, str):
                yield _place(entry, path)
    for _, prose in entry.prose():
        for mention in prose.mentions:
            start, end = mention.span.start, mention.span.end
            if start and end and _local(mention.target, mention.kind):
                yield entry.source.offset(start), entry.source.offset(end)


def _keys(marks: Marks) -> Iterator[tuple[int, int]]:
    yield from marks.keys.values()
    for part in marks.parts.values():
        yield from _keys(part)


def _place(entry: Entry, path: Path) -> tuple[int, int]:
    marks = entry.marks.at(path)
    return marks.begin, marks.end


def _local(target: str, kind: Kind) -> bool:
    """Whether a destination is a reference or a citation: addresses may be in any script, and so may files and headings."""
    return kind is Kind.CITATION or (":" in target and "://" not in target and not target.startswith(("mailto:", "tel:", "doi:")))


def _letters(entry: Entry, begin: int, end: int) -> Iterator[Diagnostic]:
    """The foreign letters of a name that has Latin ones too."""
    source: Source = entry.source
    name = source.text[begin:end]
    shown = name.strip("\"'")[:60]
    if LATIN.search(name):
        for match in FOREIGN.finditer(name):
            at = begin + match.start()
            letter = f"U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'a letter without a name').lower()})"
            yield CODE.at(
                source.span(at, at + 1),
                f"the letter `{match[0]}` in `{shown}` is no Latin one but {letter}",
                help="type it again with the keyboard set to Latin letters",
                item=entry.name,
            )
