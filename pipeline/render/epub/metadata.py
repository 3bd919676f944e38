"""Book and finished documents → what a catalogue wants to know, accessibility included: all of it found, nothing claimed."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from pipeline.model.site import Site
from pipeline.render.epub.bind import Document
from pipeline.render.epub.navigation import Page
from pipeline.render.epub.press import Press
from pipeline.render.slugs import slug

EPOCH = "1980-01-01"
"""The date of a book without a date: the first that a zip archive can hold."""

ALWAYS = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
"""Features of every publication that we make."""

MOVING = (b"NETSCAPE2.0", b"acTL", b"ANIM", b"<animate", b"<set ")
"""Signs of a GIF, a PNG, a WebP and an SVG that move: nobody here can tell whether they flash."""

REACH = 1_000_000
"""So far into a file a sign is looked for."""


@dataclass(frozen=True, slots=True)
class Creator:
    """An author: the name, and the name as catalogues sort it (empty when the book doesn't say)."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Access:
    """How the publication can be read, in the words of schema.org and the EPUB accessibility vocabulary."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What somebody found who evaluated the publication, as `book.yaml` states it; empty where it states nothing."""

    conforms: str = ""
    by: str = ""
    credential: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The package document's metadata."""

    identifier: str
    title: str
    subtitle: str
    language: str
    creators: tuple[Creator, ...]
    authors: str
    publisher: str
    description: str
    rights: str
    subjects: tuple[str, ...]
    date: str
    modified: str
    source: str
    page_source: str
    access: Access
    evaluation: Evaluation

    @property
    def isbn(self) -> bool:
        """Whether the identifier is an ISBN."""
        return self.identifier.startswith("urn:isbn:")


def metadata(press: Press, documents: Sequence[Document], pages: Sequence[Page], images: Collection[bytes]) -> Metadata:
    """Everything known of the publication: its finished documents, the print pages in them, the images they show."""
    settings = press.settings
    people = tuple(creators(press.site))
    source, page_source = _print(press) if pages else ("", "")
    return Metadata(
        identifier=_identifier(press),
        title=press.title,
        subtitle=_text(settings.get("subtitle")),
        language=press.language,
        creators=people,
        authors=press.word(", ").join(creator.name for creator in people),
        publisher=_text(settings.get("publisher")),
        description=_text(settings.get("description")),
        rights=_text(settings.get("license") or settings.get("rights")),
        subjects=tuple(_text(tag) for tag in settings.get("tags") or ()),
        date=_text(settings.get("year")),
        modified=f"{press.site.book.today or EPOCH}T00:00:00Z",
        source=source,
        page_source=page_source,
        access=_access(press, documents, pages, images),
        evaluation=_evaluation(settings.get("accessibility")),
    )


def creators(site: Site) -> Iterable[Creator]:
    """The authors as the book names them, by name or by the id of a person."""
    people = {item.id: item for collection in site.collections for item in site.of(collection.name) if "name" in item.data}
    authors = site.book.settings.data.get("authors")
    for author in authors if isinstance(authors, list) else ():
        known = people.get(str(author))
        yield Creator(known.title, _text(known.data.get("sort"))) if known else Creator(str(author), "")


def _identifier(press: Press) -> str:
    isbn = re.sub(r"[^0-9]", "", _text(press.settings.get("isbn13")))
    if isbn:
        return f"urn:isbn:{isbn}"
    publish = press.settings.get("publish")
    url = publish.get("url") if isinstance(publish, dict) else None
    return f"urn:uuid:{uuid5(NAMESPACE_URL, str(url or f'bookpipe:{slug(press.settings)}'))}"


def _print(press: Press) -> tuple[str, str]:
    """The print edition whose pages are listed: for readers, and for programs."""
    settings = press.settings
    details = press.word(", ").join(text for text in (_text(settings.get("publisher")), _text(settings.get("year"))) if text)
    isbn = re.sub(r"[^0-9]", "", _text(settings.get("isbn13")))
    words = press.word("{title}, print edition", title=press.title) + (f" ({details})" if details else "")
    return words, f"urn:isbn:{isbn}" if isbn else words


def _access(press: Press, documents: Sequence[Document], pages: Sequence[Page], images: Collection[bytes]) -> Access:
    """What is in the documents, feature by feature; each with the sentence that tells readers."""
    whole = [document.html for document in documents]
    pictured = any("<img " in html for html in whole)
    moving = any(sign in data[:REACH] for data in images for sign in MOVING)
    found = [
        (features, sentence)
        for there, features, sentence in (
            (True, ALWAYS, "All text can be resized, recoloured and read aloud; headings, lists, tables and the contents are marked up."),
            (pictured, ("alternativeText",), "Images have alternative texts."),
            (any("<math" in html for html in whole), ("MathML",), "Formulas are MathML with their source as a text alternative."),
            (any("<ruby" in html for html in whole), ("rubyAnnotations",), ""),
            (any(document.leaf.tier == "index" for document in documents), ("index",), "There is an index of terms."),
            (bool(pages), ("pageNavigation", "pageBreakMarkers"), "The pages of the print edition can be looked up."),
            (moving, (), "Some images move."),
        )
        if there
    ]
    return Access(
        modes=("textual", "visual") if pictured else ("textual",),
        sufficient=("textual", "textual,visual") if pictured else ("textual",),
        features=tuple(sorted(feature for features, _ in found for feature in features)),
        hazards=("unknown",) if moving else ("none",),
        summary=" ".join(press.word(sentence) for _, sentence in found if sentence),
    )


def _evaluation(stated: object) -> Evaluation:
    if not isinstance(stated, dict):
        return Evaluation()
    names = ("conforms_to", "certified_by", "credential", "report")
    return Evaluation(*(_text(stated.get(name)) for name in names))


def _text(value: object) -> str:
    """A field as text; empty when it is absent or to be confirmed."""
    return "" if value is None or value == "tbc" else str(value)
