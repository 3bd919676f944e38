"""Documents with marks → all files of the container, by path."""

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from pipeline.render.direction import right_to_left
from pipeline.render.epub.bind import IMAGES, Document, Index, settled
from pipeline.render.epub.cover import SIZE, cover
from pipeline.render.epub.images import finished
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.metadata import Metadata, metadata
from pipeline.render.epub.names import xml_name
from pipeline.render.epub.navigation import Landmark, contents, depth, landmarks, pages
from pipeline.render.epub.plan import Leaf
from pipeline.render.epub.press import Press, theme_file
from pipeline.render.epub.prose import external
from pipeline.render.picture.drawing import Words, hexadecimal
from pipeline.render.picture.raster import png

ROOT = "EPUB/"
COVER_NAME = "cover"
CONTENTS = "nav.xhtml"
COVER, TITLE, ABOUT = "cover.xhtml", "title.xhtml", "about.xhtml"
CODE = re.compile(r"<(?:pre|code|kbd|samp)\b(?![^<>]*\sdir=)")
SPELLED = re.compile(r'<a class="external"(?= href="[^"]*">[!-;=-~]+\.[!-;=-~]+</a>)')
"""A link that shows an address."""

TYPES = {**IMAGES, ".xhtml": "application/xhtml+xml", ".css": "text/css", ".ncx": "application/x-dtbncx+xml"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the text of a leaf: the role and `epub:type` of its section, its language; whether it goes on from another."""

    role: str
    type: str
    continued: bool
    language: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A file as the manifest lists it."""

    path: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the package document."""
        return xml_name(self.path.replace("/", "."))

    @property
    def type(self) -> str:
        """Its media type."""
        return TYPES[PurePosixPath(self.path).suffix]


def files(press: Press, directory: Index, documents: list[Document]) -> dict[str, bytes]:
    """Everything but the `mimetype`."""
    ready = [replace(document, html=settled(directory, document.path, document.html)) for document in documents]
    listed = pages(ready)
    facts = metadata(press, ready, listed, directory.images.values())
    here = f"{CONTENTS}#p.contents"
    ways = (("cover", "Cover", COVER), ("titlepage", "Title page", TITLE), ("toc", "Contents", here))
    marks = [Landmark(kind, press.word(name), href) for kind, name, href in ways]
    entries = contents(ready)
    shared = {
        "facts": facts,
        "entries": entries,
        "pages": listed,
        "landmarks": [*marks, *landmarks(ready)],
        "depth": depth(entries),
        "rtl": right_to_left(facts.language),
    }
    picture, words = _cover(press, facts, documents)
    wrapper = press.fill("cover.xhtml", facts=facts, image=picture.path, words=words, size=SIZE, hexadecimal=hexadecimal)
    front = [
        _page(press, COVER, press.word("Cover"), wrapper),
        _page(press, TITLE, facts.title, press.fill("title.xhtml", facts=facts)),
        Resource(CONTENTS, _bytes(press, CONTENTS, shared), ("nav",)),
    ]
    back = [_page(press, ABOUT, press.word("About this publication"), press.fill("about.xhtml", facts=facts, external=external))]
    spine = [*front, *(_document(press, facts, document) for document in ready), *back]
    others = [
        *(Resource(path, data) for path, data in sorted(finished(directory.images, ready).items())),
        picture,
        Resource("style.css", theme_file("style.css").encode()),
        Resource("toc.ncx", _bytes(press, "toc.ncx", shared)),
    ]
    package = press.fill("package.opf", spine=spine, others=others, cover=picture, **shared)
    return {
        "META-INF/container.xml": theme_file("container.xml").encode(),
        f"{ROOT}package.opf": str(package).encode(),
        **{f"{ROOT}{resource.path}": resource.data for resource in (*spine, *others)},
    }


def _bytes(press: Press, template: str, values: dict[str, object]) -> bytes:
    return str(press.fill(template, **values)).encode()


def _cover(press: Press, facts: Metadata, documents: list[Document]) -> tuple[Resource, tuple[Words, ...]]:
    """The picture that the settings name, else one drawn: as pixels, because the shelves of most reading systems show nothing else.

    Words in letters that we can't draw come beside it: the page of the cover sets them over the picture.
    """
    name = press.settings.get("cover")
    given = press.site.book.assets.get(f"content/assets/{name}")
    suffix = PurePosixPath(str(name)).suffix.lower()
    if given is not None and suffix in IMAGES:
        return Resource(f"{COVER_NAME}{suffix}", given, ("cover-image",)), ()
    body = {document.leaf.name: document.leaf.items[0] for document in documents if document.leaf.tier == "body"}
    drawing = cover(facts.title, facts.subtitle, facts.authors, body.values(), rtl=right_to_left(facts.language))
    return Resource(f"{COVER_NAME}.png", png(drawing), ("cover-image",)), drawing.words


def _document(press: Press, facts: Metadata, document: Document) -> Resource:
    role, kind = _semantics(document.leaf)
    title = press.word("{title}, continued", title=document.leaf.title) if document.continued else document.leaf.title
    item = document.leaf.items[0] if document.leaf.alone else None
    language = str(item.data.get("lang") or facts.language) if item else facts.language
    frame = Frame(role, kind, document.continued, language)
    return _page(press, document.path, title, Markup(document.html), frame)  # noqa: S704 - made by our templates


def _semantics(leaf: Leaf) -> tuple[str, str]:
    """The role and the `epub:type` of a leaf; a list in front of documents has none of their own."""
    arrangement = layout(leaf.collection.name)
    if leaf.tier == "further":
        return "", ""
    if leaf.tier == "index":
        return "doc-index", "index"
    if leaf.alone:
        return arrangement.kinds.get(str(leaf.items[0].data.get("kind")), (arrangement.role, arrangement.type))
    return (arrangement.role, arrangement.type) if leaf.collection.form.value != "markdown" else ("", "")


def _page(press: Press, path: str, title: str, content: Markup, frame: Frame | None = None) -> Resource:
    """XHTML in its frame; the properties tell what reading systems must be able to show."""
    language = frame.language if frame else press.language
    rtl = right_to_left(language)
    html = press.fill(
        "document.xhtml",
        title=title,
        content=from_the_left(content) if rtl else content,
        frame=frame,
        language=language,
        rtl=rtl,
        root="../" * path.count("/"),
    )
    properties = (*(["mathml"] if "<math" in content else []), *(["svg"] if "<svg" in content else []))
    return Resource(path, str(html).encode(), properties)


def from_the_left(html: Markup) -> Markup:
    """XHTML of a language that is written from right to left → the same, where code and addresses run from left to right."""
    return Markup(SPELLED.sub(r'\g<0> dir="ltr"', CODE.sub(r'\g<0> dir="ltr"', str(html))))  # noqa: S704 - an attribute more
