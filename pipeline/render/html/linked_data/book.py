"""The book itself, its editions, and the site that tells of it."""

from typing import Any

from pipeline.model.document import Collection
from pipeline.model.site import Item
from pipeline.render.html.linked_data.nodes import Node, known, licence, node, organisation, person, place, text, texts
from pipeline.render.html.page import Page
from pipeline.render.html.sheet import Sheet

EDITIONS, CHAPTERS = "editions", "chapters"
FORMATS = {"ebook": "https://schema.org/EBook", "audiobook": "https://schema.org/AudiobookFormat"}
"""Formats of editions that the vocabulary has a word for; of printed ones nobody says how they are bound."""


def site(here: Sheet) -> Node:
    """The website. Its search is stated where the address is known, because a template must be a whole address."""
    search = here.press.whole(here.press.pages["search"])
    asked = {
        "@type": "SearchAction",
        "target": node("EntryPoint", urlTemplate=f"{search}?q={{words}}"),
        "query-input": "required name=words",
    }
    return node(
        "WebSite",
        id=_site(here),
        url=here.public(here.press.pages["index"]),
        name=here.press.title,
        inLanguage=here.press.language,
        about={"@id": _book(here)},
        potentialAction=asked if search else None,
    )


def brief(here: Sheet) -> Node:
    """The book, named by one of its parts."""
    return node("Book", id=_book(here), name=here.press.title)


def whole(here: Sheet) -> Node:
    """The book with everything its settings say, and its editions by name."""
    said = here.press.settings
    audience = said.get("audience")
    return {
        **brief(here),
        **known(
            alternativeHeadline=said.get("subtitle"),
            url=here.public(here.press.pages["index"]),
            description=said.get("description"),
            author=authors(here),
            publisher=organisation(said.get("publisher")),
            datePublished=_open(said.get("year")),
            inLanguage=here.press.language,
            isbn=_open(said.get("isbn13")).replace("-", ""),
            license=licence(said.get("license")),
            keywords=said.get("tags"),
            audience=node("Audience", audienceType=audience.get("primary")) if isinstance(audience, dict) else None,
            offers=[node("Offer", name=shop.get("label"), url=shop.get("url")) for shop in said.get("purchase", ())],
        ),
        **editions(here, full=False),
    }


def editions(here: Sheet, *, full: bool) -> Node:
    """The editions: translations, and other examples of the book in its own language."""
    items = [item for item in here.press.site.of(EDITIONS) if item.status not in {"draft", "coming-soon"}]
    own = here.press.language.partition("-")[0]
    translated = [item for item in items if text(item, "language").partition("-")[0] != own]
    others = [item for item in items if item not in translated]
    return known(
        workTranslation=[_edition(here, item, full=full) for item in translated],
        workExample=[_edition(here, item, full=full) for item in others],
    )


def parts(here: Sheet, items: tuple[Item, ...]) -> list[Node]:
    """Chapters, named by the book."""
    return [node("Chapter", id=place(here, item), name=text(item, "title") or item.title, position=number(item)) for item in items]


def number(item: Item) -> int | None:
    """The number of a chapter; a preface has none."""
    found = item.data.get("number")
    return found if isinstance(found, int) else None


def around(here: Sheet) -> Node:
    """The website, named by one of its pages."""
    return {"@id": _site(here)}


def shelf(page: Page, listed: Collection) -> Node:
    """A list page of a collection."""
    return node("CollectionPage", id=page.address, name=listed.plural, description=page.brief, isPartOf=around(page.sheet))


def page(page: Page) -> Node:
    """A page that belongs to nothing the book tells of."""
    known = "" if page.hidden else page.address
    return node("WebPage", id=known, name=page.title, description=page.brief, isPartOf=around(page.sheet))


def authors(here: Sheet) -> list[Node]:
    """Who wrote the book: persons of the book, and others by their names."""
    press = here.press
    schema = press.site.book.schemas.get("book", {}).get("properties", {}).get("authors", {}).get("items", {})
    prefixes = [each.prefix for each in press.site.collections if each.name == schema.get("x-ref")]
    found = ((name, [f"{prefix}:{name}" for prefix in prefixes]) for name in press.settings.get("authors", ()))
    items = ((str(name), next((press.site.items[key] for key in keys if key in press.site.items), None)) for name, keys in found)
    return [person(here, item) if item else node("Person", name=name) for name, item in items]


def _edition(here: Sheet, item: Item, *, full: bool) -> Node:
    told = known(
        isbn=text(item, "isbn13").replace("-", ""),
        publisher=organisation(item.data.get("publisher")),
        datePublished=text(item, "date"),
        bookFormat=FORMATS.get(text(item, "format")),
        bookEdition=text(item, "region"),
        translator=[node("Person", name=name) for name in texts(item, "translators")],
    )
    return {**node("Book", id=place(here, item), name=text(item, "title"), inLanguage=text(item, "language")), **(told if full else {})}


def _book(here: Sheet) -> str:
    return here.public(here.press.pages["index"]) + "#book"


def _site(here: Sheet) -> str:
    return here.public(here.press.pages["index"]) + "#site"


def _open(value: Any) -> str:
    return "" if value in (None, "tbc") else str(value)
