"""A picture without words for those who do not see it.

Screen readers read the alternative text aloud, and it stands in for a picture that does not load. A file name, or a word such as
"image", tells nobody what is to be seen.

Bad:

    ![](../assets/rag.svg)
    ![rag.svg](../assets/rag.svg)
    - {id: rag-in-one-picture, kind: figure, caption: RAG, file: rag.svg}

Good:

    ![A question goes to a retriever, which hands three passages to the model](../assets/rag.svg)
    - {id: ornament, kind: figure, caption: A wave, file: ornament.svg, decorative: true}

Say in a sentence what the picture shows. One that says nothing is a figure with `decorative: true`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.check.annotated import Way, annotated, values
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Entry, Kind, Mention
from pipeline.model.schema import expand
from pipeline.model.site import Item, Site
from pipeline.model.span import Source, Span

CODE = Code("IMG401", "missing-alt", Severity.ERROR, __doc__ or "")

VAGUE = re.compile(
    r"(?:an? |the )?(?:image|img|picture|pic|photo|photograph|figure|fig|graphic|diagram|drawing|illustration|screenshot|icon|chart|graph)"
    r"(?: of)?(?: ?[0-9]+(?:[-.][0-9]+)?)?[.:]?",
    re.IGNORECASE,
)
FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)
CONDITIONS = ("allOf", "anyOf", "oneOf", "if", "then", "else")
HELP = "say in a sentence what it shows; a picture that says nothing is a figure with `decorative: true`"


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each picture in prose, and at each file with an `alt` beside it, that has no words of its own."""
    for item in site.items.values():
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                if mention.kind is Kind.IMAGE and not _embeds(site, item, mention) and (fault := _fault(mention.text, mention.target)):
                    yield CODE.at(_text(item.entry.source, mention), fault, help=HELP, item=item.entry.name)
    for collection in site.collections:
        for way, _ in annotated(site.book, collection.name, "x-asset"):
            schema = _beside(site, collection.name, way)
            for item in site.of(collection.name) if "alt" in schema.get("properties", {}) else ():
                yield from _files(item.entry, way, demanded=_demands(schema))


def _text(source: Source, mention: Mention) -> Span:
    """The place of an image's text; that of its destination where there is none, or where it can't be found."""
    if mention.span.start is None or not mention.text:
        return mention.span
    end = source.text.rfind("](", 0, source.offset(mention.span.start))
    begin = end - len(mention.text)
    return source.span(begin, end) if begin >= 0 and source.text[begin:end] == mention.text else mention.span


def _embeds(site: Site, item: Item, mention: Mention) -> bool:
    """Whether an image shows an entry (`![](figure:rag)`), which has words of its own."""
    target = site.meaning(item.key, mention.target)
    prefix, colon, _ = mention.target.partition(":")
    return (target is not None and target.item is not None) or (
        bool(colon) and any(prefix in {kind.prefix, kind.name} for kind in site.collections)
    )


def _fault(alt: str, file: str) -> str:
    """What is wrong with an alternative text, in words; empty when nothing is."""
    text = " ".join(alt.split())
    name = file.partition("#")[0].partition("?")[0].rsplit("/", 1)[-1]
    if not text:
        return f"the picture `{name[:80]}` has no alternative text"
    if text.casefold() in {name.casefold(), name.rpartition(".")[0].casefold()} or FILE.fullmatch(text):
        return f"the alternative text `{text[:80]}` is the name of the file"
    return f"the alternative text `{text[:80]}` says nothing about the picture" if VAGUE.fullmatch(text) else ""


def _beside(site: Site, collection: str, way: Way) -> Mapping[str, Any]:
    """The schema of the mapping in which a file stands."""
    schema: Mapping[str, Any] = expand(collection, site.book.schemas)
    for step in way[:-1]:
        schema = schema.get("items", {}) if step == "*" else schema.get("properties", {}).get(step, {})
    return schema


def _demands(schema: Any) -> bool:
    """Whether a schema itself asks for `alt`, under whatever condition: then its absence is reported by the schema already."""
    if isinstance(schema, list):
        return any(map(_demands, schema))
    if not isinstance(schema, Mapping):
        return False
    return "alt" in schema.get("required", ()) or any(_demands(schema.get(keyword)) for keyword in CONDITIONS)


def _files(entry: Entry, way: Way, *, demanded: bool) -> Iterator[Diagnostic]:
    """The findings at the files of one field."""
    for path, file in values(entry.data, way):
        beside: Any = entry.data
        for step in path[:-1]:
            beside = beside[step]
        given = "alt" in beside
        if not isinstance(file, str) or beside.get("decorative") is True or (demanded and not given):
            continue
        alt = beside.get("alt", "")
        if isinstance(alt, str) and (fault := _fault(alt, file)):
            yield CODE.at(entry.span(*path[:-1], "alt") if given else entry.span(*path), fault, help=HELP, item=entry.name)
