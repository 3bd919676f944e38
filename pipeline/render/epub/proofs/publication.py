"""The bytes of an EPUB → its parts: files, trees, manifest and spine, for all proofs to look at."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile, ZipInfo

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"
DC = "{http://purl.org/dc/elements/1.1/}"
PACKAGE = "EPUB/package.opf"
TREES = (".xhtml", ".opf", ".ncx", ".xml", ".svg")


@dataclass(frozen=True, slots=True)
class Publication:
    """An opened container: its entries in order, files by path, trees of those that are well-formed, and what is wrong with the others."""

    entries: tuple[ZipInfo, ...]
    files: Mapping[str, bytes] = field(repr=False)
    trees: Mapping[str, Element] = field(repr=False)
    ids: Mapping[str, frozenset[str]] = field(repr=False)
    broken: tuple[str, ...] = ()

    @property
    def package(self) -> Element:
        """The package document; an empty one when there is none."""
        return self.trees.get(PACKAGE, Element("package"))

    @property
    def manifest(self) -> dict[str, Element]:
        """The items of the manifest by path."""
        return {_joined(PACKAGE, item.get("href", "")): item for item in self.package.iter(f"{OPF}item")}

    @property
    def documents(self) -> Iterator[tuple[str, Element]]:
        """The content documents."""
        return ((name, tree) for name, tree in self.trees.items() if name.endswith(".xhtml"))

    def place(self, name: str, address: str) -> tuple[str, str] | None:
        """An address in a file → the path and the fragment it leads to; `None` when it leaves the publication."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        return (_joined(name, unquote(parts.path)) if parts.path else name), unquote(parts.fragment)

    def target(self, name: str, address: str) -> Element | None:
        """The element that an address in a file leads to."""
        path, fragment = self.place(name, address) or ("", "")
        if path not in self.trees:
            return None
        return (
            next((element for element in self.trees[path].iter() if element.get("id") == fragment), None) if fragment else self.trees[path]
        )


def opened(data: bytes) -> Publication | None:
    """The bytes of an EPUB → the publication; `None` when they are no zip archive."""
    try:
        with ZipFile(BytesIO(data)) as container:
            entries = tuple(container.infolist())
            files = {entry.filename: container.read(entry) for entry in entries}
    except BadZipFile:
        return None
    trees: dict[str, Element] = {}
    broken: list[str] = []
    for name in sorted(files):
        if name.endswith(TREES):
            try:
                trees[name] = fromstring(files[name])  # noqa: S314 - our own output; entities are not declared in it
            except ParseError as error:
                broken.append(f"`{name}` is not well-formed: {error}")
    ids = {name: frozenset(each for element in tree.iter() if (each := element.get("id"))) for name, tree in trees.items()}
    return Publication(entries, files, trees, ids, tuple(broken))


def types(element: Element) -> list[str]:
    """The `epub:type` of an element."""
    return element.get(f"{OPS}type", "").split()


def text(element: Element | None) -> str:
    """The words of an element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _joined(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
