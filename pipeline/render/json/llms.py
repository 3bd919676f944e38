"""Site → `llms.txt` and `llms-full.txt`: the book for language models, as https://llmstxt.org has it.

The first is a list of what there is: a heading, a quotation that says what the book is, then lists of links. The second holds the text
itself. Both are for the root of the website, and their links lead to its pages.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from pipeline.model.document import Collection
from pipeline.model.manuscript import Manuscript, plain
from pipeline.model.site import Item, Site
from pipeline.render.json.addresses import url
from pipeline.render.json.works import authors

SUMMARIES = ("summary", "note", "definition", "caption", "description", "outcome")
FULL = "llms-full.txt"
DATA = (
    ("site.json", "the contents of the book and all files of its data"),
    ("sections.jsonl", "the text, one section a line"),
    ("graph.json", "which entry names which, and where"),
    ("bibliography.csl.json", "the works the book lists"),
)
"""Files of the JSON output that are worth knowing first."""

LONGEST = 200
"""How much of a summary stands in a list, in characters."""


def short(site: Site, manuscript: Manuscript) -> str:
    """The list: the entries of the book's body one by one, then a line for each other collection."""
    shown = _shown(site)
    body = [collection for collection, _ in shown if collection.epub == "body"]
    blocks = [_head(site)]
    blocks += [_block(collection.plural, _entries(site, manuscript, items)) for collection, items in shown if collection in body]
    blocks.append(_block("Collections", (_list(site, collection, items) for collection, items in shown if collection not in body)))
    blocks.append(_block("Data", _data(site)))
    return "\n".join(filter(None, blocks))


def full(site: Site) -> str:
    """The text of all entries, in reading order."""
    parts = [_head(site)]
    for collection, items in _shown(site):
        parts.append(f"## {collection.plural}\n")
        parts += [part for item in items for part in _entry(site, item)]
    return "\n".join(parts)


def _head(site: Site) -> str:
    settings = site.book.settings.data
    title = ": ".join(_line(settings[name]) for name in ("title", "subtitle") if settings.get(name))
    said = _line(settings.get("description") or settings.get("subtitle") or title)
    names = ", ".join(name.text for name in authors(site))
    made = ", ".join(str(settings[name]) for name in ("publisher", "year") if settings.get(name) not in (None, "tbc"))
    facts = [f"By {names}." if names else "", f"{made}." if made else ""]
    return f"# {title or 'Book'}\n\n> {said}\n\n{' '.join(filter(None, facts))}\n"


def _shown(site: Site) -> list[tuple[Collection, tuple[Item, ...]]]:
    """The collections that have something to read: nothing that is yet to come, or that nobody looks after any more."""
    found = [(each, tuple(item for item in site.of(each.name) if item.status in {"published", "tbc"})) for each in site.collections]
    return [(collection, items) for collection, items in found if items]


def _block(title: str, lines: Iterable[str]) -> str:
    rows = "".join(f"- {line}\n" for line in lines)
    return f"## {title}\n\n{rows}" if rows else ""


def _entries(site: Site, manuscript: Manuscript, items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        said = _summary(manuscript, item)
        yield f"[{_words(item.title)}]({_address(site, url(item))})" + (f": {said}" if said else "")


def _list(site: Site, collection: Collection, items: tuple[Item, ...]) -> str:
    purpose = _line(collection.schema.get("description") or "").partition(". ")[0].removesuffix(".")
    said = f"{len(items)} entries" if len(items) > 1 else "1 entry"
    return f"[{_words(collection.plural)}]({_address(site, collection.index)}): {said}" + (f". {purpose}." if purpose else ".")


def _data(site: Site) -> Iterator[str]:
    yield f"[{FULL}]({_address(site, FULL)}): the text of everything listed here, in one file"
    publish = site.book.settings.data.get("publish")
    formats = publish.get("formats") if isinstance(publish, dict) else None
    if not isinstance(formats, list) or "json" in formats:
        yield from (f"[{name}]({_address(site, f'../json/{name}')}): {use}" for name, use in DATA)


def _entry(site: Site, item: Item) -> Iterator[str]:
    """An entry: its title, its address, its text with its headings, which stand below its title."""
    yield f"### {_line(item.title)}\n"
    yield f"<{_address(site, url(item))}>\n"
    levels = {heading.anchor: heading.level for heading in item.headings}
    for section in item.sections:
        if section.anchor:
            yield f"{'#' * min(levels.get(section.anchor, 2) + 2, 6)} {_line(section.title)}\n"
        if section.text:
            yield f"{section.text}\n"


def _summary(manuscript: Manuscript, item: Item) -> str:
    name = next((name for name in SUMMARIES if isinstance(item.data.get(name), str)), None)
    passage = manuscript.at(item.key, name) if name else None
    opening = next((section.text for section in item.sections if section.text), "")
    said = plain(passage.html) if passage else _line(opening)
    return said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + " …"


def _address(site: Site, route: str) -> str:
    """An address as its readers can follow it: whole where the book says where it will stand."""
    publish = site.book.settings.data.get("publish")
    stated = str(publish.get("url") or "") if isinstance(publish, dict) else ""
    return urljoin(f"{stated.rstrip('/')}/", route) if stated else route


def _words(text: str) -> str:
    return _line(text).replace("[", "\\[").replace("]", "\\]")


def _line(text: object) -> str:
    return " ".join(str(text).split())
