"""Pieces with marks → documents without: packed to a bearable size, every link led to where its target now stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.model.ids import stated
from pipeline.model.manuscript import MARK, settle
from pipeline.model.site import Item
from pipeline.render.epub.leaves import entry_id
from pipeline.render.epub.names import file_name, xml_name
from pipeline.render.epub.plan import Leaf
from pipeline.render.epub.press import Press
from pipeline.render.epub.prose import figure_id

LIMIT = 200_000
"""Bytes of XHTML in a document; with settled links and the frame it stays below 250 KiB."""

LINK = re.compile(r"<a\b[^<>]*>")
TO_FILE = re.compile(r'href="\x02asset:[^\x03]*\x03"')
TO_WEB = re.compile(r'(?<=\shref=")[a-z][a-z0-9+.-]*:[^"]*(?=")', re.IGNORECASE)
NOWHERE = re.compile(r'<a\b[^<>]*\shref=""[^<>]*>(.*?)</a>', re.DOTALL)
NO_IMAGE = re.compile(r'<img\b[^<>]*\ssrc=""[^<>]*/>')
ALT = re.compile(r'\salt="([^"]*)"')
LOOSE = frozenset({"further", "index"})
"""Leaves that are no list of their collection."""

IMAGES: Mapping[str, str] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""The image types that every reading system must show (EPUB 3.3, section 3.2)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A content document of the publication: its path, what it is cut from, its XHTML; `continued` if it isn't the first."""

    path: str
    leaf: Leaf
    html: str = field(repr=False)
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Where everything stands: documents by leaf and id, leaves by item and by list; and the images that are shown."""

    press: Press
    first: Mapping[str, str]
    ids: Mapping[tuple[str, str], str] = field(repr=False)
    homes: Mapping[str, Leaf] = field(repr=False)
    lists: Mapping[str, str]
    images: dict[str, bytes] = field(default_factory=dict, repr=False)

    def address(self, here: str, kind: str, rest: str) -> str:
        """A mark in a document → the address to print there; empty when there is none."""
        match kind:
            case "item" | "entry":
                key, _, anchor = rest.partition("#")
                return _relative(here, self._place(key, anchor, shown=kind == "item"))
            case "list":
                return _relative(here, self.lists.get(rest.partition("?")[0], ""))
            case "asset":
                return _relative(here, self._image(rest, self.press.site.book.assets.get(rest)))
            case "chart":
                files = {file.path.rsplit("/", 1)[-1]: file.data for chart in self.press.charts.values() for file in chart.files}
                return _relative(here, self._image(f"heatmap/{rest}", files.get(rest)))
            case _:
                return ""

    def _place(self, key: str, anchor: str, *, shown: bool) -> str:
        """Where an item (or an anchor in it) stands; a figure is where it is shown."""
        item = self.press.site.items.get(key)
        if item is None:
            return ""
        origin = self.homes.get(self.press.embedded.get(key, ""))
        if shown and origin is not None and (found := self.ids.get((origin.name, figure_id(item)))):
            return f"{found}#{figure_id(item)}"
        home = self.homes.get(key)
        if home is None:
            return ""
        wanted = xml_name(anchor) if home.alone else entry_id(item)
        found = self.ids.get((home.name, wanted))
        return f"{found}#{wanted}" if found else self.first[home.name]

    def _image(self, path: str, data: bytes | None) -> str:
        """The place of an image file, which is now part of the publication."""
        suffix = PurePosixPath(path).suffix.lower()
        if data is None or suffix not in IMAGES:
            return ""
        stem = path.removeprefix("content/").removeprefix("assets/")[: -len(suffix)]
        name = f"images/{file_name(stem.replace('/', '.'))}{suffix}"
        self.images[name] = data
        return name


def marked(pieces: Iterable[str]) -> Iterator[str]:
    """The keys of all items that pieces name."""
    for piece in pieces:
        for match in MARK.finditer(piece):
            if match[1] in {"item", "entry"}:
                yield match[2].partition("#")[0]


def pack(leaf: Leaf, pieces: Iterable[str]) -> list[Document]:
    """The pieces of a leaf → its documents, as few as the limit allows."""
    packs: list[list[str]] = [[]]
    size = 0
    for piece in pieces:
        weight = len(piece.encode())
        if size + weight > LIMIT and packs[-1]:
            packs.append([])
            size = 0
        packs[-1].append(piece)
        size += weight
    return [
        Document(f"text/{leaf.name}{f'_{number + 1}' if number else ''}.xhtml", leaf, "".join(pack), continued=number > 0)
        for number, pack in enumerate(packs)
    ]


def index(press: Press, documents: Iterable[Document], homes: Mapping[str, Leaf], contents: str) -> Index:
    """Look up what stands where. A list that has no document of its own is the contents."""
    documents = list(documents)
    ids: dict[tuple[str, str], str] = {}
    first: dict[str, str] = {}
    lists = {collection.prefix: contents for collection in press.site.collections}
    for document in documents:
        first.setdefault(document.leaf.name, document.path)
        for name in stated(document.html):
            ids.setdefault((document.leaf.name, name), document.path)
        if not document.leaf.alone and not document.continued and document.leaf.tier not in LOOSE:
            lists[document.leaf.collection.prefix] = document.path
    return Index(press, first, ids, homes, lists)


def home(leaves: Iterable[Leaf]) -> dict[str, Leaf]:
    """The leaf of each item: a document of its own rather than a line in a list."""
    found: dict[str, Leaf] = {}
    for leaf in leaves:
        for item in leaf.items:
            if leaf.alone or item.key not in found:
                found[item.key] = leaf
    return found


def settled(directory: Index, path: str, html: str) -> str:
    """The XHTML of a document with every mark replaced; a link to nowhere leaves its text, an image its alternative text."""
    html = settle(TO_FILE.sub('href=""', html), lambda kind, rest: escape(directory.address(path, kind, unescape(rest))))
    html = LINK.sub(lambda tag: TO_WEB.sub(lambda match: escape(_web(unescape(match[0]))), tag[0]), html)
    html = NO_IMAGE.sub(lambda match: alt[1] if (alt := ALT.search(match[0])) else "", html)
    return NOWHERE.sub(r"\1", html)


def _web(url: str) -> str:
    """An address as written → the same with every character that addresses can't hold in percent form."""
    return quote(url, safe="%:/?#[]@!$&'()*+,;=-._~") if "#" not in url else _with_fragment(url)


def _with_fragment(url: str) -> str:
    base, _, fragment = url.partition("#")
    safe = "%:/?@!$&'()*+,;=-._~"
    return f"{_web(base)}#{quote(fragment, safe=safe)}"


def _relative(here: str, place: str) -> str:
    """The way from one document to a place in the publication."""
    if not place:
        return ""
    path, mark, fragment = place.partition("#")
    if path == here:
        return f"#{quote(fragment)}" if fragment else PurePosixPath(path).name
    folder, name = path.rpartition("/")[0], path.rpartition("/")[2]
    own = here.rpartition("/")[0]
    way = name if folder == own else f"{'../' if own else ''}{path}"
    return f"{way}{mark}{quote(fragment)}"


def unplaced(press: Press, keys: Iterable[str], homes: Mapping[str, Leaf]) -> list[Item]:
    """The items among keys that stand nowhere yet, in reading order; drafts stay out."""
    wanted = {key for key in keys if key in press.site.items and key not in homes}
    return [press.site.items[key] for key in sorted(wanted, key=lambda key: press.ranks[key]) if press.site.items[key].status != "draft"]
