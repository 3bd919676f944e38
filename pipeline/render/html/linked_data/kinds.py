"""What the entries of the known collections are, as a table; an entry of another one is an article, or a chapter in the book's body."""

from collections.abc import Callable, Mapping

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.linked_data import book
from pipeline.render.html.linked_data.nodes import (
    Node,
    credit,
    known,
    licence,
    node,
    organisation,
    people,
    person,
    place,
    reference,
    text,
    texts,
)
from pipeline.render.html.page import Page
from pipeline.render.html.sheet import Sheet
from pipeline.render.html.telling import brief

WORKS = {
    "paper": "ScholarlyArticle",
    "post": "BlogPosting",
    "book": "Book",
    "course": "Course",
    "repo": "SoftwareSourceCode",
    "tool": "SoftwareApplication",
    "dataset": "Dataset",
    "guide": "Article",
    "docs": "TechArticle",
    "blog": "Blog",
    "report": "Report",
    "leaderboard": "WebPage",
}
"""Kinds of resources that the vocabulary knows; the others are works."""

JSON_FILE = ".json"


def entry(here: Sheet, item: Item) -> Node:
    """What an entry is, as a page tells it."""
    tell = KINDS.get(item.collection.name) or (_chapter if item.collection.epub == "body" else _article)
    return tell(here, item)


def collection(page: Page, listed: Collection) -> Node:
    """A list page: of terms a set of terms, of editions or chapters the book with them, of all others only a list."""
    here = page.sheet
    items = here.press.site.of(listed.name)
    if listed.name == GLOSSARY:
        return node("DefinedTermSet", id=page.address, name=listed.plural, hasDefinedTerm=[_term_name(here, item) for item in items])
    if listed.name == book.EDITIONS:
        return {**book.brief(here), **book.editions(here, full=True)}
    if listed.epub == "body":
        return {**book.brief(here), "hasPart": book.parts(here, items)}
    told = [entry(here, item) for item in items if item.fragment and item.route == here.route]
    return {**book.shelf(page, listed), **known(hasPart=told)}


def _chapter(here: Sheet, item: Item) -> Node:
    pages = item.data.get("pages")
    first, last = (pages.get("from"), pages.get("to")) if isinstance(pages, dict) else (None, None)
    return node(
        "Chapter",
        **_own(here, item),
        name=text(item, "title") or item.title,
        position=book.number(item),
        pageStart=first,
        pageEnd=last,
        isPartOf=book.brief(here),
        author=book.authors(here),
        teaches=texts(item, "objectives"),
    )


def _article(here: Sheet, item: Item) -> Node:
    return node("Article", **_own(here, item), headline=item.title, isPartOf=book.around(here))


def _incident(here: Sheet, item: Item) -> Node:
    return {**_article(here, item), **known(temporalCoverage=text(item, "date"))}


def _page(here: Sheet, item: Item) -> Node:
    return node("WebPage", **_own(here, item), name=item.title, isPartOf=book.around(here))


def _work(here: Sheet, item: Item) -> Node:
    return node("CreativeWork", **_own(here, item), name=item.title, isPartOf=book.around(here))


def _resource(here: Sheet, item: Item) -> Node:
    """A work of others: its address is theirs, its name here is our page about it."""
    kind = text(item, "kind")
    archived, ids = item.data.get("archived"), item.data.get("ids")
    numbers = {name: str(value) for name, value in ids.items() if value != "tbc"} if isinstance(ids, dict) else {}
    whole = here.press.named.get((item.key, ("part_of",)))
    return node(
        WORKS.get(kind, "CreativeWork"),
        id=place(here, item),
        url=text(item, "url"),
        name=item.title,
        description=brief(here, item),
        author=people(here, item, "authors"),
        creditText=credit(here, item, "authors"),
        datePublished=text(item, "date") or text(item, "year"),
        inLanguage=text(item, "lang"),
        identifier=[f"{name}:{value}" for name, value in numbers.items() if name in {"arxiv", "doi"}],
        isbn=numbers.get("isbn", "").replace("-", "") if kind == "book" else "",
        sameAs=texts(item, "also"),
        isPartOf=reference(here, here.press.site.items[whole]) if whole else None,
        archivedAt=archived.get("url") if isinstance(archived, dict) else None,
    )


def _note(here: Sheet, item: Item) -> Node:
    """What a reader wrote about the book elsewhere."""
    writer = here.press.named.get((item.key, ("author",)))
    return node(
        "CreativeWork",
        id=place(here, item),
        url=text(item, "url"),
        name=item.title,
        author=person(here, here.press.site.items[writer]) if writer else None,
        creditText="" if writer else text(item, "author") or text(item, "handle"),
        datePublished=text(item, "url_date") or text(item, "started"),
        inLanguage=text(item, "language"),
        about=book.brief(here),
    )


def _term(here: Sheet, item: Item) -> Node:
    return {
        **_term_name(here, item),
        **known(
            alternateName=[*filter(None, [text(item, "abbreviation")]), *texts(item, "aka")],
            description=here.said(item, "definition"),
            inDefinedTermSet=here.public(item.collection.index),
        ),
    }


def _term_name(here: Sheet, item: Item) -> Node:
    return node("DefinedTerm", id=place(here, item), name=item.title)


def _person(here: Sheet, item: Item) -> Node:
    links = item.data.get("links")
    return node(
        "Person",
        id=place(here, item),
        name=item.title,
        alternateName=texts(item, "aka"),
        jobTitle=text(item, "position"),
        affiliation=organisation(item.data.get("affiliation")),
        sameAs=[str(url) for url in links.values()] if isinstance(links, dict) else None,
    )


def _figure(here: Sheet, item: Item) -> Node:
    """A picture; one that only the printed book has can't be looked at here."""
    file = here.file(text(item, "file"))
    if file is None:
        return _work(here, item)
    return node(
        "ImageObject",
        **_own(here, item),
        name=item.title,
        contentUrl=here.public(file.removeprefix(here.root)),
        creditText=text(item, "credit"),
    )


def _chart(here: Sheet, item: Item) -> Node:
    """The numbers of a chart are a dataset where their file is published with the site."""
    chart = here.press.chart(item)
    files = [file.path for file in chart.files if file.path.endswith(JSON_FILE)] if chart and here.press.publishes("heatmap") else []
    if not files:
        return _page(here, item)
    found = [node("DataDownload", contentUrl=f"{here.root}../{path}", encodingFormat="application/json") for path in files]
    return node("Dataset", **_own(here, item), name=item.title, isPartOf=book.around(here), distribution=found)


def _own(here: Sheet, item: Item) -> Node:
    """What is said of everything that the site itself holds."""
    return known(
        id=place(here, item),
        url=place(here, item),
        description=brief(here, item),
        inLanguage=text(item, "lang") or here.press.language,
        datePublished=text(item, "added"),
        dateModified=text(item, "updated"),
        contributor=people(here, item, "contributors"),
        keywords=texts(item, "tags"),
        license=licence(item.data.get("license")),
        citation=[reference(here, here.press.site.items[key]) for key in here.press.cited.get(item.key, ())],
    )


GLOSSARY = "glossary"
KINDS: Mapping[str, Callable[[Sheet, Item], Node]] = {
    "chapters": _chapter,
    "resources": _resource,
    "notes": _note,
    "prompts": _work,
    "incidents": _incident,
    GLOSSARY: _term,
    "people": _person,
    "figures": _figure,
    "artifacts": _chart,
    "pages": _page,
}
